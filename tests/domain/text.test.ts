import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanName, cleanText, fold, shortened, wordsOf } from '../../src/domain/text.js';

const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const runs = { numRuns: 2_000 };

/** Every code point, noncharacters and unpaired surrogates among them. */
const everyCharacter = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

describe('what is taken out of a text', () => {
  test('is exactly control characters, noncharacters, unpaired surrogates and what changes a text unseen', () => {
    const gone = everyCharacter.filter((character) => cleanText(character) === '');
    const codes = gone.map((character) => character.codePointAt(0) as number);
    const [first, last] = [0xd800, 0xdfff];
    expect(codes.filter((code) => code >= first && code <= last)).toHaveLength(last - first + 1);
    const others = codes.filter((code) => (code < first || code > last) && code <= 0xffff);
    expect(others.map((code) => code.toString(16)).join(' ')).toBe(
      [
        '0 1 2 3 4 5 6 7 8 b c e f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f',
        '7f 80 81 82 83 84 85 86 87 88 89 8a 8b 8c 8d 8e 8f',
        '90 91 92 93 94 95 96 97 98 99 9a 9b 9c 9d 9e 9f ad',
        '200b 202a 202b 202c 202d 202e 2060 2066 2067 2068 2069',
        'fdd0 fdd1 fdd2 fdd3 fdd4 fdd5 fdd6 fdd7 fdd8 fdd9 fdda fddb fddc fddd fdde fddf',
        'fde0 fde1 fde2 fde3 fde4 fde5 fde6 fde7 fde8 fde9 fdea fdeb fdec fded fdee fdef feff fffe ffff',
      ].join(' '),
    );
    expect(codes.filter((code) => code > 0xffff)).toHaveLength(32);
  });

  test.each([
    ['cease\u00adfire', 'ceasefire'],
    ['one\r\ntwo\rthree\n\tfour', 'one\ntwo\nthree\n\tfour'],
    ['\ufeffKyiv\uffff', 'Kyiv'],
    ['half \ud83c of a flag \ud83c\uddfa', 'half  of a flag \ud83c\uddfa'],
    // The mark meets its letter once what stood between them is gone.
    ['Wa\u0142e\u200b\u0328sa', 'Wałęsa'],
    // Joiners are spelling in Persian and in emoji; marks of direction are harmless.
    ['می\u200cخواهم \u200f', 'می\u200cخواهم \u200f'],
  ])('%j is recorded as %j', (typed, recorded) => {
    expect(cleanText(typed)).toBe(recorded);
  });

  test.each([
    [' Sergey\u00a0\u200b  Lavrov\n', 'Sergey Lavrov'],
    ['The\tWashington\r\nPost', 'The Washington Post'],
  ])('the name %j is recorded as %j', (typed, recorded) => {
    expect(cleanName(typed)).toBe(recorded);
  });

  test('what is clean stays as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [clean, name] = [cleanText(text), cleanName(text)];
        expect(cleanText(clean)).toBe(clean);
        expect(cleanName(name)).toBe(name);
        expect(cleanText(name)).toBe(name);
      }),
      runs,
    );
  });
});

describe('folding', () => {
  test.each([
    ['Королёв', 'КОРОЛЕВ'],
    ['Андрій Сибіга', 'андріи сибіга'],
    ['Ελλάδα', 'ΕΛΛΑΔΑ'],
    ['ΟΔΟΣ', 'οδός'],
    ['السَّلام', 'السلام'],
    ['مـحـمّد', 'ﻣﺤﻤﺪ'],
    ['שָׁלוֹם', 'שלום'],
    ['Wałęsa', 'WALESA'],
    ['Đukanović', 'dukanovic'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['Œuvre', 'oeuvre'],
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'strasse'],
    ['Þórður Guðmundsson', 'thordur gudmundsson'],
    ['İSTANBUL', 'istanbul'],
    ['Işık', 'ISIK'],
    ['Ħamrun', 'hamrun'],
    ['O’Brien', "O'Brien"],
    ['Оʼдонелл', 'о`донелл'],
    ['ＮＡＴＯ ２', 'nato 2'],
    ['ﬁnal', 'final'],
    ['ﾄﾞﾅﾙﾄﾞ', 'ドナルド'],
    ['می\u200cخواهم', 'میخواهم'],
    ['cease\u00adfire\ufe0f', 'ceasefire'],
    ['Sergey\u00a0 Lavrov\u200b ', 'sergey lavrov'],
  ])('%j is %j', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  test.each([
    ['दिन', 'दान'],
    ['が', 'か'],
    ['น้ำ', 'นำ'],
    ['أمر', 'امر'],
    ['Reuters', 'Reuter'],
  ])('%j is not %j', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  test('what is folded stays as it is, and no form of a text folds otherwise', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        expect(fold(text.normalize('NFC'))).toBe(fold(text.normalize('NFD')));
      }),
      runs,
    );
  });

  test('so does every single letter, with marks and without', () => {
    // Tens of thousands of Chinese and Korean characters behave alike.
    const some = everyCharacter.filter(
      (_, code) => code < 0x3400 || (code > 0xa000 && code < 0xac00) || (code > 0xf900 && code < 0x1f000),
    );
    const letters = some.flatMap((letter) => [letter, `${letter}\u0301`]).join('.');
    const folded = fold(letters);
    expect(fold(folded) === folded).toBe(true);
    expect(fold(letters.normalize('NFC')) === fold(letters.normalize('NFD'))).toBe(true);
  });
});

describe('words', () => {
  test.each([
    ['Ukraine’s 800,000 troops', ['ukraine', 's', '800', '000', 'troops']],
    [
      '双方应当立即实现全面停火并交换战俘',
      ['双方', '应当', '立即', '实现', '全面', '停火', '并', '交换', '战俘'],
    ],
    ['停戦に向けた交渉', ['停戦', 'に', '向け', 'た', '交渉']],
    ['ต้องหยุดยิงทันที', ['ต้อง', 'หยุด', 'ยิง', 'ทันที']],
    ['2025年停火iPhone手机', ['2025', '年', '停火', 'iphone', '手机']],
    ['दिन है', ['दिन', 'है']],
    ['می\u200cخواهم، السَّلام', ['میخواهم', 'السلام']],
    ['… — “!”', []],
  ])('of %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

test('a long text is shortened between words, and never within a character', () => {
  expect(shortened('Guarantees for Russia.', 22)).toBe('Guarantees for Russia.');
  expect(shortened('Guarantees for Russia.', 21)).toBe('Guarantees for…');
  expect(shortened('a\u{1F54A}', 2)).toBe('a…');
});
