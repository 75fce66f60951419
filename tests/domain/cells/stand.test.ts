import { describe, expect, test } from 'vitest';
import { conditionReader } from '../../../src/domain/cells/condition-state.js';
import { gapEvidence, gapWords } from '../../../src/domain/cells/demand-summary.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { noFilter } from '../../../src/domain/cells/position-filter.js';
import { pastDays } from '../../../src/domain/cells/past.js';
import { stalenessAt } from '../../../src/domain/cells/stale.js';
import { standOf, type StandAsked } from '../../../src/domain/cells/stand.js';
import { questionsNote, standSentence } from '../../../src/domain/cells/stand-counts.js';
import { lastMoveIn } from '../../../src/domain/cells/stand-last-move.js';
import { freshnessSentence } from '../../../src/domain/cells/stand-freshness.js';
import { standColumns, type StandMark } from '../../../src/domain/cells/stand-mark.js';
import { waitingOf, type StanceTerms } from '../../../src/domain/cells/stand-waits.js';
import { unmarkedWords, wasWords } from '../../../src/domain/cells/stand-words.js';
import type { Demand, Negotiation, Question } from '../../../src/domain/structure/negotiation.js';
import type { OutcomeEntry } from '../../../src/domain/structure/outcome.js';
import { LogBuilder } from '../log-builder.js';
import { context, natoRenunciation, russia, ukraine, unitedStates } from '../update-builder.js';

const { negotiation: talks } = context;
const [nato, crimea, donbas] = talks.demands as [Demand, Demand, Demand];
const everything: StandAsked = { among: [], alone: null, filter: noFilter, order: 'gap' };

interface Given {
  readonly negotiation?: Negotiation;
  readonly asked?: Partial<StandAsked>;
  readonly asOf?: string;
  readonly since?: string;
  readonly evidence?: 'on_record' | 'default' | 'all';
  readonly reserving?: readonly number[];
}

function stand(log: LogBuilder, given: Given = {}) {
  const { negotiation = talks, asked = {}, asOf = '2025-08-20', since = null, evidence = 'default' } = given;
  const clocks = { asOf, known: 99, evidence, past: pastDays(negotiation) };
  return standOf(
    negotiation,
    { ...everything, ...asked },
    {
      ...{ log: new NegotiationLog(log.entries), clocks, since, reserving: new Set(given.reserving) },
      staleness: stalenessAt(clocks, asOf, 3),
    },
  );
}

/** The sections with what is drawn of each demand, a line each. */
function lines(log: LogBuilder, given: Given = {}): string[] {
  return stand(log, given).sections.flatMap(({ title, items }) => [
    `# ${title}`,
    ...items.flatMap(({ question, rows }) => [
      ...(question ? [`? ${question.slug}`] : []),
      ...rows.map(({ demand, columns, beside, unmarked, gap }) => {
        const drawn = columns.flatMap((marks, index) =>
          marks.length === 0 ? [] : [`${standColumns[index]}: ${marks.map(markText).join(', ')}`],
        );
        const parts = [
          demand.slug,
          ...drawn,
          ...(beside.length === 0 ? [] : [`beside: ${beside.map(markText).join(', ')}`]),
          ...(unmarked.length === 0 ? [] : [`without: ${unmarkedWords(unmarked)}`]),
          gap === null ? 'no gap' : [gapWords(gap), gapEvidence(gap)].filter(Boolean).join(' – '),
        ];
        return parts.join(' | ');
      }),
    ]),
  ]);
}

function markText(mark: StandMark): string {
  const { party, position, evidence, edge, isAmong, staleDate, contests, isReserved } = mark;
  const was = wasWords(mark);
  const told = [
    ...(evidence === 'on_record' ? [] : [edge]),
    ...(was === null ? [] : [`${was.way} ${was.words}`]),
    ...(staleDate === null ? [] : [staleDate]),
    ...contests.map(({ stance }) => `against ${stance.position}`),
    ...(isReserved ? ['reserved'] : []),
    ...(isAmong ? [] : ['not counted']),
  ];
  return [`${party.slug} ${position}`, ...told.map((each) => `(${each})`)].join(' ');
}

const ofNato = (log: LogBuilder, given: Given = {}) =>
  lines(log, given).find((line) => line.startsWith('nato-renunciation'));

function withOutcome(demand: Demand, day: string): Demand {
  const words = {
    outcome: 'lapsed',
    event: null,
    date: day,
    day,
    summary: 'So it is.',
    sources: [],
  } as const;
  const common = { sequence: 9, record: 9, kind: 'report', recordedAt: '2025-08-20T12:00:00Z' } as const;
  const entry: OutcomeEntry = { ...common, words, reason: null };
  return { ...demand, outcomes: [entry] };
}

function question(demands: readonly (readonly [Demand, string | null])[]): Question {
  const common = { joined: 1, joinedAt: '2025-08-20T12:00:00Z', left: null, leftAt: null };
  return {
    ...{ id: 5, slug: 'how-many', wording: 'How many?', unit: 'soldiers', topic: nato.topic },
    ...{ createdSequence: 1, isClosed: false, closings: [] },
    alternatives: demands.map(([demand, number]) => ({
      ...common,
      demand: demand.id,
      amount: number === null ? null : { sense: 'at_most', number },
    })),
  };
}

describe('a mark', () => {
  test('stands in the column of its code, in the order of the parties', () => {
    const log = new LogBuilder();
    log.report({ party: unitedStates, demand: natoRenunciation, position: 'agreed' });
    log.report({ party: russia, demand: natoRenunciation, position: 'demands' });
    log.report({ party: ukraine, demand: natoRenunciation, position: 'rejects_red_line' });
    expect(ofNato(log)).toBe(
      'nato-renunciation | -3: ukraine rejects_red_line | 2: russia demands, united-states agreed (not counted) | Blocked by a red line',
    );
  });

  test('says how the position is known', () => {
    const log = new LogBuilder();
    const on = { demand: natoRenunciation };
    log.report({ ...on, party: russia, position: 'neutral', attribution: 'counterparty_account' });
    log.report({ ...on, party: ukraine, position: 'withdrawn', attribution: 'unnamed_sources' });
    log.report({ ...on, party: unitedStates, position: 'conditional', attribution: 'inferred' });
    expect(ofNato(log)).toBe(
      'nato-renunciation | 0: russia neutral (told), ukraine withdrawn (reported), united-states conditional (inferred) (not counted) | Not enough evidence',
    );
  });

  test('says what it was at the end of the day chosen, also within its column, and nothing of a first record', () => {
    const log = new LogBuilder();
    const on = { demand: natoRenunciation };
    log.report({ ...on, party: russia, position: 'demands' });
    log.report({ ...on, party: russia, position: 'insists', day: '2025-08-15' });
    log.report({ ...on, party: ukraine, position: 'favours' });
    log.report({ ...on, party: ukraine, position: 'accepts', day: '2025-08-15' });
    log.report({ ...on, party: unitedStates, position: 'rejects', day: '2025-08-15' });
    expect(ofNato(log, { since: '2025-08-14' })).toBe(
      'nato-renunciation | -2: united-states rejects (not counted) | 1: ukraine accepts (0 was Favours) | 3: russia insists (1 was Demands) | Aligned for',
    );
    expect(ofNato(log, { since: '2025-08-15' })).not.toContain('was');
    expect(ofNato(log)).not.toContain('was');
  });

  test('is dated once nobody has said it again for three months', () => {
    const log = new LogBuilder();
    log.report({ party: russia, demand: natoRenunciation, date: '2025-05', day: '2025-05-19' });
    log.report({ party: ukraine, demand: natoRenunciation, day: '2025-05-20' });
    expect(ofNato(log)).toContain('russia demands (2025-05), ukraine demands |');
  });

  test('stands beside the strip if it is contested or contradictory', () => {
    const log = new LogBuilder();
    const on = { demand: natoRenunciation };
    log.report({ ...on, party: russia, position: 'demands' });
    const report = { attribution: 'unnamed_sources', day: '2025-08-11' } as const;
    log.report({ ...on, party: russia, position: 'rejects', ...report });
    log.report({ ...on, party: ukraine, position: 'contradictory' });
    expect(ofNato(log)).toBe(
      'nato-renunciation | beside: russia demands (against rejects), ukraine contradictory | without: United States (not assessed) | Not enough evidence; Ukraine contradictory; Russia contested',
    );
  });

  test('says of an agreement that its party reserves the whole', () => {
    const log = new LogBuilder();
    log.report({ party: ukraine, demand: natoRenunciation, position: 'agreed' });
    expect(ofNato(log, { reserving: [ukraine] })).toContain('2: ukraine agreed (reserved)');
  });
});

test('a party without a coded position is named with which nothing it is, those of one reason together', () => {
  const log = new LogBuilder();
  const finding = { attribution: null, day: '2025-08-10' } as const;
  log.report({ party: unitedStates, demand: natoRenunciation, position: 'no_stated_position', ...finding });
  expect(ofNato(log)).toBe(
    'nato-renunciation | without: Russia, Ukraine (not assessed); United States (nothing found on 10\u00A0Aug\u00A02025) | Not enough evidence; Russia and Ukraine not on record',
  );
  log.report({ party: unitedStates, demand: natoRenunciation, position: 'not_applicable', ...finding });
  log.report({ party: russia, demand: natoRenunciation, day: '2025-08-21' });
  expect(ofNato(log)).toContain(
    'without: Russia (none by then); Ukraine (not assessed); United States (not applicable) |',
  );
});

describe('the order', () => {
  const log = new LogBuilder();
  for (const party of [russia, ukraine]) {
    log.report({ party, demand: crimea.id, position: 'accepts', attribution: 'background' });
    log.report({ party, demand: donbas.id, position: 'agreed' });
  }

  test('is that of the gaps, nearest to agreement first; what is past stands at the end', () => {
    expect(lines(log).map((line) => line.split(' | ')[0])).toEqual([
      ...[
        '# Agreed among those counted',
        'cede-donbas',
        '# Aligned for',
        'crimea',
        '# Not enough evidence',
        'nato-renunciation',
      ],
    ]);
    const negotiation = { ...talks, demands: [nato, crimea, withOutcome(donbas, '2025-08-20')] };
    expect(lines(log, { negotiation })).toEqual([
      '# Aligned for',
      'crimea | 1: russia accepts (reported), ukraine accepts (reported) | without: United States (not assessed) | Aligned for – rests on reports',
      '# Not enough evidence',
      'nato-renunciation | without: Russia, Ukraine, United States (not assessed) | Not enough evidence; Russia and Ukraine not on record',
      '# Past',
      'cede-donbas | 2: russia agreed (not counted), ukraine agreed (not counted) | without: United States (not assessed) | no gap',
    ]);
    expect(lines(log, { negotiation, asOf: '2025-08-19' })[0]).toBe('# Agreed among those counted');
  });

  test('is that of the topics if readers ask for it', () => {
    const territory = { ...nato.topic, id: 2, slug: 'territory', name: 'Territory' };
    const demands = [nato, { ...crimea, topic: territory }, donbas];
    const negotiation = { ...talks, topics: [territory, nato.topic], demands };
    const slugs = (asked: Partial<StandAsked>) =>
      lines(log, { negotiation, asked: { order: 'topic', ...asked } }).map((line) => line.split(' | ')[0]);
    expect(slugs({})).toEqual(['# Territory', 'crimea', '# NATO', 'nato-renunciation', 'cede-donbas']);
    expect(slugs({ filter: { ...noFilter, topics: ['nato'] } })).toEqual([
      ...['# NATO', 'nato-renunciation', 'cede-donbas'],
    ]);
    expect(slugs({ filter: { ...noFilter, text: 'crimea' } })).toEqual(['# Territory', 'crimea']);
  });

  test('keeps the alternatives of a question together, along their amounts, where the nearest to agreement stands', () => {
    const alternatives = [
      [crimea, '800000'],
      [nato, '600000'],
    ] as const;
    const negotiation = { ...talks, questions: [question(alternatives)] };
    expect(lines(log, { negotiation }).map((line) => line.split(' | ')[0])).toEqual([
      ...[
        '# Agreed among those counted',
        'cede-donbas',
        '# Aligned for',
        '? how-many',
        'nato-renunciation',
        'crimea',
      ],
    ]);
  });

  test('leaves out what is closed or replaced, unless it is asked for', () => {
    const closed = { ...nato, isClosed: true };
    const demands = [closed, { ...crimea, replacedAfter: 3 }, { ...donbas, replaces: [crimea.id] }];
    const parties = talks.parties.map((party) =>
      party.id === unitedStates ? { ...party, isClosed: true } : party,
    );
    const negotiation = { ...talks, demands, parties };
    expect(lines(log, { negotiation })).toEqual([
      '# Agreed among those counted',
      'cede-donbas | 2: russia agreed, ukraine agreed | Agreed',
    ]);
    const all = lines(log, { negotiation, asked: { filter: { ...noFilter, withClosed: true } } });
    expect(all.map((line) => line.split(' | ')[0])).toEqual([
      ...[
        '# Agreed among those counted',
        'cede-donbas',
        '# Aligned for',
        'crimea',
        '# Not enough evidence',
        'nato-renunciation',
      ],
    ]);
    expect(all[1]).toContain('without: United States');
  });
});

describe('between some parties', () => {
  const among = talks.parties.filter(({ id }) => id !== ukraine);
  const log = new LogBuilder();
  log.report({ party: russia, demand: natoRenunciation, position: 'demands' });
  log.report({ party: unitedStates, demand: natoRenunciation, position: 'accepts' });
  log.report({ party: ukraine, demand: natoRenunciation, position: 'rejects' });

  test('the gap is between these alone, who alone are drawn; whom the demand needs besides is told', () => {
    expect(ofNato(log, { asked: { among } })).toBe(
      'nato-renunciation | 1: united-states accepts | 2: russia demands | Aligned for',
    );
    const [section] = stand(log, { asked: { among } }).sections;
    const also = section?.items[0]?.rows[0]?.alsoNeeded.map(({ party, position }) => [party.slug, position]);
    expect(also).toEqual([['ukraine', 'rejects']]);
  });

  test('what is not known of one of them stands in no gap', () => {
    const both = new LogBuilder();
    for (const party of [russia, unitedStates])
      both.report({ party, demand: crimea.id, position: 'accepts' });
    both.report({ party: russia, demand: natoRenunciation, position: 'demands' });
    const three = { asked: { among: talks.parties } };
    const between = { asked: { among } };
    expect(lines(both, three).map((line) => line.split(' | ')[0])).toEqual([
      ...['# Not known of all', 'nato-renunciation', 'crimea', 'cede-donbas'],
    ]);
    expect(lines(both, between).map((line) => line.split(' | ')[0])).toEqual([
      ...['# Aligned for', 'crimea', '# Not known of all', 'nato-renunciation', 'cede-donbas'],
    ]);
  });

  test('one party alone has no gap', () => {
    expect(ofNato(log, { asked: { among: among.slice(0, 1) } })).toBe(
      'nato-renunciation | 2: russia demands | Not enough evidence',
    );
  });

  test('the sentence names them', () => {
    expect(standSentence(stand(log, { asked: { among } }).counts, among)).toBe(
      'Between Russia and United States: of 3 demands that are open 1 is aligned, 2 not known of all.',
    );
  });
});

describe('the sentence', () => {
  const log = new LogBuilder();
  for (const party of [russia, ukraine]) {
    log.report({ party, demand: crimea.id, position: 'accepts', attribution: 'background' });
    log.report({ party, demand: donbas.id, position: 'agreed' });
  }
  const sentence = (given: Given = {}) => standSentence(stand(log, given).counts);

  test('counts the demands that are open by their gaps, and what is only known from reports', () => {
    expect(sentence()).toBe(
      'Of 3 demands that are open 1 is agreed, 1 aligned, 1 without enough evidence (2 if only statements on the record counted).',
    );
    expect(sentence({ evidence: 'on_record' })).toBe(
      'Of 3 demands that are open 1 is agreed, 2 without enough evidence.',
    );
  });

  test('says of what is agreed that one left out is against it', () => {
    const without = new LogBuilder();
    for (const party of [ukraine, unitedStates])
      without.report({ party, demand: nato.id, position: 'agreed' });
    const terms = { alsoNeeds: [unitedStates], needsNot: [russia] };
    const negotiation = { ...talks, demands: [{ ...nato, ...terms }] };
    const told = () => standSentence(stand(without, { negotiation }).counts);
    expect(told()).toBe('Of 1 demand that is open 1 is agreed.');
    without.report({ party: russia, demand: nato.id, position: 'rejects' });
    expect(told()).toBe(
      'Of 1 demand that is open 1 is agreed by those whom it needs, with another against it.',
    );
  });

  test('says how many are aligned only so far, without one whom the demand needs', () => {
    const demands = [{ ...nato, addressees: [unitedStates] }, crimea];
    const both = new LogBuilder();
    for (const demand of demands)
      for (const party of [russia, ukraine]) both.report({ party, demand: demand.id, position: 'favours' });
    const told = () => standSentence(stand(both, { negotiation: { ...talks, demands } }).counts);
    expect(told()).toBe('Of 2 demands that are open 2 are aligned (1 only so far).');
    const sections = lines(both, { negotiation: { ...talks, demands } });
    expect(sections.map((line) => line.split(' | ')[0])).toEqual([
      ...['# Aligned for', 'crimea', '# Aligned so far', 'nato-renunciation'],
    ]);
    both.report({ party: unitedStates, demand: nato.id, position: 'favours' });
    expect(told()).toBe('Of 2 demands that are open 2 are aligned.');
  });

  test('leaves out what is past, closed or replaced, also where that is shown', () => {
    const demands = [
      { ...nato, isClosed: true },
      { ...crimea, replacedAfter: 3 },
      withOutcome(donbas, '2025-08-20'),
    ];
    const asked = { filter: { ...noFilter, withClosed: true } };
    expect(sentence({ negotiation: { ...talks, demands }, asked })).toBe('No demand is open.');
  });

  test('takes a question once, with the gap nearest to agreement', () => {
    const alternatives = [
      [nato, null],
      [crimea, null],
    ] as const;
    const negotiation = { ...talks, questions: [question(alternatives)] };
    expect(questionsNote(stand(log, { negotiation }).counts)).toBe(
      'The alternatives of a question are counted as one demand, by the one nearest to agreement.',
    );
    expect(questionsNote(stand(log).counts)).toBeNull();
    expect(sentence({ negotiation })).toBe(
      'Of 2 demands that are open, a question counted once, 1 is agreed, 1 aligned; 1 without enough evidence if only statements on the record counted.',
    );
  });

  test('says if more is known from the record alone, where reports contest it', () => {
    const contested = new LogBuilder();
    for (const party of [russia, ukraine])
      contested.report({ party, demand: natoRenunciation, position: 'agreed' });
    const report = { attribution: 'unnamed_sources', day: '2025-08-11' } as const;
    contested.report({ party: russia, demand: natoRenunciation, position: 'rejects', ...report });
    const demands = [nato];
    expect(standSentence(stand(contested, { negotiation: { ...talks, demands } }).counts)).toBe(
      'Of 1 demand that is open 1 is without enough evidence (0 if only statements on the record counted).',
    );
  });
});

test('the last move is the newest day on which a mark left another value, counted', () => {
  const log = new LogBuilder();
  const on = { demand: natoRenunciation };
  log.report({ ...on, party: russia, position: 'demands' });
  const lastMove = () => {
    const clocks = { asOf: '2025-08-20', known: 99, evidence: 'default' } as const;
    return lastMoveIn(stand(log).sections, new NegotiationLog(log.entries), clocks);
  };
  expect(lastMove()).toBeNull();
  log.report({ ...on, party: ukraine, position: 'rejects' });
  log.report({ ...on, party: russia, position: 'insists', day: '2025-08-15' });
  log.report({ ...on, party: ukraine, position: 'reluctant', day: '2025-08-15' });
  log.report({ ...on, party: ukraine, position: 'reluctant', day: '2025-08-18' });
  log.report({ ...on, party: unitedStates, position: 'favours', day: '2025-08-19' });
  expect(lastMove()).toEqual({ day: '2025-08-15', count: 2 });
});

test('once nothing new was said for thirty days it says of which day the newest position is, and how many are stale', () => {
  const log = new LogBuilder();
  log.report({ party: russia, demand: natoRenunciation, day: '2025-05-01' });
  log.report({ party: ukraine, demand: crimea.id, day: '2025-07-20' });
  const sentence = (asOf: string) => freshnessSentence(stand(log, { asOf }).sections, asOf);
  expect(['2025-08-19', '2025-08-20', '2025-10-21', '2025-04-01'].map(sentence)).toEqual([
    null,
    'The newest position is of 20 July 2025; 1 of 2 is older than three months.',
    'The newest position is of 20 July 2025; all 2 are older than three months.',
    null,
  ]);
});

describe('what a demand waits for', () => {
  const clocks = { asOf: '2025-08-20', known: 99, evidence: 'default' } as const;
  const waits = (log: LogBuilder, terms: StanceTerms) => {
    const { sections } = stand(log);
    const rows = sections.flatMap(({ items }) => items.flatMap((item) => item.rows));
    const row = rows.find(({ demand }) => demand === nato);
    const all = new Map(log.entries.map(({ sequence }) => [sequence, terms]));
    const statesOf = conditionReader(talks, new NegotiationLog(log.entries), clocks);
    const found = row ? waitingOf(row, all, statesOf) : [];
    return found.map(({ party, conditions, unmet }) =>
      [party.slug, conditions, ...unmet.map(({ demand, first }) => `${demand.slug} ${first}`)].join(', '),
    );
  };
  const terms = { conditions: 'A ceasefire.', agreedFirst: 'cede-donbas', droppedFirst: 'crimea' };

  test('is what the parties that it needs name and is not met, with their words', () => {
    const log = new LogBuilder();
    log.report({ party: ukraine, demand: natoRenunciation, position: 'conditional' });
    log.report({ party: unitedStates, demand: natoRenunciation, position: 'conditional' });
    expect(waits(log, terms)).toEqual(['ukraine, A ceasefire., cede-donbas agreed, crimea dropped']);
    for (const party of [russia, ukraine]) log.report({ party, demand: donbas.id, position: 'agreed' });
    expect(waits(log, terms)).toEqual(['ukraine, A ceasefire., crimea dropped']);
    expect(waits(log, { conditions: null, agreedFirst: 'cede-donbas', droppedFirst: null })).toEqual([]);
  });

  test('is also what would end a refusal, and nothing of who asks for it or has agreed', () => {
    const log = new LogBuilder();
    log.report({ party: russia, demand: natoRenunciation, position: 'agreed' });
    log.report({ party: ukraine, demand: natoRenunciation, position: 'rejects' });
    const words = { conditions: 'Not until the war ends.', agreedFirst: null, droppedFirst: null };
    expect(waits(log, words)).toEqual(['ukraine, Not until the war ends.']);
    log.report({ party: ukraine, demand: natoRenunciation, position: 'agreed', day: '2025-08-15' });
    expect(waits(log, words)).toEqual([]);
  });
});
