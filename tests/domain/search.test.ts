import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, searchTerms } from '../../src/domain/search.js';

const asked = (text: string) =>
  searchTerms(text).map(({ pieces, isBegun }) => `${pieces.join('+')}${isBegun ? '…' : ''}`);

test.each([
  ['NATO', ['nato…']],
  ['frozen  assets', ['frozen', 'assets…']],
  ['“Putin” AND NOT (x*)', ['putin', 'and', 'not', 'x…']],
  ['Донбас', ['донбас…']],
  ['Russia-Ukraine', ['russia', 'ukraine…']],
  ['Ukraine’s 800,000 men', ['ukraine+s', '800+000', 'men…']],
  ['U.S. troops', ['u+s', 'troops…']],
  ['nato NATO nato', ['nato…']],
  ['停火', ['停+火…']],
  ['停火谈判', ['停+火', '谈+判…']],
  ['หยุดยิง', ['ห+ยุ+ด', 'ยิ+ง…']],
  ['iPhone手机', ['iphone', '手+机…']],
  [`${'x'.repeat(70)} land`, ['x'.repeat(70), 'land…']],
  ['', []],
  [' "*()^:- ', []],
])('%j searches for %j', (text, terms) => {
  expect(asked(text)).toEqual(terms);
});

test('a thirteenth word counts', () => {
  const words = Array.from({ length: 13 }, (_, index) => `w${index}`);
  expect(searchTerms(words.join(' '))).toHaveLength(13);
});

test('whatever is typed, only letters, digits and their marks are searched for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const { pieces } of searchTerms(text))
        for (const piece of pieces) expect(piece).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*$/u);
    }),
  );
});

const marked = (text: string, typed: string) =>
  excerptOf(text, typed)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['Land for peace, or peace first', 'peace', 'Land for [peace], or [peace] first'],
  ['Le président répète son refus à Genève.', 'geneve REPETE', 'Le président [répète] son refus à [Genève].'],
  ['Крим — це Україна, і крапка.', 'крапк', 'Крим — це Україна, і [крапка].'],
  ['Nothing of it', 'peace', 'Nothing of it'],
  ['peaceful peace', 'peace land', 'peaceful [peace]'],
  ['A cease\u00adfire, soon', 'ceasefire', 'A [ceasefire], soon'],
  ['Ukraine’s army, not that of Ukraine', "ukraine's", '[Ukraine’s] army, not that of Ukraine'],
  ['应当全面停火并交换战俘', '停火', '应当全面[停火]并交换战俘'],
  ['ต้องหยุดยิงทันที', 'หยุดยิง', 'ต้อง[หยุดยิง]ทันที'],
  ['السَّلام عليكم', 'السلام', '[السَّلام] عليكم'],
  ['', 'peace', ''],
])('of %j, searched for %j, %j is shown', (text, typed, shown) => {
  expect(marked(text, typed)).toBe(shown);
});

test('a long text is cut around its first match', () => {
  const words = Array.from({ length: 100 }, (_, index) => `w${index}`).join(' ');
  const shown = marked(words, 'w50');
  expect(shown.startsWith('…w42 w43')).toBe(true);
  expect(shown).toContain('[w50]');
  expect(shown.endsWith('w81 …')).toBe(true);
});

test('what stands in a text is found in it, whatever is beside it', () => {
  const sentence = '双方应当立即实现全面停火并交换战俘';
  for (const word of ['双方', '立即', '停火', '交换', '战俘'])
    expect(marked(sentence, word)).toContain(`[${word}]`);
});
