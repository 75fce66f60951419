import { describe, expect, test } from 'vitest';
import { foundInArticle } from '../../../src/domain/desk/article-text.js';
import type { Speaker } from '../../../src/domain/structure/negotiation.js';

const speaker = (id: number, name: string): Speaker => ({ id, party: 1, name, role: '', isClosed: false });
const speakers = [
  speaker(1, 'Volodymyr Zelenskyy'),
  speaker(2, 'Ursula von der Leyen'),
  speaker(3, 'Theresa May'),
  speaker(4, '习近平'),
  speaker(5, 'محمود عباس'),
  speaker(6, 'Marco Rubio'),
];
const today = '2025-11-30';
const found = (text: string) => foundInArticle(text, speakers, today);
const quotations = (text: string) => found(text).quotations;
const names = (text: string) => found(text).speakers.map(({ name }) => name);
const dates = (text: string) => found(text).dates.map(({ written, meant }) => [written, meant]);

describe('the quotations of a text are listed in their order', () => {
  test.each([
    [
      'English',
      'He said: “We will respect them.” Then: “We will not leave,” he added.',
      ['We will respect them.', 'We will not leave'],
    ],
    [
      'typewriters',
      'He said "we will respect them" and "we will stay".',
      ['we will respect them', 'we will stay'],
    ],
    ['British', 'He said ‘it’s a just peace’ and left.', ['it’s a just peace']],
    [
      'German',
      'Er sagte: „Wir bleiben hier.“ Dann: »Wir gehen nicht«, so er.',
      ['Wir bleiben hier.', 'Wir gehen nicht'],
    ],
    ['Ukrainian', 'Він сказав: «Ми всі тут, і „так буде“ й надалі».', ['Ми всі тут, і „так буде“ й надалі']],
    ['French', 'Il a dit « nous resterons ici » hier.', ['nous resterons ici']],
    ['Polish', 'Powiedział: „Zostajemy tutaj”.', ['Zostajemy tutaj']],
    ['Swedish', 'Han sade: ”Vi stannar här.”', ['Vi stannar här.']],
    ['Arabic', 'وقال: «لا تسقطوا الغصن الأخضر من يدي».', ['لا تسقطوا الغصن الأخضر من يدي']],
    ['Chinese', '他说：「台湾是中国的一部分」。', ['台湾是中国的一部分']],
    [
      'Chinese, between any two letters',
      '他说"台湾是中国的一部分"并强调‘绝不接受分裂’的立场，又称｢我们不退让，｣',
      ['台湾是中国的一部分', '绝不接受分裂', '我们不退让'],
    ],
    ['Chinese with a name in Latin letters', '他说“不接受NATO成员资格，”而“NATO”…', ['不接受NATO成员资格']],
    ['Japanese', '首相は『一切の妥協はない』と述べた。', ['一切の妥協はない']],
    ['Thai', 'เขากล่าวว่า "เราจะไม่ถอย" แล้ว', ['เราจะไม่ถอย']],
    [
      'Quranic',
      'وقال ﴿وإن جنحوا للسلم فاجنح لها﴾ ثم ﴾السلام عليكم﴿',
      ['وإن جنحوا للسلم فاجنح لها', 'السلام عليكم'],
    ],
    ['Hebrew', 'הוא אמר: "צה"ל ישאר כאן" וגם ״לא ניסוג מכאן״ בצה״ל.', ['צה"ל ישאר כאן', 'לא ניסוג מכאן']],
    ['Hindi, without single words', 'उन्होंने कहा, “हम पीछे नहीं हटेंगे” और “शांति”।', ['हम पीछे नहीं हटेंगे']],
  ])('%s', (_language, text, expected) => {
    expect(quotations(text)).toEqual(expected);
  });

  test('each once, without single words', () => {
    expect(quotations('The “peace”: “a just peace”. Again: “a just\n peace”.')).toEqual(['a just peace']);
  });

  test('one of several paragraphs is one for each', () => {
    expect(quotations('He said: “We are here.\n\n“We stay here.”\n\nHe left.')).toEqual([
      'We are here.',
      'We stay here.',
    ]);
  });

  test('a mark that nothing closes begins none, nor does an inch or an apostrophe', () => {
    expect(quotations('A 5" nail and Ukraine’s answer " is here')).toEqual([]);
  });
});

describe('the speakers on record whose names stand in the text', () => {
  test.each([
    ['the whole name', 'Volodymyr Zelenskyy spoke.', ['Volodymyr Zelenskyy']],
    ['the last name', 'Zelenskyy’s answer to RUBIO', ['Volodymyr Zelenskyy', 'Marco Rubio']],
    ['the last of several', 'Ms von der Leyen welcomed it.', ['Ursula von der Leyen']],
    ['a name that is a month as well', 'They may come in May 2025, says Theresa.', ['Theresa May']],
    ['a word that is no name', 'They may come.', []],
    ['a script without capitals', 'قال عباس إن', ['محمود عباس']],
    ['a script without spaces', '主席习近平说', ['习近平']],
    ['part of a word', 'Rubiocon', []],
  ])('%s', (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

test('dates are read as forms read them; what can be two days is left to be asked', () => {
  const text = `Published Nov. 21, 2025. On 9 August 2025, and on 2025-08-09 again, in March 2025 and on 21.11.2025;
    3/4/2025 is doubtful, 1 March 2026 not yet, version 1.2.2025a no date, 30 February 2025 neither; 2024 alone says little.`;
  expect(dates(text)).toEqual([
    ['Nov. 21, 2025', '2025-11-21'],
    ['9 August 2025', '2025-08-09'],
    ['March 2025', '2025-03'],
    ['3/4/2025', null],
  ]);
});

test('a text of 300,000 characters is looked through without a noticeable pause, a hostile one too', () => {
  const hostile = [
    '“',
    '"',
    '‘’',
    'a“ ',
    '\n \n',
    '1 ',
    'Nov ',
    '12.12.',
    'ä',
    'Aa ',
    '\u0301',
    '「',
    '"台',
    '״צ',
    '﴾ ',
  ];
  for (const piece of hostile) {
    const text = piece.repeat(300_000 / piece.length);
    const start = process.cpuUsage();
    found(text);
    const { user } = process.cpuUsage(start);
    expect(user / 1_000).toBeLessThan(1_500);
  }
});
