import { describe, expect, test } from 'vitest';
import { quoteCheckOf, quotesIn, withQuoteChecks } from '../../../src/domain/log/quote-check.js';

const around = 'What else the article says, so that there is more of it than of the quote. '.repeat(4);
/** How a quote stands in these words, with much else before and behind them. */
const check = (quote: string, words: string) => quotesIn(`${around}\n\n${words}\n\n${around}`)(quote);

describe('a quote that stands in the text is found', () => {
  test.each([
    [
      'what Zelenskyy said',
      'I think that was a good compromise, but I’m not sure that Putin will support it',
    ],
    [
      'the words of Zelenskyy in Kyiv',
      'Всі ми тут. Захищаємо нашу незалежність, нашу державу. І так буде й надалі.',
    ],
    [
      'the words of Putin in Munich',
      'Для современного мира однополярная модель не только неприемлема, но и вообще невозможна',
    ],
    ['the words of Arafat at the United Nations', 'فلا تسقطوا الغصن الأخضر من يدي'],
    ['a script without spaces', '台湾是中国的一部分'],
  ])('%s', (_whose, quote) => {
    expect(check(quote, `He said: “${quote}”, and left.`)).toBe('found');
  });

  test.each([
    [
      'quotation marks',
      'he called it "a good compromise"',
      'And he called it «\u00a0a good compromise\u202f» then',
    ],
    ['marks within marks', "he said 'no' to it", 'he said “no” to it'],
    ['apostrophes', "I'm not sure that Putin will support it", 'I’m not sure that Putin will support it'],
    ['dashes', 'a long-term - sustainable - peace', 'a long‑term—sustainable – peace'],
    ['a minus for a dash', 'minus −5 degrees', 'minus -5 degrees'],
    ['white space', 'legitimate targets for us', 'legitimate\u00a0targets\r\n  for\u2009us'],
    ['dots', 'Well … he is going to take something', 'Well... he is going to take something'],
    ['letters with their marks apart', 'незалежній державі', 'незалежній державі'.normalize('NFD')],
    [
      'soft hyphens and joiners',
      'root causes of this conflict',
      'root cau\u00adses of\u200b this con\u2060flict',
    ],
    ['marks of direction', 'الغصن الأخضر', '\u200fالغصن\u061c الأخضر\u200e'],
    ['quotation marks around the quote itself', '“stop at the lines”', 'to stop at the lines where they are'],
    ['a quotation mark at the end of a line', 'and said «Ніколи»', 'and said «Ніколи\n»'],
    ['Chinese quotation marks', '所谓“两个中国”不存在', '所谓「两个中国」不存在'],
    ['narrow ones', '所谓｢两个中国｣不存在', '所谓『两个中国』不存在'],
    ['Arabic ones', 'قال «السلام عليكم» ثم', 'قال ﴿السلام عليكم﴾ ثم'],
    ['the sign of a Hebrew abbreviation', 'צה"ל ישאר בעזה', 'צה״ל ישאר בעזה'],
    ['the sign behind a Hebrew letter', "ז'בוטינסקי אמר כן", 'ז׳בוטינסקי אמר כן'],
    ['a line that ends within a Chinese sentence', '台湾是中国的一部分', '台湾是\n中国的\n  一部分'],
    ['space between Chinese letters and others', '不接受NATO成员资格', '不接受 NATO 成员资格'],
    ['a line that ends within a Thai sentence', 'เราจะไม่ถอย', 'เราจะ\nไม่ถอย'],
    ['Chinese dots', '我们不……接受', '我们不…接受'],
    ['Chinese dashes', '我们不——接受', '我们不—接受'],
  ])('whatever is folded: %s', (_what, quote, words) => {
    expect(check(quote, words)).toBe('found');
  });
});

describe('a quote that does not stand in the text is not found', () => {
  test.each([
    ['other words', 'a bad compromise', 'a good compromise'],
    ['another case of a letter', 'Stop the killing', 'now is the time to stop the killing'],
    [
      'another sign at its end',
      'Now is the time to stop the killing.',
      'Now is the time to stop the killing, he said.',
    ],
    ['part of a word', 'war', 'a warning'],
    ['part of a number', '600,000 soldiers', '1600,000 soldiers'],
    ['part of a word in Cyrillic', 'мир', 'мирный'],
    ['a letter with another mark', 'державі', 'держави'],
    ['part of a word in Devanagari', 'यह भारत', 'यह भारतीय'],
    ['a letter of Devanagari without its vowel', 'यह दिन', 'यह दिने'],
    ['a letter of Tamil without its vowel', 'இது நாட', 'இது நாடு'],
  ])('%s', (_what, quote, words) => {
    expect(check(quote, words)).toBe('not_found');
  });

  test('a word of Arabic is found behind the letter that is written with it', () => {
    expect(check('جئتكم بغصن الزيتون', 'وجئتكم بغصن الزيتون')).toBe('found');
    expect(check('لن نقبل أبدا', 'لن نقبل أبداً')).toBe('found');
  });
});

describe('what is left out with […] splits a quote', () => {
  const said = 'If Ukrainian forces leave the territories they hold, then we will stop combat operations.';

  test.each(['[…]', '[...]', '[ … ]', '[ ... ]'])('%s', (gap) => {
    expect(check(`Ukrainian forces leave ${gap} we will stop combat operations`, said)).toBe('found');
    expect(check(`we will stop combat operations ${gap} Ukrainian forces leave`, said)).toBe('not_found');
    expect(check(`Ukrainian forces leave ${gap} we will not stop`, said)).toBe('not_found');
  });

  test.each(['［…］', '【……】', '〔…〕'])('%s', (gap) => {
    const words = '台湾自古以来就是中国的一部分，我们不接受任何分裂。';
    expect(check(`台湾${gap}是中国的一部分${gap}不接受任何分裂`, words)).toBe('found');
    expect(check(`不接受任何分裂${gap}台湾`, words)).toBe('not_found');
  });

  test('what speech marks interrupt is two parts', () => {
    const words = '“If Ukrainian forces leave,” he said on Thursday, “then we will stop.”';
    expect(check('If Ukrainian forces leave […] then we will stop.', words)).toBe('found');
  });

  test('at an end it says only that there was more', () => {
    expect(check('[…] we will stop combat operations […]', said)).toBe('found');
  });

  test('the parts may not overlap', () => {
    expect(check('leave the territories […] the territories they hold', said)).toBe('not_found');
  });
});

describe('a quote that stands in the text twice says so', () => {
  const quote = 'a just and lasting peace';

  test('as in a headline and below it', () => {
    expect(check(quote, `${quote}. ${quote}.`)).toBe('found_twice');
    expect(check(quote, `${quote}. ${quote}. ${quote}.`)).toBe('found_twice');
  });

  test('with parts only if all of them stand there again', () => {
    expect(check('a just […] peace', 'a just peace, a just one')).toBe('found');
    expect(check('a just […] peace', 'a just peace, a just one, and peace')).toBe('found_twice');
  });

  test('not for words that overlap', () => {
    expect(check('no no', 'no no no')).toBe('found');
  });
});

describe('a text counts only if it is three times as long as the quote', () => {
  const quote = 'ten letters';

  test.each([
    ['no text', '', 'not_checked'],
    ['the quote alone', quote, 'not_checked'],
    ['nearly three times', `${quote} and ${'x'.repeat(quote.length * 2 - 6)}`, 'not_checked'],
    ['three times', `${quote} and ${'x'.repeat(quote.length * 2 - 5)}`, 'found'],
    ['with white space that nobody reads', `${quote}${' \n'.repeat(200)}`, 'not_checked'],
  ])('%s', (_what, text, expected) => {
    expect(quotesIn(text)(quote)).toBe(expected);
  });

  test('nothing but a gap or marks is no quote', () => {
    expect([check('[…]', 'anything'), check('“”', 'anything'), check('', 'anything')]).toEqual([
      'not_checked',
      'not_checked',
      'not_checked',
    ]);
  });
});

describe('it takes as long as text and quotes together are long', () => {
  const milliseconds = (work: () => void) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  /** Far more than it takes, and far less than comparing each letter with each. */
  const noPause = 1_000;

  test('fifty quotes in an article of 100 kB', () => {
    const sentences = Array.from(
      { length: 2_000 },
      (_, index) => `Sentence ${index} says that this is how it stands today.`,
    );
    const text = sentences.join('\n');
    expect(text.length).toBeGreaterThan(80_000);
    const checked: string[] = [];
    const taken = milliseconds(() => {
      const search = quotesIn(text);
      for (const sentence of sentences.slice(-50)) checked.push(search(sentence));
    });
    expect(new Set(checked)).toEqual(new Set(['found']));
    expect(taken).toBeLessThan(noPause);
  });

  test.each([
    ['one letter', 'а'.repeat(100_000), `б${'а'.repeat(5_000)}`],
    ['one letter, the other at its end', 'а'.repeat(100_000), `${'а'.repeat(5_000)}б`],
    ['white space', `${' '.repeat(100_000)}x`, `x${' '.repeat(5_000)}y`],
    ['dashes', '- '.repeat(50_000), `${'- '.repeat(2_500)}x`],
    ['quotation marks', "' ".repeat(50_000), `${"' ".repeat(2_500)}x`],
    ['gaps', 'a '.repeat(50_000), 'a […] '.repeat(800)],
    ['open brackets', '['.repeat(100_000), '[ ..'.repeat(1_200)],
    ['words that nearly fit', 'aab '.repeat(25_000), `${'aab '.repeat(1_000)}aac`],
    ['Chinese letters and space', '台 '.repeat(50_000), `${'台 '.repeat(2_500)}x`],
    ['dots of both kinds', '…...'.repeat(25_000), `${'...…'.repeat(1_200)}x`],
    ['places inside words', 'a'.repeat(100_000), 'a'.repeat(5_000)],
  ])('hostile ones of %s', (_what, text, quote) => {
    expect(milliseconds(() => quotesIn(text)(quote))).toBeLessThan(noPause);
  });
});

test('stances keep the check of an earlier one with the same quote, unless it is checked anew', () => {
  const quote = 'a just and lasting peace';
  const earlier = [{ quote: null }, { quote, quoteCheck: 'found_twice' as const }];
  const stances = [{ quote }, { quote: 'a just peace' }, { quote: null }];
  const checks = (text: string) =>
    withQuoteChecks(stances, text, earlier).map(({ quoteCheck }) => quoteCheck);
  expect(checks('')).toEqual(['found_twice', null, null]);
  expect(checks(`${around} He wants a just peace.`)).toEqual(['not_found', 'found', null]);
});

test('a quote that nobody has checked says so; what is no quote says nothing', () => {
  expect(quoteCheckOf({ quote: 'Yes.', quoteCheck: 'found' })).toBe('found');
  expect(quoteCheckOf({ quote: 'Yes.', quoteCheck: null })).toBe('not_checked');
  expect(quoteCheckOf({ quote: null, quoteCheck: null })).toBeNull();
});
