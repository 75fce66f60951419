import type { Documents, PageName, Pages } from '../../src/web/frame/pages.js';
import type { Bar } from '../../src/web/frame/bar.js';
import { type PageHead, plainHead } from '../../src/web/frame/layout.js';
import type { FilterControls } from '../../src/web/frame/reading/position-filter.js';
import type { StandFigure } from '../../src/web/parts/stand/figure.js';
import type { MarkView } from '../../src/web/parts/stand/mark-view.js';
import type { StandRowView } from '../../src/web/parts/stand/row-view.js';
import { type FormField, formField } from '../../src/web/frame/forms/form-fields.js';
import type { ClockControls } from '../../src/web/frame/reading/clock-controls.js';
import { positions as scaleOfPositions } from '../../src/domain/log/position.js';
import { courseChart, type CoursesDrawn } from '../../src/outputs/charts/course-chart.js';
import {
  narrowTimeline,
  timelineChart,
  type TimelineDrawn,
  type TimelineLink,
} from '../../src/outputs/charts/timeline-chart.js';
import type { CourseFigure } from '../../src/web/parts/course-figure.js';
import type { CellView } from '../../src/web/parts/stances/cell-view.js';
import { EscapedText } from '../../src/web/frame/isolation.js';
import type { MatrixCellView } from '../../src/web/parts/stances/matrix-cell.js';
import type { CitationView } from '../../src/web/parts/stances/citation-view.js';
import { relationViews, type RelationView } from '../../src/web/readers/alignment/relations.js';
import type { Filters } from '../../src/web/parts/filters.js';
import type { ConditionedView, HopView } from '../../src/web/readers/conditions/pages.js';
import { signView } from '../../src/web/parts/stances/sign.js';
import { toneOf } from '../../src/outputs/tone.js';
import { courseRows } from '../../src/outputs/charts/course-rows.js';
import { questionChart, type QuestionDrawn } from '../../src/outputs/charts/question-chart.js';
import type { QuestionPage } from '../../src/web/readers/questions/pages.js';
import type { PositionPage } from '../../src/web/readers/positions/pages.js';
import type { StanceView } from '../../src/web/parts/stances/stance-view.js';
import { nothingView, valueView } from '../../src/web/parts/stances/value-view.js';
import { edges } from '../../src/domain/attribution.js';

const head: PageHead = plainHead('A sample');
const link = { label: 'A link', url: '/somewhere' };
const sign = signView('demands');

const demands = valueView({ position: 'demands', attribution: 'counterparty_account' });
const onRecord = valueView({ position: 'rejects', attribution: 'official_document' });
const unassessed = nothingView('not_assessed');
const foundParts = [
  { text: 'The ', isMatch: false },
  { text: 'land', isMatch: true },
];

const setCell: CellView = {
  ...demands,
  url: '/cell',
  attribution: 'Unnamed sources',
  since: 'since Aug 2025',
  column: 'Atlantis',
  moved: 'Reversed',
  contests: [
    {
      ...{ sign, words: 'reported: Favours, 16 Aug 2025', how: 'reported' },
      ...{ value: demands, date: '16 Aug 2025' },
    },
  ],
  besides: ['last checked 17 Aug 2025'],
};
const emptyCell: CellView = {
  ...unassessed,
  url: '/cell',
  attribution: null,
  since: null,
  moved: null,
  column: null,
  contests: [],
  besides: [],
};
const mark: MarkView = {
  url: '/cell',
  name: 'EU',
  words: 'European Union: Demands, reported',
  sign,
  looks: 'mark tone-for-2 by-reported',
  was: { words: 'was Insists', way: 'left' },
  month: 'Aug 2025',
};
const plainMark: MarkView = { ...mark, was: null, month: null };
const fullRow: StandRowView = {
  demand: link,
  kicker: 'at most 600,000 soldiers',
  standings: [{ words: 'Replaced by', links: [link] }],
  columns: [[], [mark, plainMark], [], [], [], [], []],
  hasNotes: true,
  beside: [
    { words: 'Contested', mark, reports: 'reported: Demands, 15 Aug 2025' },
    { words: 'Contradictory signals', mark: plainMark, reports: null },
  ],
  notes: ['EU: by the account of Russia'],
  unmarked: { summary: 'No position known: 11 parties', names: 'UK (not assessed)', isLong: true },
  gap: {
    value: 'room_signalled',
    label: 'Room signalled so far',
    missing: 'Russia not on record',
    rule: 'By Ukraine.',
    evidence: 'rests on reports',
    alsoNeeded: 'It also needs Ukraine (rejects)',
    notNeeded: 'Not needed: Russia (rejects)',
    isContradicted: true,
  },
  waits: [
    { party: 'EU', words: 'A ceasefire.', demands: [{ first: 'To be agreed first', link }] },
    { party: 'EU', words: null, demands: [{ first: 'To be dropped first', link }] },
  ],
};
const standFigure: StandFigure = {
  edges,
  title: 'Where they stand',
  isTitled: true,
  clocks: 'As of 15 August 2025',
  columns: [
    { words: 'Rejects', isRedLine: true, tone: 'against-3' },
    { words: 'Rejects', isRedLine: false, tone: 'against-2' },
  ],
  isDense: true,
  gapTitle: 'Gap among those it needs',
  sections: [
    {
      key: 'agreed',
      id: 'stand-agreed',
      title: 'Agreed',
      count: '2 demands',
      number: 2,
      items: [
        { question: link, rows: [fullRow] },
        {
          question: null,
          rows: [
            {
              ...{ ...fullRow, kicker: '', standings: [], hasNotes: false, beside: [], notes: [] },
              ...{ unmarked: { summary: 'No position known', names: 'UK', isLong: false }, waits: [] },
              gap: {
                ...{ value: 'opposed', label: 'Opposed', missing: null, rule: 'Some demand it.' },
                ...{ evidence: null, alsoNeeded: null, notNeeded: null, isContradicted: false },
              },
            },
            { ...fullRow, gap: null, unmarked: null, waits: [] },
          ],
        },
      ],
    },
  ],
  signs: [{ sign, tone: 'for-2', word: 'Demands' }],
  countsNote: null,
  lastMove: null,
  since: null,
  leftOut: null,
  emptyText: null,
  rest: null,
};

const setMatrixCell: MatrixCellView = {
  spoken: new EscapedText('Demands, reported; contested'),
  word: new EscapedText('Demands'),
  inWords: 'Demands',
  contests: ['reported: Favours, 16 Aug 2025'],
  classes: new EscapedText('tone-for-2 sign-up-2 by-reported'),
  marks: ['contested'],
  cues: ['contested'],
  details: null,
};
const emptyMatrixCell: MatrixCellView = {
  ...setMatrixCell,
  spoken: new EscapedText('Not yet assessed'),
  word: new EscapedText('Not assessed'),
  inWords: 'Not yet assessed',
  contests: [],
  classes: new EscapedText('tone-nothing'),
  marks: [],
  cues: [],
};
const fullStance: StanceView = {
  value: demands,
  date: 'August 2025',
  countsFrom: 'counts from 10 August 2025',
  attribution: 'Unnamed sources',
  told: 'As told by Ukraine, not in the party’s own words.',
  confidence: 'Low',
  confidenceNote: 'A note.',
  speaker: 'Vladimir Putin, President of Russia',
  direction: 'too low',
  summary: 'A summary.',
  labelled: [
    { name: 'conditions', label: 'Conditions', text: 'A condition.' },
    { name: 'note', label: 'Note', text: null },
  ],
  namedConditions: [{ label: 'Only if agreed first', demand: 'Ukraine renounces Crimea' }],
  declaredPriority: 'called its first or main demand',
  jointly: 'jointly with France',
  quote: {
    text: 'Слова',
    language: 'ru',
    direction: 'ltr',
    translation: 'Words',
    translator: 'the outlet',
    isRemoved: false,
  },
  quoteCheck: 'Found in the article’s text',
};
const bareStance: StanceView = {
  ...fullStance,
  countsFrom: null,
  told: null,
  namedConditions: [],
  jointly: null,
  declaredPriority: null,
  confidence: null,
  confidenceNote: null,
  speaker: null,
  summary: null,
  labelled: [],
  quote: null,
};
const fullCitation: CitationView = {
  outlet: 'TIME',
  title: 'An explainer',
  url: 'https://example.org',
  archiveUrl: 'https://archive.example.org',
  author: 'A desk',
  published: '10 August 2025',
  note: 'The day is inferred.',
  locator: 'page 2',
  firstReportedBy: 'Reuters',
};
const bareCitation: CitationView = {
  ...fullCitation,
  url: null,
  archiveUrl: null,
  author: null,
  published: null,
  note: null,
  locator: null,
  firstReportedBy: null,
};
const citations = [fullCitation, bareCitation];

const positionFilter: FilterControls = {
  groups: [
    {
      label: 'Parties',
      name: 'party',
      choices: [{ value: 'russia', label: 'Russia', id: 'party-russia', isChosen: true }],
    },
  ],
  text: 'land',
  withClosed: true,
  summary: 'Filter: Russia, “land”',
};
const noPositionFilter: FilterControls = { groups: [], text: '', withClosed: false, summary: 'Filter' };

const matrixFilters: Filters = {
  textLabel: 'Words of a demand',
  withClosed: true,
  groups: positionFilter.groups,
  text: 'land',
  stale: [
    { value: '1', label: 'one month', isChosen: true },
    { value: '', label: 'three months', isChosen: false },
  ],
  chosen: [link],
  none: link,
};

const noFilters: Filters = {
  ...matrixFilters,
  withClosed: false,
  groups: [],
  text: null,
  stale: [],
  chosen: [],
  none: null,
};

const controls: ClockControls = {
  action: '/matrix',
  summary: 'As of 14 August 2025 · on the record first',
  hasDay: true,
  asOf: '2025-08-14',
  knownAt: { type: 'text', value: '2025-08-20T12:00:00Z' },
  evidence: [{ value: 'default', label: 'On the record first', isChosen: true }],
  since: '2025-08-10',
  filter: positionFilter,
  kept: [{ name: 'party', value: 'russia' }],
  events: [{ name: 'A meeting', date: '15 August 2025', eve: link, after: link, changed: link }],
  allEvents: link,
  isOpen: true,
};
const hop: HopView = {
  ...{ demand: link, on: link, first: 'agreed', state: 'not met (open)', said: [link, link] },
  held: 'held up by Russia (rejects)',
};
const chainLine = { ...hop, held: null, depth: 1, isFirst: true, isNext: false, ending: 'a circle' };
const condition = {
  on: link,
  first: 'agreed',
  isMet: false,
  met: 'not met (open)',
  held: [
    {
      words: 'held up by',
      parties: [
        { ...link, says: 'rejects' },
        { ...link, says: 'not on record' },
      ],
      more: ' and 2 more',
    },
    { words: 'not yet agreed by', parties: [{ ...link, says: 'demands' }], more: '' },
  ],
  successors: [link],
} as const;
const waitingPosition = {
  ...{ party: 'Ukraine', url: '/cell', value: demands },
  ...{ date: '14 Dec 2025', notNeeded: 'not needed' },
};
const waiting: ConditionedView = {
  ...{ demand: link, topic: 'NATO', words: null },
  positions: [waitingPosition, { ...waitingPosition, notNeeded: null }],
  conditions: [condition, { ...condition, isMet: true, held: [], successors: [] }],
};
const moveStep = {
  party: 'Russia',
  url: '/cell',
  before: onRecord,
  after: demands,
};
const moveLine = {
  ...{ demand: link, past: 'past: ended on 12 April 2026', steps: [moveStep, moveStep] },
  nearer: { words: 'nearer to 9 parties', all: 'Russia, Ukraine' },
  further: { words: 'further from Ukraine', all: null },
};
const otherMove = {
  ...{ party: 'Russia', url: '/cell', date: '15 August 2025', movement: 'Softened', demand: link },
  ...{ before: moveStep.before, after: moveStep.after, onItsDay: 'Nearer to Ukraine on its day' },
};
const oneRelation = relationViews[0] as RelationView;
const pair = {
  url: '/compare',
  words: 'Russia and Ukraine: both for on 1',
  count: 1,
  of: 'of 2',
  bar: { total: 2, parts: [{ value: oneRelation.value, at: 0, count: 1 }] },
  step: 0,
};
const relationCount = { ...oneRelation, count: 1, reports: '1 rests on reports' };
const pairRow = {
  other: link,
  before: 'Russia and',
  bar: pair.bar,
  counts: [relationCount, { ...relationCount, reports: null }],
  topics: [
    {
      name: 'NATO',
      counts: [
        { ...relationCount, demands: [link] },
        { ...relationCount, reports: null, demands: [link] },
      ],
    },
  ],
};
const nowControls: ClockControls = {
  ...controls,
  asOf: '',
  knownAt: { type: 'date', value: '' },
  since: null,
  filter: null,
  kept: [],
  events: [],
  isOpen: false,
};

const evidenceRow = {
  name: 'Russia',
  url: '/party',
  cells: '2 positions',
  bar: [{ kind: 'on_record', x: 0, width: 50 }],
  counts: [
    { column: 'On the record', isFirst: true, isRest: false, count: '1', share: '50%', url: '/evidence' },
    { column: 'Reported', isFirst: false, isRest: true, count: '0', share: null, url: null },
  ],
};

const wording = { before: 'The words before', recorded: 'today', reason: 'A typing error.', entry: link };
const account = {
  sentence: 'Russia: not kept by Ukraine, 19 April 2025 (on the record)',
  speaker: 'A speaker, President',
  quote: {
    ...{ text: 'Перемирие не соблюдается', language: 'ru', direction: 'ltr' as const },
    ...{ translation: 'The truce is not kept', translator: null, isRemoved: false },
  },
  isRetracted: false,
  sources: [link, { label: 'A paper', url: null }],
  history: [{ entry: link, recorded: 'today', words: 'Recorded' }],
  acts: [link],
};
const outcome = {
  title: 'Overtaken on 15 August 2025',
  summary: 'The leaders met.',
  event: 'Overtaken by: a summit',
  isRetracted: false,
  sources: [link, { label: 'A paper', url: null }],
  accounts: [account, { ...account, speaker: null, quote: null, isRetracted: true, acts: [] }],
  history: [{ entry: link, recorded: 'today', words: 'Outcome' }],
  acts: [link],
};
const standing = { words: 'Replaced by', links: [link] };
const column = {
  column: new EscapedText('Russia'),
  spoken: new EscapedText('Russia'),
  path: new EscapedText('/positions/russia/'),
};
const figure = {
  title: 'Who wants what',
  clocks: 'As of today',
  parties: [
    { name: 'Russia', shortName: 'RU', url: '/russia', role: 'Principal', closed: standing, ...column },
    { name: 'Ukraine', shortName: null, url: '/ukraine', role: 'Principal', closed: null, ...column },
    { name: 'Poland', shortName: null, url: '/poland', role: 'Backer', closed: null, ...column },
  ],
  columnCount: 4,
  topics: [
    {
      id: 'topic-nato',
      name: 'NATO',
      isClosed: true,
      rows: [
        {
          ...{ proposition: 'Ukraine renounces NATO membership', url: '/nato', standings: [standing] },
          ...{ spoken: new EscapedText('Ukraine renounces NATO membership'), path: new EscapedText('nato') },
          cells: [setMatrixCell, emptyMatrixCell, { ...setMatrixCell, cues: [], details: setCell }],
        },
        {
          ...{ proposition: 'Talks begin', url: '/talks', standings: [] },
          ...{ spoken: new EscapedText('Talks begin'), path: new EscapedText('talks') },
          cells: [emptyMatrixCell, emptyMatrixCell, emptyMatrixCell],
        },
      ],
    },
  ],
  counts: '1 of 2 positions recorded',
  leftOut: { text: '3 demands are closed', change: link },
  moved: [link, link],
  known: [
    { ...link, end: '; ' },
    { label: 'None is old', url: null, end: '.' },
  ],
  legend: {
    steps: [[{ sign, tone: 'for-2', label: 'Demands', url: '/methodology#position-demands' }]],
    edges,
    marks: [{ kind: 'stale', words: 'not reaffirmed' } as const],
  },
  exports: [link],
  hasDetails: true,
  otherDetails: link,
  fits: ' matrix-fits-6',
  fitsPaper: true,
  emptyText: null,
};
const emptyFigure = {
  ...figure,
  leftOut: null,
  moved: [],
  column: null,
  topics: [],
  parties: [],
  known: [],
  hasDetails: false,
  fits: '',
  fitsPaper: false,
  emptyText: 'Nothing yet.',
};

const positions = [
  {
    heading: link,
    cell: setCell,
    stance: fullStance,
    movement: 'First recorded',
    depends: '“A” agreed first — met',
    declared: link,
    citations,
  },
  {
    heading: link,
    cell: emptyCell,
    stance: null,
    movement: null,
    depends: null,
    declared: null,
    citations: [],
  },
  {
    heading: link,
    cell: setCell,
    stance: bareStance,
    movement: null,
    depends: null,
    declared: null,
    citations: [],
  },
];

const state = { values: {}, problems: [], standing: null };
const wrong = {
  values: { text: ['typed'], boxes: ['1'] },
  problems: ['text', 'area', 'choice', 'boxes'].map((field) => ({ field, message: 'Mend this.' })),
  standing: { text: ['other'], area: ['other'], choice: ['1'], boxes: ['2'] },
};
const choices = [
  { value: '1', label: 'One' },
  { value: '2', label: 'Two' },
];
const definitions = [
  { kind: 'text', name: 'text', label: 'Text', hint: 'A hint.', isRequired: true },
  { kind: 'textarea', name: 'area', label: 'Area', isFixed: true },
  { kind: 'select', name: 'choice', label: 'Choice', choices },
  { kind: 'select', name: 'fixed', label: 'Fixed choice', choices, isFixed: true },
  { kind: 'checkboxes', name: 'boxes', label: 'Boxes', choices },
] as const;
const [fields, wrongFields] = [state, wrong].map((each) =>
  definitions.map((definition) => formField(definition, each)),
) as [ReturnType<typeof formField>[], ReturnType<typeof formField>[]];
const passwordField = formField({ kind: 'password', name: 'password', label: 'Password' }, wrong);
const [textField, areaField] = fields as [ReturnType<typeof formField>, ReturnType<typeof formField>];

const period = { from: '2025-08-01', to: '2025-08-31' };
const reported = { evidence: 'reported', isReaffirmed: false } as const;
const picture = {
  courses: [
    {
      ...{ label: 'Russia', shortLabel: 'Russia' },
      steps: [
        { day: '2025-08-09', date: '2025-08', position: 'demands', ...reported },
        { day: '2025-08-10', date: '2025-08-10', position: 'insists', ...reported, evidence: 'on_record' },
        { day: '2025-08-12', date: '2025-08-12', position: 'insists', ...reported, isReaffirmed: true },
      ],
      contests: [
        {
          ...{ from: '2025-08-15', to: null },
          step: { day: '2025-08-15', date: '2025-08-15', position: 'reluctant', evidence: 'inferred' },
        },
      ],
    },
    {
      ...{ label: 'Ukraine', shortLabel: 'Ukraine', contests: [] },
      steps: [{ day: '2025-08-09', date: '2025-08-09', position: 'contradictory', ...reported }],
    },
  ],
  events: [
    { number: 1, date: '2025-08-15' },
    { number: 2, date: '2025-08' },
  ],
  otherEvents: ['2025-08-20'],
  stretches: [
    { from: '2025-08-09', label: 'Opposed', value: 'opposed' },
    { from: '2025-08-30', label: 'Not enough evidence', value: 'not_enough_evidence' },
  ],
  ...{ stretchesLabel: 'Gap', period },
} satisfies CoursesDrawn;

const eventLines = [
  { number: 1, name: 'A meeting', date: '15 Aug 2025', around: '/changes' },
  { number: 2, name: 'A month', date: 'Aug 2025', around: null },
];
const signs = Object.fromEntries(
  scaleOfPositions.map(({ value }) => [value, signView(value)]),
) as CourseFigure['signs'];

function courseFigure(more: Partial<CourseFigure> = {}): CourseFigure {
  return {
    title: 'A course',
    charts: [courseChart(picture, 'wide'), courseChart(picture, 'narrow')],
    isInRows: false,
    silent: 'No position on record, which is not neutrality: Nobody.',
    ...{ signs, contests: [contest], events: eventLines, upTo: '31 August 2025', isOfSeveral: true },
    otherEvents: { title: '3 other events', events: eventLines },
    contestsCut: 'The newest 20 of 21 spans.',
    key: {
      hasReported: true,
      hasInferred: true,
      hasBars: true,
      hasReaffirmed: true,
      hasContests: true,
      hasContested: true,
    },
    rows: [{ date: 'August 2025', party: link, sign, position: 'Demands', how: 'Reported' }],
    cutText: 'The newest 100 of 101 steps.',
    ...more,
  };
}
const noKey = {
  hasReported: false,
  hasInferred: false,
  hasBars: false,
  hasReaffirmed: false,
  hasContests: false,
  hasContested: false,
};
const ownCourseFigure = (): CourseFigure =>
  courseFigure({
    charts: [courseChart({ ...picture, events: [], otherEvents: [], stretches: [] }, 'narrow')],
    ...{
      contests: [],
      contestsCut: null,
      events: [],
      otherEvents: null,
      key: noKey,
      isOfSeveral: false,
      cutText: null,
    },
    rows: [{ date: 'August 2025', party: null, sign, position: 'Demands', how: '' }],
  });

const contest = { label: 'Russia', url: '/cell', span: 'since 15 August 2025' };

const questionSigns = Object.fromEntries(
  scaleOfPositions.map(({ value }) => [value, { ...signView(value), tone: toneOf(value) }]),
) as QuestionPage['signs'];
const onQuestion: QuestionDrawn = {
  columns: [
    { above: 'at most', label: '600,000' },
    { above: '', label: 'no limit' },
  ],
  parties: [
    {
      ...{ label: 'Ukraine', shortLabel: 'Ukraine', stood: [[1], [0]] },
      answers: [
        { column: 0, position: 'accepts', edge: 'record', isStanding: true, note: '' },
        { column: 1, position: 'rejects', edge: 'told', isStanding: false, note: 'too high' },
      ],
    },
  ],
};
const questionPictures: Pick<
  QuestionPage,
  'charts' | 'isLettered' | 'chartTitle' | 'signs' | 'scale' | 'silent'
> = {
  charts: (['wide', 'narrow'] as const).flatMap((kind) => questionChart(onQuestion, kind) ?? []),
  isLettered: true,
  ...{ chartTitle: 'What Ukraine says', signs: questionSigns, scale: [{ sign, label: 'Demands' }] },
  silent: 'No position on any of them: Russia.',
};

function timelinePictures(drawing: TimelineDrawn) {
  const linked = (links: readonly TimelineLink[]) =>
    links.map(({ area, paths, counts }) => ({ url: '/cell', title: 'A movement', area, paths, counts }));
  const [wide, narrow] = [timelineChart(drawing), narrowTimeline(drawing)];
  return {
    chart: { ...wide, links: linked(wide.links) },
    narrow: { ...narrow, rows: narrow.rows.map((row) => ({ ...row, links: linked(row.links) })) },
  };
}

const keptSamples = [
  { name: 'headline', value: 'Typed', label: 'Headline', isShown: true },
  { name: 'do', value: 'publish', label: 'Do', isShown: false },
];

const person = {
  id: 'person-1',
  signInName: 'an-editor',
  publicName: 'An editor',
  roleId: 'role-1',
  roles: [{ value: 'editor' as const, label: 'Editor', isChosen: true }],
  roleText: 'Editor',
  roleUrl: '/people/1/role',
  isActive: true,
  deactivate: '/people/1/deactivate',
  reactivate: null,
};

const creation = {
  id: 'create-field-stances-0-demand',
  legend: 'There is no such demand yet',
  typed: { name: 'stances.0.create.demand.typed', value: 'A new demand' },
  remark: null,
  fields,
  further: wrongFields,
  furtherLabel: 'Needs',
  isOpen: true,
  first: { label: 'To the first field', url: '#first' },
  submit: { label: 'Create the demand', value: 'create.demand.0' },
};
const refusedCreation = { ...creation, remark: 'An editor can create it.', first: null, submit: null };

const row = {
  id: 'stances-1',
  legend: 'Stance 1',
  about: 'Russia on “Crimea”',
  main: fields.map((field, index) => ({ field, creation: [creation, refusedCreation][index] ?? null })),
  details: wrongFields.map((field) => ({ field, creation: null })),
  detailsLabel: 'More',
  isOpen: true,
  article: { field: fields[1] as (typeof fields)[number], list: 'list' },
  remove: 'remove.stances.0',
  warnings: ['“Reuters” is on record.'],
  remark: 'On record already.',
  conflict: {
    saw: emptyCell,
    stands: setCell,
    mine: demands,
    saws: { name: 'stances.0.saw', value: '12' },
    choice: fields[2] as (typeof fields)[number],
  },
  presence: 'Another editor had this position in a form just now.',
  standing: setCell,
};
const bareRow = {
  ...row,
  isOpen: false,
  article: null,
  remove: null,
  warnings: [],
  remark: null,
  conflict: null,
  presence: null,
  standing: null,
};
const openRow = {
  ...row,
  article: { ...row.article, list: null },
  conflict: { ...row.conflict, saw: setCell, stands: emptyCell, mine: unassessed },
};
const emptyRow = { ...bareRow, standing: emptyCell };

const act = {
  id: 'entry-2',
  kind: 'Correction',
  target: null,
  isStruck: false,
  actions: [],
  recordedAt: '21 August 2025, 09:00 UTC',
  recordedInstant: '2025-08-21T09:00:00Z',
  reason: 'A slip of the pen.',
  changes: [{ label: 'Position', before: 'Rejects', after: 'Demands' }],
  denial: null,
  citations,
};
const correction = {
  ...act,
  act: 'correction',
  sentence: '2 records have been retracted.',
  url: '/cell',
  entry: link,
  records: [],
  moreText: null,
} as const;
const denial = {
  ...act,
  reason: null,
  changes: [],
  denial: { by: 'Vladimir Putin', date: '17 August 2025', quote: fullStance.quote },
};
const record = {
  id: 'record-1',
  permalink: '/cell?record=1#record-1',
  stance: fullStance,
  status: 'Standing',
  isStruck: false,
  movement: 'First recorded',
  movedTo: null,
  recordedAt: '20 August 2025, 12:00 UTC',
  recordedInstant: '2025-08-20T12:00:00Z',
  update: link,
  citations,
  origins: '2 outlets, 1 origin',
  acts: [
    act,
    denial,
    { ...denial, isStruck: true, actions: [link], denial: { ...denial.denial, by: '', quote: null } },
    { ...act, kind: 'Retraction', target: link, changes: [] },
  ],
  removals: [
    { label: 'Quote', reason: 'A court order.', removedAt: '21 August 2025', removedInstant: '2025-08-21' },
  ],
  actions: [link],
};
const struckRecord = {
  ...record,
  stance: bareStance,
  isStruck: true,
  movement: null,
  movedTo: link,
  update: null,
  origins: null,
  acts: [],
  removals: [],
  actions: [],
};

const recordSummary = { sentence: 'Russia demands', url: '/cell', stance: fullStance, citations };
const actPage = {
  head,
  heading: 'Correct a record',
  lede: 'Why one does this.',
  submit: 'Publish',
  records: [recordSummary],
  notice: 'Somebody was faster.',
  problems: [link],
  action: '/act',
  csrfToken: 'token',
  cancel: link,
};
const update = {
  headline: 'A headline',
  url: '/updates/1',
  recordedAt: '20 August 2025, 12:00 UTC',
  recordedInstant: '2025-08-20T12:00:00Z',
  outlets: 'TIME',
  count: '2 stances',
  ...{ days: '20 August 2025', who: 'Russia on Ceasefire' },
};
const formPage = {
  head,
  heading: 'New topic',
  advice: 'Some advice.',
  notice: 'Somebody else changed this.',
  problems: [link],
  action: '/topics',
  csrfToken: 'token',
  seen: 'fingerprint',
  fields,
  submit: 'Save',
  cancel: link,
};

/** View models for every view, chosen so that each branch of the view is taken by one of them. */
const reservation = {
  heading: 'Ukraine reserves the whole, 9 August 2025',
  quote: {
    ...{ text: 'Нічого не погоджено', language: 'uk', direction: 'ltr' as const },
    ...{ translation: 'Nothing is agreed', translator: null, isRemoved: false },
  },
  source: { label: 'Reuters, A report', url: 'https://example.org/report' },
  url: '/reservations#reservation-9',
};

const positionSample: PositionPage = {
  declared: { record: link, quote: fullStance.quote, speaker: 'A speaker' },
  head,
  notice: 'A source was known already.',
  sentence: 'Russia demands',
  cell: setCell,
  reservations: [reservation],
  party: link,
  demand: link,
  standings: [standing],
  meaning: '',
  stance: fullStance,
  citations,
  facts: [{ label: 'Since', text: '9 August 2025' }],
  course: ownCourseFigure(),
  courseText: null,
  corrections: [
    { url: '#entry-2', words: 'Correction, today', reason: 'Misread.' },
    { url: '#entry-1', words: 'Retraction, today', reason: null },
  ],
  moreCorrections: '1 more act of that kind in the log below.',
  members: [
    { party: 'Poland', cell: setCell },
    { party: 'Italy', cell: emptyCell },
  ],
  controls,
  records: [record, struckRecord],
  emptyText: 'Nothing yet.',
  missing: { text: 'It is not there.', newest: link },
  cutText: 'The newest 100 of 300.',
  further: [link],
  notes: {
    csrfToken: 'token',
    notes: [
      { id: 'note-2', text: 'Ask again tomorrow.', who: 'an editor', at: 'today', withdraw: '/notes/2' },
      { id: 'note-1', text: 'Ask again.', who: 'an editor', at: 'today', withdraw: null },
    ],
    write: { url: '/notes', field: areaField },
  },
  logUpdate: link,
};
const emptyPositionSample: PositionPage = {
  head,
  declared: null,
  notice: null,
  sentence: 'Russia, not yet assessed',
  cell: emptyCell,
  reservations: [],
  party: link,
  demand: link,
  standings: [],
  meaning: 'nothing in the log',
  stance: null,
  citations: [],
  facts: [],
  course: null,
  courseText: 'Russia has held it since 9 August 2025.',
  corrections: [],
  moreCorrections: null,
  members: [],
  controls: nowControls,
  records: [],
  emptyText: 'Nothing yet.',
  missing: null,
  cutText: null,
  further: [],
  notes: null,
  logUpdate: null,
};

/** What stands under the title of each page for readers. */
export const bar: Bar = {
  citation: { text: 'Negotiation positions: “Talks”.', bibtex: '@misc{talks}', csl: '[]' },
  permalink: {
    short: 'https://example.org/c/58-0a1b2c3d/talks',
    long: 'https://example.org/talks?as_of=2025-08-14',
  },
  pictures: [link],
  pictureParts: [link],
  tables: { csv: '/talks.csv?bom=1', json: '/talks.json', xlsx: '/talks.xlsx' },
  embedding: '<iframe></iframe>',
  follow: { own: [link], whole: link, topics: [link] },
  chain: { entry: link, hash: '0'.repeat(64) },
  report: 'mailto:desk@example.org',
};

const piece = {
  ...{ text: 'words', isStrong: false, isEmphasis: false, isCode: false, url: null, isBreak: false },
};

type Samples = { readonly [Name in PageName]: readonly Pages[Name][] } & {
  readonly [Name in keyof Documents]: readonly Documents[Name][];
};

const briefing = {
  ...{ about: 'Territory', day: '14 August 2025', text: 'Both sides repeat their demands.' },
  ...{ isRemoved: false, url: '/briefings#briefing-7' },
};
/** The same for each list of the work list. */
function everyList<Value>(value: Value) {
  return {
    ...{ overdue: value, contradictory: value, successor: value },
    ...{ stale: value, unassessed: value, unarchived: value, unchecked: value },
  };
}

const standSamples: Samples['readers/stand/stand'] = [
  {
    head,
    heading: 'What could Russia and Ukraine agree on?',
    sentence: 'Of 1 demand that is open 1 is agreed.',
    freshness: 'The newest position counted is of 8 May 2026.',
    evidenceUrl: '/evidence',
    notice: 'Choose another party.',
    controls,
    picker: {
      parties: [{ value: 'russia', label: 'Russia', isChosen: true }],
      moreParties: [{ value: 'ukraine', label: 'Ukraine', isChosen: false }],
      isMoreOpen: true,
      all: '/stand',
    },
    filters: matrixFilters,
    orderSummary: 'By gap',
    orders: [
      { ...link, isChosen: true },
      { ...link, isChosen: false },
    ],
    since: '2025-08-14',
    sinceSummary: 'Moved since 14 Aug 2025',
    events: [{ date: '15 August 2025', link, isChosen: true }],
    reservations: [],
    figure: {
      ...standFigure,
      since: 'nothing has moved since 14 August 2025',
      lastMove: { ...link, label: 'the last move is of 1 August 2025' },
      countsNote: 'The alternatives of a question are counted as one demand.',
      leftOut: { text: '1 demand is closed', change: link },
      rest: link,
    },
  },
  {
    head,
    heading: 'Where they stand',
    sentence: 'No demand is open.',
    freshness: null,
    evidenceUrl: '/evidence',
    notice: null,
    controls: nowControls,
    picker: { parties: [], moreParties: [], isMoreOpen: false, all: null },
    filters: noFilters,
    orderSummary: 'By topic',
    orders: [],
    since: '',
    sinceSummary: 'Mark what moved',
    events: [],
    reservations: [],
    figure: { ...standFigure, isTitled: false, isDense: false, sections: [], emptyText: 'Nothing.' },
  },
];

const timelineSamples: Samples['readers/timeline/timeline'] = [
  {
    head,
    heading: 'Timeline',
    period: 'August 2025',
    action: '/timeline',
    choice: 'Other dates · on the record first',
    from: '2025-08-01',
    to: '2025-08-31',
    evidence: controls.evidence,
    knownAt: controls.knownAt,
    positionFilter,
    spans: [
      { ...link, isCurrent: true },
      { ...link, isCurrent: false },
    ],
    ...timelinePictures({
      lanes: ['Russia'],
      movements: [
        { lane: 0, day: '2025-08-16', date: '2025', side: 'for', direction: 'neither', count: 1 },
        { lane: 0, day: '2025-08-18', date: null, side: 'against', direction: 'away', count: 2 },
      ],
      events: picture.events,
      period,
      contests: [{ lane: 0, count: 1, begun: ['2025-08-15'] }],
      isCounted: false,
    }),
    chartTitle: 'One movement',
    unitText: ' Gathered by the month.',
    stillText: 'Neither moved nor first recorded: Ukraine.',
    events: eventLines,
    contests: [contest],
    contestedText: 'Two positions at once.',
    rows: [
      {
        date: '16 August 2025',
        kind: 'First recorded',
        isEvent: false,
        isFirst: true,
        text: 'Russia demands',
        url: '/cell',
      },
      {
        date: '15 August 2025',
        kind: 'Event',
        isEvent: true,
        isFirst: false,
        text: 'A meeting',
        url: '/changes',
      },
      { date: 'August 2025', kind: 'Event', isEvent: true, isFirst: false, text: 'A month', url: null },
    ],
    cutText: 'Some lines are left out.',
    emptyText: 'Nothing.',
  },
  {
    head,
    heading: 'Timeline',
    period: 'August 2025',
    action: '/timeline',
    choice: 'Other dates · on the record first',
    from: '2025-08-01',
    to: '2025-08-31',
    evidence: [],
    knownAt: nowControls.knownAt,
    positionFilter: noPositionFilter,
    spans: [],
    ...timelinePictures({ lanes: [], movements: [], events: [], period, contests: [], isCounted: true }),
    chartTitle: 'No movements',
    unitText: '',
    stillText: null,
    events: [],
    contests: [],
    contestedText: '',
    rows: [],
    cutText: null,
    emptyText: 'Nothing.',
  },
];

const demandSamples: Samples['readers/demands/demand'] = [
  {
    edges,
    filters: matrixFilters,
    emptyText: 'Nothing fits this filter.',
    head,
    topic: 'NATO',
    proposition: 'Ukraine renounces NATO membership',
    state: 'Open',
    closed: standing,
    wordings: [wording],
    outcomes: [outcome, { ...outcome, event: null, isRetracted: true, accounts: [], acts: [] }],
    acts: [link, link],
    positionsTitle: 'Where each party stood',
    raisedBy: [link],
    saidToBeRaisedBy: [link],
    addressedTo: [link],
    otherAddressees: 'NATO members',
    replaces: [link],
    needs: [link],
    needsChanged: 'added: Germany',
    until: '31 August 2025',
    partOf: [link],
    parts: [link],
    replacedBy: [link],
    briefing,
    question: {
      link,
      amount: 'at most 600,000 soldiers',
      others: [
        { demand: link, words: 'about 800,000 soldiers, excludes it' },
        { demand: link, words: null },
      ],
    },
    gap: 'Opposed',
    gapRule: 'some demand it, some reject it',
    gapEvidence: 'rests on reports',
    gapAmong: 'Among the parties that it needs.',
    course: courseFigure(),
    courseText: null,
    gaps: [
      { day: 'August 2025', gap: 'Opposed', rule: 'some', evidence: 'rests on reports' },
      { day: '9 August 2025', gap: 'Opposed', rule: 'some', evidence: null },
    ],
    gapsCut: 'The newest 100 of 101 gaps.',
    controls,
    positions,
    unassessed: [link],
  },
  {
    filters: noFilters,
    emptyText: null,
    edges: [],
    head,
    topic: 'NATO',
    proposition: 'Ukraine renounces NATO membership',
    state: 'Open',
    closed: null,
    wordings: [],
    outcomes: [],
    acts: [],
    positionsTitle: 'Where each party stands',
    raisedBy: [],
    saidToBeRaisedBy: [],
    addressedTo: [],
    otherAddressees: null,
    replaces: [],
    needs: [],
    needsChanged: null,
    until: null,
    partOf: [],
    parts: [],
    replacedBy: [],
    briefing: null,
    question: null,
    gap: 'Not enough evidence',
    gapRule: 'fewer than two',
    gapEvidence: null,
    gapAmong: null,
    course: null,
    courseText: 'Only Russia has a position on record, since 9 August 2025.',
    gaps: [],
    gapsCut: null,
    controls: nowControls,
    positions: [],
    unassessed: [],
  },
];
/** So many that each has a row of its own. */
const ofManyParties = demandSamples.map((sample) => ({
  ...sample,
  course: courseFigure({
    charts: [
      courseRows(picture, 'wide'),
      courseRows({ ...picture, otherEvents: [], stretches: [] }, 'narrow'),
    ],
    ...{ isInRows: true, silent: null },
  }),
}));

const questionSamples: Samples['readers/questions/question'] = [
  {
    filters: matrixFilters,
    emptyText: 'Nothing fits this filter.',
    edges,
    head,
    topic: 'Security',
    wording: 'How large may Ukraine’s armed forces be?',
    unit: 'soldiers',
    closed: { words: 'Closed on 20 August 2025', links: [link] },
    gap: { words: 'Opposed', rule: 'some demand it, some reject it', evidence: 'rests on reports' },
    ...questionPictures,
    alternatives: [
      { letter: 'A', amount: 'at most 600,000 soldiers', demand: link, gap: 'Opposed', leave: '/leave' },
    ],
    columns: ['Asks for', 'Rejects'],
    parties: [
      { party: link, groups: [[link], []] },
      { party: link, groups: [] },
    ],
    moves: [{ day: '23 November 2025', words: 'Ukraine: from 800,000 (demands) to 600,000 (would accept)' }],
    controls,
    join: '/join',
  },
  {
    filters: noFilters,
    emptyText: null,
    edges: [],
    head,
    topic: 'Security',
    wording: 'Who runs the plant?',
    unit: null,
    closed: null,
    gap: null,
    ...{ ...questionPictures, charts: [], silent: null, isLettered: false },
    alternatives: [{ letter: null, amount: null, demand: link, gap: 'Opposed', leave: null }],
    columns: ['Asks for', 'Rejects'],
    parties: [],
    moves: [],
    controls: nowControls,
    join: null,
  },
  {
    filters: noFilters,
    emptyText: null,
    edges: [],
    head,
    topic: 'Security',
    wording: 'Who runs the plant?',
    unit: null,
    closed: null,
    gap: null,
    ...{ ...questionPictures, charts: [], silent: null },
    alternatives: [],
    columns: [],
    parties: [],
    moves: [],
    controls: nowControls,
    join: null,
  },
];

export const samples: Samples = {
  'desk/account/account': [
    {
      head,
      name: 'an editor',
      role: 'Editor',
      csrfToken: 'token',
      problems: [link],
      nameForm: { url: '/account/name', field: textField },
      passwordForm: { url: '/account/password', fields: [passwordField] },
      sessions: [
        { begun: '20 August 2025', lastUsed: '21 August 2025', isThisOne: true, key: 'hash' },
        { begun: '20 August 2025', lastUsed: '21 August 2025', isThisOne: false, key: 'other' },
      ],
      endUrl: '/account/sessions/end',
    },
  ],
  'desk/account/form': [
    {
      head,
      heading: 'Join',
      lede: 'A lede.',
      problems: [link],
      action: '/invitations/token',
      csrfToken: null,
      next: null,
      kept: { owner: 'a hash', name: 'joining' },
      fields: [textField, passwordField],
      submit: 'Join',
    },
    {
      head,
      heading: 'Once more',
      lede: 'A lede.',
      problems: [],
      action: '/confirm',
      csrfToken: 'token',
      next: '/people',
      kept: null,
      fields: [passwordField],
      submit: 'Go on',
    },
  ],
  'desk/audit/audit': [
    {
      head,
      action: '/audit',
      groups: [{ value: '', label: 'Everything', isChosen: true }],
      people: [{ value: 'desk', label: 'desk', isChosen: false }],
      negotiations: [{ value: 'talks', label: 'Talks', isChosen: true }],
      from: '2025-08-15',
      to: '',
      entries: [
        {
          id: 'audit-2',
          at: '21 August 2025',
          instant: '2025-08-21T09:00:00Z',
          sentence: 'desk edited the topic “NATO”.',
          negotiation: 'Talks',
          changes: [{ field: 'name', before: 'Nato', after: 'NATO' }],
        },
        {
          id: 'audit-1',
          at: '21 August 2025',
          instant: '2025-08-21T09:00:00Z',
          sentence: 'desk signed in.',
          negotiation: null,
          changes: [],
        },
      ],
      emptyText: 'Nothing.',
      older: link,
      csv: link,
    },
    {
      head,
      action: '/audit',
      groups: [],
      people: [],
      negotiations: [],
      from: '',
      to: '',
      entries: [],
      emptyText: 'Nothing.',
      older: null,
      csv: link,
    },
  ],
  'readers/changes/changes': [
    {
      edges,
      everything: link,
      head,
      heading: 'What changed',
      period: '14 August 2025 to 18 August 2025',
      quietText: 'Nothing moved lately.',
      action: '/changes',
      from: '2025-08-14',
      to: '2025-08-18',
      evidence: controls.evidence,
      knownAt: controls.knownAt,
      positionFilter,
      kept: controls.kept,
      showsReaffirmed: true,
      recent: [
        { ...link, date: '15 Aug 2025', isChosen: true },
        { ...link, date: '9 Aug 2025', isChosen: false },
      ],
      showsDates: true,
      events: [{ name: 'A meeting', date: '15 August 2025', url: '/around' }],
      counts: [{ party: 'Russia', movements: [link] }],
      summary: '2 positions: 1 new, 1 reversed.',
      approaches: [
        { sentence: 'Ukraine moved towards Russia, nearer in stated position, on:', demands: [link] },
      ],
      sections: [
        {
          id: 'reversed',
          heading: 'Reversed',
          count: '2',
          first: [
            {
              ...{ demand: link, about: [] },
              changes: [
                {
                  ...{ id: 'france-nato', party: 'France', demand: 'NATO', url: '/cell' },
                  ...{ after: setCell, date: 'today', evidence: 'Reported' },
                },
              ],
            },
            {
              ...{ demand: link, about: ['Ended on 11 May 2026'] },
              changes: [
                {
                  ...{ id: 'germany-truce', party: 'Germany', demand: 'A truce', url: '/cell' },
                  ...{ after: setCell, date: 'today', evidence: 'Reported' },
                },
              ],
            },
          ],
          changes: [
            {
              ...{ demand: link, about: ['NATO', 'Ended on 11 May 2026'] },
              changes: [
                {
                  ...{ id: 'russia-nato', party: 'Russia', demand: 'NATO', url: '/cell' },
                  ...{
                    before: emptyCell,
                    after: setCell,
                    movement: 'First recorded',
                    steps: [],
                    earlierSteps: null,
                  },
                  date: '16 August 2025 · last reaffirmed 17 August 2025',
                  evidence: 'Reported',
                },
                {
                  ...{ id: 'ukraine-nato', party: 'Ukraine', demand: 'NATO', url: '/cell' },
                  ...{ before: setCell, after: emptyCell, movement: 'The same again, after 2 steps' },
                  steps: [
                    { date: '15 August 2025', values: 'Demands → Reluctant', words: 'Reversed' },
                    { date: '16 August 2025', values: 'Reluctant → Demands', words: 'Reversed' },
                  ],
                  ...{ earlierSteps: '3 earlier steps', date: '16 August 2025' },
                  evidence: 'Reported → on the record',
                },
              ],
            },
            {
              ...{ demand: link, about: [] },
              changes: [
                {
                  ...{ id: 'russia-crimea', party: 'Russia', demand: 'Crimea', url: '/cell' },
                  ...{
                    before: emptyCell,
                    after: setCell,
                    movement: 'First recorded',
                    steps: [],
                    earlierSteps: null,
                  },
                  ...{ date: '16 August 2025', evidence: 'Reported' },
                },
              ],
            },
          ],
        },
      ],
      further: [link],
      emptyText: 'Nothing.',
    },
    {
      edges: [],
      everything: null,
      head,
      heading: 'What changed',
      period: '14 August 2025 to 18 August 2025',
      quietText: null,
      action: '/changes',
      from: '2025-08-14',
      to: '2025-08-18',
      evidence: [],
      knownAt: nowControls.knownAt,
      positionFilter: noPositionFilter,
      kept: [],
      showsReaffirmed: false,
      recent: [],
      showsDates: false,
      events: [],
      counts: null,
      summary: 'No positions.',
      approaches: [],
      sections: [],
      further: [],
      emptyText: 'Nothing.',
    },
  ],
  'readers/stand/embedded': standSamples,
  'readers/stand/stand': standSamples,
  'readers/alignment/alignment': [
    {
      head,
      heading: 'Alignment',
      summary: 'Most often on opposite sides: Russia and Ukraine.',
      leftOut: 'Not counted, of the demands: 1 past.',
      controls,
      topics: [
        { ...link, isChosen: true },
        { ...link, isChosen: false },
      ],
      moves: {
        edges,
        ...{
          period: 'since the summit',
          quiet: 'Nobody has moved since.',
          action: '/alignment',
          from: '',
          to: '',
        },
        ...{ kept: [{ name: 'as_of', value: '2025-08-14' }], emptyText: '', changes: '/changes' },
        others: [],
        leftOut: Array.from({ length: 4 }, () => ({ ...link, why: 'ended on 12 April 2026' })),
        recent: [
          { ...link, date: '15 Aug 2025', isChosen: true },
          { ...link, date: '8 Aug 2025', isChosen: false },
        ],
        events: [{ day: '2025-08-01', label: 'A meeting', date: '2 August 2025', isChosen: false }],
        groups: [
          { title: null, lines: [moveLine], folded: [], foldedLabel: '' },
          { title: 'Hardened', lines: [moveLine], folded: [moveLine], foldedLabel: '41 more' },
        ],
        more: 'And 40 more.',
      },
      table: {
        list: { title: 'All pairs', pairs: [{ ...link, count: 2, of: 'of 4' }] },
        isDense: false,
        counted: relationViews[1] as RelationView,
        key: relationViews.map((view) => ({ ...view, url: '/relation', isChosen: false })),
        columns: [
          { name: 'Russia', short: 'Russia' },
          { name: 'European Union', short: 'EU' },
        ],
        rows: [
          {
            party: { ...link, name: 'European Union' },
            cells: [pair, { ...pair, count: null }],
          },
        ],
      },
      party: {
        name: 'Russia',
        choices: [
          { ...link, value: 'russia', isChosen: true },
          { ...link, value: 'ukraine', isChosen: false },
        ],
        isPickedFromList: false,
        rows: [pairRow, { ...pairRow, counts: [], topics: [] }],
      },
      kept: [{ name: 'as_of', value: '2025-08-14' }],
    },
    {
      head,
      heading: 'Alignment',
      summary: 'Nothing.',
      leftOut: null,
      controls: nowControls,
      topics: [],
      moves: {
        edges: [],
        ...{
          period: 'in August',
          quiet: null,
          action: '/alignment',
          from: '',
          to: '',
          kept: [],
          recent: [],
          events: [],
        },
        ...{
          groups: [],
          others: [otherMove, { ...otherMove, onItsDay: null }],
          leftOut: [{ ...link, why: 'closed' }],
          emptyText: 'Nobody.',
          changes: '/changes',
          more: null,
        },
      },
      table: {
        list: { title: 'All pairs', pairs: [] },
        isDense: true,
        counted: relationViews[0] as RelationView,
        key: relationViews.map((view, index) => ({ ...view, url: '/relation', isChosen: index === 0 })),
        columns: [{ name: 'Russia', short: 'Russia' }],
        rows: [{ party: { ...link, name: 'European Union' }, cells: [{ ...pair, step: 2 }] }],
      },
      party: {
        name: 'Russia',
        choices: [
          { ...link, value: 'russia', isChosen: true },
          { ...link, value: 'ukraine', isChosen: false },
        ],
        isPickedFromList: true,
        rows: [],
      },
      kept: [{ name: 'as_of', value: '2025-08-14' }],
    },
    {
      ...{
        head,
        heading: 'Alignment',
        summary: 'Nothing.',
        leftOut: null,
        controls,
        topics: [],
        table: null,
      },
      ...{ party: null, kept: [] },
      moves: {
        edges: [],
        ...{
          period: 'in August',
          quiet: null,
          action: '/alignment',
          from: '',
          to: '',
          kept: [],
          recent: [],
          events: [],
        },
        ...{
          groups: [],
          others: [],
          leftOut: [],
          emptyText: 'Nobody.',
          changes: '/changes',
          more: null,
        },
      },
    },
  ],
  'readers/conditions/conditions': [
    {
      edges,
      ...{ head, heading: 'Conditions', summary: '1 position has conditions.', controls, shown: null },
      circles: { count: 2, items: [[hop, hop]], further: [link] },
      chains: {
        count: 2,
        items: [chainLine, { ...chainLine, isFirst: false, isNext: true, ending: null }],
        further: [],
      },
      demands: { count: 2, items: [waiting, { ...waiting, demand: null }], further: [link] },
      words: { count: 1, items: [{ ...waiting, conditions: [], words: 'Guarantees.' }], further: [] },
      refusals: { count: 1, items: [{ ...waiting, conditions: [], words: 'Until it ends.' }], further: [] },
      ...{ emptyText: 'Nothing waits.' },
    },
    {
      edges: [],
      ...{ head, heading: 'Conditions', summary: 'Nothing.', controls: nowControls, shown: 'chains' },
      ...{
        circles: null,
        chains: null,
        demands: null,
        words: null,
        refusals: null,
        emptyText: 'Nothing waits.',
      },
    },
  ],
  'readers/compare/compare': [
    {
      edges,
      filters: matrixFilters,
      emptyText: 'Nothing fits this filter.',
      head,
      heading: 'Russia and Ukraine',
      summary: 'On opposite sides on 1.',
      choose: {
        action: '/compare',
        kept: [{ name: 'as_of', value: '2025-08-14' }],
        one: [{ value: 'russia', label: 'Russia', isChosen: true }],
        other: [{ value: 'ukraine', label: 'Ukraine', isChosen: false }],
      },
      controls,
      parties: [link, link],
      topics: [{ name: 'NATO', counts: [{ label: 'On opposite sides on 1', demands: [link] }] }],
      groups: [
        {
          label: 'On opposite sides',
          id: 'opposite_sides',
          rows: [
            { demand: link, topic: 'NATO', account: null, cells: [setCell, emptyCell] },
            { demand: link, topic: 'NATO', account: 'rests on a report', cells: [setCell, emptyCell] },
          ],
        },
      ],
    },
    {
      filters: noFilters,
      emptyText: null,
      edges: [],
      head,
      heading: 'Russia and Ukraine',
      summary: 'Nothing.',
      choose: { action: '/compare', kept: [], one: [], other: [] },
      controls: nowControls,
      parties: [link, link],
      topics: [],
      groups: [],
    },
  ],
  'desk/drafts/drafts': [
    {
      head,
      csrfToken: 'token',
      notice: { text: '“Kyiv answers” is discarded.', restore: '/restore' },
      drafts: [{ ...link, details: 'Talks', savedAt: 'today', discard: '/discard' }],
      emptyText: 'Nothing waits.',
      older: link,
      discarded: [{ label: 'Kyiv answers', details: 'Talks', whenText: 'Today', restore: '/restore' }],
    },
    { head, csrfToken: 'token', notice: null, drafts: [], emptyText: 'Nothing.', older: null, discarded: [] },
  ],
  'frame/plain-form/plain-form': [
    {
      ...{ head, heading: 'Record the outcome', lede: 'What became of it.', notice: 'Meanwhile.' },
      ...{
        problems: [link],
        action: '/outcome',
        csrfToken: 'token',
        seen: 'a fingerprint',
        fields,
        furtherSources: { isOpen: true, fields },
        submit: 'Publish',
        cancel: link,
      },
    },
    {
      ...{ head, heading: 'Record the outcome', lede: 'What became of it.', notice: null, problems: [] },
      ...{ action: '/outcome', csrfToken: 'token', fields: wrongFields, submit: 'Publish', cancel: link },
      ...{ seen: null, furtherSources: null },
    },
  ],
  'frame/confirmation/confirmation': [
    {
      head,
      heading: 'Close the topic “NATO”?',
      lede: 'It can be opened again.',
      action: '/close',
      csrfToken: 'token',
      fields: [{ name: 'role', value: 'editor' }],
      submit: 'Close the topic',
      cancel: link,
    },
  ],
  'readers/corrections/corrections': [
    {
      head,
      filters: matrixFilters,
      controls: { ...controls, hasDay: false },
      corrections: [
        { ...correction, sentence: 'Our record has been corrected.' },
        { ...correction, sentence: 'Our record has been retracted.', changes: [], reason: null },
        {
          ...correction,
          records: [{ ...link, changes: correction.changes }],
          moreText: 'And 900 more records; the CSV lists them all.',
        },
        { ...correction, records: [{ ...link, changes: [] }] },
      ],
      emptyText: 'Nothing.',
      older: link,
    },
    {
      head,
      filters: { ...matrixFilters, chosen: [], none: null },
      controls: nowControls,
      corrections: [],
      emptyText: 'Nothing.',
      older: null,
    },
  ],
  'readers/briefings/list': [
    {
      filters: matrixFilters,
      ...{ head, heading: 'Briefings', lede: 'What it is about.', emptyText: 'None.', controls },
      newLink: link,
      shown: [link],
      records: [
        {
          ...{ id: 'briefing-7', heading: 'Territory', day: '9 August 2025', status: 'Retracted' },
          ...{ isStruck: true, text: 'A text.', quote: null, source: null, acts: [link] },
          entries: [
            {
              label: 'Published',
              recorded: 'then',
              reason: null,
              struck: 'Older words.',
              withdrawal: null,
              chain: '/7',
            },
            {
              label: 'Retracted',
              recorded: 'later',
              reason: 'It was wrong.',
              struck: null,
              withdrawal: null,
              chain: '/8',
            },
          ],
        },
        {
          ...{ id: 'reservation-9', heading: 'Ukraine', day: '9 August 2025', status: null, isStruck: false },
          ...{ text: null, quote: reservation.quote, source: reservation.source, acts: [] },
          entries: [true, false].map((isStruck) => ({
            ...{ label: 'Withdrawn by the party', recorded: 'then', reason: null, struck: null, chain: '/9' },
            withdrawal: {
              ...{ isStruck, quote: reservation.quote },
              source: isStruck ? reservation.source : { label: 'A book', url: null },
            },
          })),
        },
        {
          ...{ id: 'briefing-10', heading: 'Ukraine', day: '9 August 2025', status: null, isStruck: false },
          ...{ text: 'A text.', quote: null, source: { label: 'A book', url: null }, entries: [], acts: [] },
        },
      ],
    },
    {
      filters: noFilters,
      ...{ head, heading: 'Briefings', lede: 'What it is about.', emptyText: 'None.' },
      ...{ controls: nowControls, newLink: null, shown: [], records: [] },
    },
  ],
  'readers/questions/list': [
    {
      filters: matrixFilters,
      emptyText: 'Nothing fits this filter.',
      ...{ head, controls },
      questions: [
        {
          ...{ id: 'forces', link, topic: 'Security', gap: { words: 'Opposed', rule: 'some demand it' } },
          closed: { words: 'Closed on 20 August 2025', links: [link] },
          alternatives: [
            { demand: link, standing: 'US (demands)', nobody: 'nobody stands there' },
            { demand: link, standing: null, nobody: 'nobody stands there' },
          ],
        },
        { id: 'plant', link, topic: 'Security', closed: null, gap: null, alternatives: [] },
      ],
    },
    { head, controls: nowControls, filters: noFilters, emptyText: 'No question is recorded.', questions: [] },
  ],
  'readers/questions/embedded': questionSamples,
  'readers/questions/question': questionSamples,
  'readers/demands/embedded': demandSamples,
  'readers/demands/demand': [...demandSamples, ...ofManyParties],
  'desk/start/desk': [
    {
      head,
      name: 'an editor',
      csrfToken: 'token',
      negotiations: [
        {
          ...{ name: 'Talks', url: '/talks', logUpdate: link, work: [link], listsLabel: 'Structure' },
          ...{ lists: [link], stateText: 'Closed, Hidden', acts: [link], reopen: '/reopen' },
        },
        {
          ...{ name: 'Talks', url: '/talks', logUpdate: null, work: [link], listsLabel: 'Structure' },
          ...{ lists: [link], stateText: null, acts: [link], reopen: null },
        },
        {
          ...{ name: 'Talks', url: '/talks', logUpdate: null, work: [], listsLabel: 'Structure' },
          ...{ lists: [], stateText: null, acts: [], reopen: null },
        },
      ],
      emptyText: 'None yet.',
      drafts: [{ ...link, details: 'Talks', savedAt: 'today', discard: '/discard' }],
      allDrafts: link,
      sentBack: [{ proposal: link, details: 'Talks', reason: 'Which day?', act: link }],
      waiting: [{ proposal: link, details: 'Talks', reason: null, act: link }],
      moreWaiting: { text: '50 more wait:', lists: [link] },
      ownWaiting: '1 of your proposals waits.',
      colleagues: {
        since: 'Since yesterday',
        done: [
          {
            ...{ text: 'Somebody did it.', url: '/it', at: 'today', instant: '2025-08-21T09:00:00Z' },
            ...{ negotiation: 'Talks', more: 'and 2 more' },
          },
          {
            ...{ text: 'Somebody did it.', url: null, at: 'today', instant: '2025-08-21T09:00:00Z' },
            ...{ negotiation: null, more: null },
          },
        ],
        emptyText: 'Nothing.',
        all: link,
      },
      stale: [{ name: 'Talks', links: [link] }],
      seesWork: true,
      instanceLinks: [link],
    },
    ...[true, false].map((seesWork) => ({
      ...{ head, name: 'an editor', csrfToken: 'token', negotiations: [], emptyText: 'None yet.' },
      ...{ drafts: [], allDrafts: null, sentBack: [], waiting: [], moreWaiting: null, ownWaiting: null },
      colleagues: { since: 'Most recently', done: [], emptyText: 'Nothing.', all: null },
      ...{ stale: [], seesWork, instanceLinks: [] },
    })),
  ],
  'readers/matrix/card': [
    {
      title: 'Russia: Demands',
      cell: setCell,
      quote: fullStance.quote,
      summary: 'A summary.',
      conditions: 'Talks begin.',
      facts: ['Reuters'],
      remarks: ['Contested'],
    },
    {
      ...{ title: 'Russia: Not yet assessed', cell: emptyCell, quote: null, summary: null },
      ...{ conditions: null, facts: [], remarks: [] },
    },
  ],
  'readers/matrix/embedded': [
    {
      head,
      name: 'Talks',
      description: '',
      closedText: null,
      controls,
      filters: matrixFilters,
      figure,
      briefing: null,
      topicBriefings: null,
      reservations: [],
      questions: [link],
      plainTable: { link, lines: ['<table>', '</table>'] },
    },
  ],
  'readers/positions/embedded': [positionSample, emptyPositionSample],
  'frame/errors/error': [
    {
      head,
      status: 403,
      title: 'Not permitted',
      message: 'Nothing was recorded.',
      requestId: 'request',
      back: link,
      kept: keptSamples,
      again: { url: '/again', csrfToken: 'token' },
      controls: null,
    },
    {
      head,
      status: 401,
      title: 'Please sign in',
      message: 'Nothing was recorded.',
      requestId: 'request',
      back: link,
      kept: keptSamples,
      again: null,
      controls,
    },
  ],
  'readers/crawlers/sitemap': [{ urls: ['https://example.org/'] }, { urls: [] }],
  'readers/feeds/atom': [
    {
      id: 'tag:example.org,2025:negotiation-1',
      title: 'Talks',
      self: 'https://example.org/talks.atom',
      page: 'https://example.org/talks',
      updated: '2025-08-21T09:00:00.000Z',
      subtitle: 'Talks & Tables',
      author: 'Negotiation positions',
      contact: { kind: 'mail', address: 'desk@example.org' },
      logo: 'https://example.org/brand/logo.svg',
      rights: 'Source: x.',
      licenceUrl: 'https://example.org/licence',
      entries: [
        {
          id: 'tag:example.org,2025:negotiation-1:record-1',
          title: 'Russia demands: NATO',
          url: 'https://example.org/cell',
          published: '2025-08-21T09:00:00.000Z',
          updated: '2025-08-21T09:00:00.000Z',
          summary: 'New.',
        },
      ],
    },
  ],
  'readers/front/front': [
    {
      head,
      lead: {
        ...{ name: 'Talks', url: '/talks', counts: '5 parties', closedText: 'Closed.', description: '' },
        briefing,
        moves: {
          edges,
          heading: 'What moved since: a meeting, 15 August 2025',
          quiet: 'nothing has moved since the eve of: a truce, 9 May 2026.',
          moves: [
            {
              ...{ party: 'Russia', demand: 'Ukraine leaves', url: '/cell', movement: 'Reversed' },
              ...{ before: emptyCell, after: setCell, date: '17 Aug 2025' },
            },
          ],
          rest: [link, link],
          count: link,
        },
        nextEvents: [{ date: '18 August 2025', name: 'Leaders meet' }],
        ...{
          noEventsText: 'None.',
          standUrl: '/stand',
          standSentence: 'No demand is open.',
          stand: standFigure,
          figure,
        },
      },
      others: [
        { name: 'Others', url: '/others', moved: link, news: 'since: a meeting', links: [link] },
        { name: 'New', url: '/new', moved: null, news: 'No parties', links: [link] },
      ],
      siteName: 'Negotiation positions',
      exampleNote: 'This is the example.',
    },
    {
      head,
      lead: {
        ...{
          name: 'Talks',
          url: '/talks',
          counts: '5 parties',
          closedText: null,
          description: 'Some talks.',
        },
        ...{ briefing: null, moves: null, nextEvents: [], noEventsText: 'None.' },
        ...{ standUrl: '/stand', standSentence: 'No demand is open.', stand: standFigure, figure },
      },
      others: [],
      siteName: 'Negotiation positions',
      exampleNote: null,
    },
    {
      head,
      lead: {
        ...{ name: 'Talks', url: '/talks', counts: '5 parties', closedText: null, description: '' },
        briefing: { ...briefing, isRemoved: true },
        moves: {
          heading: 'What moved since: a meeting',
          quiet: null,
          moves: [],
          rest: [],
          edges: [],
          count: null,
        },
        ...{ nextEvents: [], noEventsText: 'None.' },
        ...{ standUrl: '/stand', standSentence: 'No demand is open.', stand: standFigure, figure },
      },
      others: [],
      siteName: 'Negotiation positions',
      exampleNote: null,
    },
    { head, lead: null, others: [], siteName: 'Negotiation positions', exampleNote: null },
  ],
  'readers/matrix/matrix': [
    {
      head,
      name: 'Talks',
      description: 'Some talks.',
      closedText: 'Closed.',
      controls,
      filters: matrixFilters,
      briefing: { ...briefing, about: null, isRemoved: true },
      topicBriefings: { title: '1 briefing on a topic', briefings: [briefing] },
      reservations: [reservation, { ...reservation, source: null }],
      questions: [link],
      figure,
      plainTable: { link, lines: ['<table>', '</table>'] },
    },
    {
      head,
      name: 'Talks',
      description: '',
      closedText: null,
      controls: nowControls,
      filters: { ...matrixFilters, withClosed: false, chosen: [], none: null },
      briefing: null,
      topicBriefings: null,
      reservations: [],
      questions: [],
      figure: emptyFigure,
      plainTable: { link, lines: null },
    },
  ],
  'readers/data/data': [
    {
      controls,
      head,
      files: [
        {
          id: 'matrix',
          name: 'matrix.csv',
          rows: 'One row per demand.',
          links: [link],
          columns: [{ name: 'topic', kind: 'text', description: 'The topic’s name' }],
        },
      ],
      archives: [link],
      releases: [
        {
          ...{
            id: 'release-1',
            name: 'First',
            released: 'a day',
            entry: link,
            hash: 'ff',
            citation: 'Cited',
          },
          files: [{ name: 'tables.zip', url: '/releases/1/tables.zip', size: '1 byte', digest: 'ff' }],
          removed: null,
        },
        {
          ...{
            id: 'release-2',
            name: 'Second',
            released: 'a day',
            entry: link,
            hash: 'ff',
            citation: 'Cited',
          },
          files: [{ name: 'tables.zip', url: null, size: '1 byte', digest: 'ff' }],
          removed: 'Its files are gone.',
        },
      ],
      template: link,
      importColumns: [{ name: 'position', meaning: 'What it is', needed: 'always' }],
      parameters: [{ name: 'bom=1', meaning: 'A byte-order mark.' }],
      values: [
        {
          id: 'position',
          label: 'position',
          values: [
            { value: 'rejects', label: 'Rejects', short: 'One', meaning: 'has refused it' },
            { value: 'neutral', label: 'Neutral', short: null, meaning: null },
          ],
        },
      ],
    },
    {
      controls: nowControls,
      head,
      archives: [],
      releases: [],
      template: link,
      importColumns: [],
      files: [],
      parameters: [],
      values: [],
    },
  ],
  'desk/imports/import': [
    {
      head,
      fileName: 'stances.csv',
      uploadedAt: 'today',
      csrfToken: 'token',
      action: '/imports/1',
      problem: 'A row is wrong.',
      note: 'Read as Windows-1252.',
      summary: '4 rows: 1 fine, 1 left out, 2 wrong.',
      ignored: 'colour',
      verdicts: link,
      wrong: [{ place: 'Line 3, position', text: 'Choose a position.' }],
      leftOut: [{ reason: 'Retracted.', count: '1 row', rows: [{ place: 'Line 4', text: 'It rejects.' }] }],
      warnings: [{ place: 'Line 5', text: 'On record already.' }],
      repeats: { text: '1 row is left out.', link, field: '' },
      preview: {
        summary: 'In 1 cell: 1 changed.',
        counts: [{ label: 'Positions', text: 'Rejects 1' }],
        isOpen: true,
        demands: [
          {
            url: '/demands/crimea',
            proposition: 'A proposition',
            summary: '1 changed, 1 as it is',
            changes: [
              {
                before: unassessed,
                after: onRecord,
                effect: 'First recorded',
                parties: 'Ukraine',
              },
              {
                before: unassessed,
                after: null,
                effect: 'stays',
                parties: 'Russia',
              },
            ],
          },
        ],
      },
      cutText: 'The first rows.',
      unknown: [{ kind: 'Parties', names: ['the party “x”'] }],
      create: 'Create 1 of them',
      headline: textField,
      publishLabel: 'Publish 1 stance',
      progress: { text: '1 of 2', done: '1', all: '2' },
      update: link,
      undo: link,
      undone: 'It was undone.',
    },
    {
      head,
      fileName: 'stances.csv',
      uploadedAt: 'today',
      csrfToken: 'token',
      action: '/imports/1',
      problem: null,
      note: null,
      summary: null,
      ignored: null,
      verdicts: null,
      wrong: [],
      leftOut: [],
      warnings: [],
      repeats: null,
      preview: null,
      cutText: null,
      unknown: [],
      create: null,
      headline: null,
      publishLabel: '',
      progress: null,
      update: null,
      undo: null,
      undone: null,
    },
  ],
  'desk/imports/imports': [
    {
      head,
      template: link,
      data: link,
      columns: [{ name: 'position', meaning: 'What it is', needed: 'always' }],
      action: '/imports',
      csrfToken: 'token',
      problem: 'Choose a file first.',
      imports: [{ file: link, state: 'Waiting', uploadedAt: 'today' }],
    },
    {
      ...{ head, action: '/imports', csrfToken: 'token', problem: null, imports: [] },
      ...{
        template: link,
        data: link,
        columns: [{ name: 'note', meaning: 'More', needed: null }],
      },
    },
  ],
  'readers/about/about': [
    {
      head,
      ...{ siteName: 'Talks', publisher: 'The Desk', contact: link, imprint: link, source: 'The Desk' },
      words: [
        { kind: 'heading', level: 2, pieces: [piece] },
        { kind: 'heading', level: 3, pieces: [{ ...piece, isStrong: true, isEmphasis: true }] },
        { kind: 'heading', level: 4, pieces: [{ ...piece, isCode: true }] },
        { kind: 'paragraph', pieces: [piece, { ...piece, isBreak: true }, { ...piece, url: '/about' }] },
        { kind: 'list', isOrdered: true, items: [[{ kind: 'line', pieces: [piece] }]] },
        { kind: 'list', isOrdered: false, items: [[]] },
        { kind: 'quote', blocks: [{ kind: 'paragraph', pieces: [piece] }] },
        { kind: 'code', text: 'code' },
        { kind: 'rule' },
      ],
      ...{ licence: link, allows: 'You may.', version: '0.2.0' },
    },
    {
      head,
      ...{ siteName: 'Talks', publisher: 'Talks', contact: null, imprint: null, source: 'Talks' },
      ...{ words: [], licence: null, allows: null, version: '0.2.0' },
    },
    {
      head,
      ...{ siteName: 'Talks', publisher: 'Talks', contact: null, imprint: null, source: 'Talks' },
      ...{ words: [], licence: { label: 'Ours', url: '' }, allows: null, version: '0.2.0' },
    },
  ],
  'readers/record-chain/record-chain': [
    {
      head,
      newest: { label: 'Entry 58', url: '/record-chain/58', recorded: 'a day', hash: 'ff' },
      asked: 'ff',
      problem: null,
      found: { label: 'Entry 46', url: '/record-chain/46', recorded: 'a day', hash: 'ff', since: 'It is.' },
      csv: '/record-chain.csv',
      commands: { load: 'curl', compute: 'python3' },
    },
    {
      ...{ head, newest: null, asked: 'x', problem: 'It is none.', found: null, csv: '/record-chain.csv' },
      commands: { load: 'curl', compute: 'python3' },
    },
  ],
  'readers/record-chain/entry': [
    {
      head,
      title: 'Entry 46',
      what: 'A report',
      place: link,
      recorded: 'a day',
      contents: '{}',
      contentsNote: 'Byte for byte what is hashed.',
      steps: [{ title: 'Its contents', explanation: 'A hash.', command: 'curl', expected: 'ff' }],
      texts: [
        { label: 'Quote', words: 'Words', isRemoved: false, hash: 'ff', command: 'printf' },
        { label: 'Note', words: 'Removed', isRemoved: true, hash: 'ff', command: null },
      ],
      chain: '/record-chain',
      remove: link,
      removals: [
        { label: 'Quote', reason: 'An order.', removedAt: 'today', removedInstant: '2025-08-20T12:00:00Z' },
      ],
    },
    {
      ...{
        head,
        title: 'Entry 3',
        what: 'Created',
        place: null,
        recorded: 'a day',
        contents: '{}',
        contentsNote: 'Exact.',
      },
      ...{ steps: [], texts: [], chain: '/record-chain', remove: null, removals: [] },
    },
  ],
  'readers/evidence/evidence': [
    {
      head,
      heading: 'Evidence',
      lede: 'Of 2 positions 1 is on the record (50%) and of 1 nothing is known (50%).',
      nothingText: 'Nothing: 1 not yet assessed.',
      leftOut: { text: '1 demand is closed', change: link },
      controls,
      months: [{ ...link, isCurrent: true }],
      weak: [
        { count: '1', share: '50%', url: '/evidence', words: 'rest on unnamed sources only' },
        { count: '0', share: '0%', url: null, words: 'are contested' },
      ],
      columns: [
        {
          label: 'How it is known',
          heads: [
            { ...link, isChosen: true },
            { ...link, isChosen: false },
          ],
        },
      ],
      tables: [
        {
          ...{ id: 'by-party', caption: 'By party', head: 'Party' },
          rows: [evidenceRow, { ...evidenceRow, url: null }],
          all: evidenceRow,
        },
        { id: 'by-topic', caption: 'By topic', head: 'Topic', rows: [evidenceRow], all: null },
      ],
      listed: {
        heading: 'Reported: Russia',
        summary: '2 of 4 positions.',
        edges,
        rows: [
          {
            ...{ party: 'Russia', demand: 'Ukraine cedes territory', topic: 'Territory', url: '/cell' },
            ...{
              value: demands,
              attribution: 'Unnamed sources',
              date: '9 Aug 2025',
            },
            marks: ['2 independent origins', 'contested'],
          },
          {
            ...{ party: 'Russia', demand: 'Ukraine cedes territory', topic: 'Territory', url: '/cell' },
            ...{ value: unassessed, attribution: null, date: null },
            marks: [],
          },
        ],
        further: [link],
        csv: link,
        all: link,
      },
      emptyText: null,
      shares: link,
    },
    {
      ...{ head, heading: 'Evidence', lede: 'No position.', nothingText: null, leftOut: null },
      ...{ controls: nowControls, months: [], weak: [], columns: [], tables: [], listed: null },
      ...{ emptyText: 'Nothing fits.', shares: link },
    },
  ],
  'readers/methodology/methodology': [
    {
      head,
      positions: [
        {
          id: 'position-demands',
          sign,
          tone: 'for-2',
          code: '2',
          value: 'demands',
          label: 'Demands',
          short: 'One',
          meaning: 'puts it forward',
        },
      ],
      codingTests: ['Rejects if it refuses.'],
      nothings: [{ label: 'Not yet assessed', short: 'One', meaning: 'nothing in the log' }],
      attributions: [
        {
          evidence: 'Reported',
          value: 'background',
          label: 'Background',

          meaning: 'unnamed official',
          confidence: 'Moderate',
        },
      ],
      evidenceChoices: [{ value: 'all', label: 'Newest of any kind' }],
      quoteChecks: [{ value: 'found', label: 'Found', meaning: 'it stands there' }],
      outcomes: [{ label: 'Ended', meaning: 'it ran out' }],
      gaps: [{ label: 'Opposed', rule: 'some demand it' }],
    },
  ],
  'readers/parties/party': [
    {
      edges,
      filters: matrixFilters,
      emptyText: 'Nothing fits this filter.',
      head,
      name: 'European Union',
      kindAndRole: 'Bloc · backer',
      ids: [
        { label: 'Wikidata Q458', url: 'https://www.wikidata.org/wiki/Q458' },
        { label: 'ISO 3166-1 UA', url: null },
      ],
      closed: standing,
      summary: 'Of 2 open demands it is for 1.',
      relations: {
        nearest: 'Most often on the same side: Russia (1 of 1).',
        columns: ['Both for', 'Both against'],
        relations: [{ party: 'Russia', url: '/compare', counts: [1, 0], known: 1, reported: 0 }],
        unknown: 'No demand on which both are known: France.',
      },
      members: 'France',
      controls,
      topics: [
        { id: 'topic-nato', name: 'NATO', positions, unassessed: [link] },
        { id: 'past-1', name: 'Past: ended', positions, unassessed: [] },
      ],
      places: [
        { label: 'NATO', url: '#topic-nato' },
        { label: 'Past', url: '#past-1' },
      ],
    },
    {
      filters: noFilters,
      emptyText: null,
      edges: [],
      head,
      name: 'Russia',
      kindAndRole: 'State · principal',
      closed: null,
      ids: [],
      summary: 'Of no open demands its position is known on none.',
      relations: { nearest: null, columns: [], relations: [], unknown: null },
      places: [],
      members: null,
      controls,
      topics: [],
    },
  ],
  'desk/people/people': [
    {
      head,
      csrfToken: 'token',
      problem: 'This is the last admin.',
      newLink: { url: 'https://example.org/invitations/token', text: 'Send this link.' },
      people: [
        person,
        {
          ...person,
          publicName: null,
          isActive: false,
          deactivate: null,
          reactivate: '/people/1/reactivate',
        },
      ],
      invite: { url: '/people/invitations', roles: person.roles },
      invitations: [{ text: 'Editor', expires: '28 August 2025', revokeUrl: '/revoke' }],
      meanings: [{ role: 'Editor', meaning: 'Editors publish.' }],
    },
    {
      head,
      csrfToken: 'token',
      problem: null,
      newLink: null,
      people: [],
      invite: { url: '/people/invitations', roles: [] },
      invitations: [],
      meanings: [],
    },
  ],
  'readers/positions/position': [positionSample, emptyPositionSample],
  'desk/records/source-act': [
    { ...actPage, source: row, fields, asked: 'The Reuters' },
    { ...actPage, notice: null, problems: [], source: bareRow, fields: wrongFields, asked: '' },
  ],
  'desk/records/version': [
    {
      ...actPage,
      record: recordSummary,
      forAll: fields[4] as ReturnType<typeof formField>,
      reason: areaField,
      version: '1',
      codingTests: ['Rejects if it refuses.'],
      sources: [row],
      stance: row,
      addSource: 'add.sources',
      mostSourcesText: null,
      draft: {
        ...{
          key: 'key',
          revision: '1',
          path: '/path',
          savedText: 'Kept',
          reworks: '1',
          discard: 'Discard my changes',
        },
        remark: 'Proposed by night-desk',
      },
    },
    {
      ...actPage,
      record: recordSummary,
      forAll: null,
      reason: areaField,
      notice: null,
      problems: [],
      version: '1',
      codingTests: ['Rejects if it refuses.'],
      sources: [bareRow],
      stance: emptyRow,
      addSource: null,
      mostSourcesText: '20 sources are the most.',
      draft: null,
    },
    {
      ...actPage,
      record: recordSummary,
      ...{ forAll: null, reason: areaField, notice: null, problems: [], version: '1' },
      codingTests: ['Rejects if it refuses.'],
      ...{ sources: [bareRow], stance: emptyRow, addSource: null, mostSourcesText: null },
      draft: {
        key: 'key',
        revision: '0',
        path: '/path',
        savedText: null,
        reworks: null,
        remark: null,
        discard: 'Discard the draft',
      },
    },
  ],
  'desk/proposals/proposal': [
    {
      head,
      kicker: 'Proposal',
      headline: 'A proposal',
      proposed: 'Proposed by night-desk',
      state: { label: 'Sent again as proposal 2', url: '/2' },
      decision: { text: 'Declined on 21 August 2025.', reason: 'The report was withdrawn.' },
      published: link,
      notice: 'It does not wait any more.',
      missing: 'Missing here: a demand',
      sources: citations,
      stances: [{ sentence: 'Russia demands', url: '/cell', stance: fullStance, citations }],
      previewed: null,
      correction: null,
      csrfToken: 'token',
      review: link,
      decide: { sendBack: '/send-back', decline: '/decline', reason: areaField },
      rework: link,
      reworks: link,
      withdraw: '/withdraw',
      list: link,
    },
    {
      head,
      kicker: 'Proposal',
      headline: 'A proposal',
      proposed: 'Proposed by night-desk',
      state: { label: 'Waiting for an editor', url: null },
      decision: null,
      published: null,
      notice: null,
      missing: null,
      sources: [],
      stances: [{ sentence: 'Russia demands', url: '/cell', stance: bareStance, citations: [] }],
      previewed: [
        {
          ...{ sentence: 'Russia demands', url: '/cell', stance: bareStance, citations: [] },
          ...{ before: emptyCell, after: setCell, effect: 'First recorded', warnings: ['No quote.'] },
        },
      ],
      correction: null,
      csrfToken: 'token',
      review: null,
      decide: null,
      rework: null,
      reworks: null,
      withdraw: null,
      list: link,
    },
    {
      head,
      kicker: 'Proposal',
      headline: 'A proposal',
      proposed: 'Proposed by night-desk',
      state: { label: 'Withdrawn', url: null },
      decision: { text: 'Withdrawn on 21 August 2025.', reason: null },
      published: null,
      notice: null,
      missing: null,
      sources: [],
      stances: [],
      previewed: null,
      correction: null,
      csrfToken: 'token',
      review: null,
      decide: null,
      rework: null,
      reworks: null,
      withdraw: null,
      list: link,
    },
    {
      head,
      kicker: 'Proposed correction',
      headline: 'Correction',
      proposed: 'Proposed by night-desk',
      state: { label: 'Waiting for an editor', url: null },
      ...{ decision: null, published: null, notice: null, missing: null, sources: [], stances: [] },
      previewed: null,
      correction: {
        record: link,
        reason: 'It was another day.',
        changes: [{ label: 'Date', before: '8 August 2025', after: '9 August 2025' }],
        forAll: 'Also what was given jointly with France.',
        meanwhile: 'It was changed meanwhile.',
      },
      ...{ csrfToken: 'token', review: null, decide: null, rework: null, reworks: null, withdraw: null },
      list: link,
    },
    {
      head,
      kicker: 'Proposed correction',
      headline: 'Correction',
      proposed: 'Proposed by night-desk',
      state: { label: 'Waiting for an editor', url: null },
      ...{ decision: null, published: null, notice: null, missing: null, sources: [], stances: [] },
      previewed: null,
      correction: { record: link, reason: 'It was another day.', changes: [], forAll: null, meanwhile: null },
      ...{ csrfToken: 'token', review: null, decide: null, rework: null, reworks: null, withdraw: null },
      list: link,
    },
  ],
  'desk/proposals/proposals': [
    {
      head,
      lede: 'What is proposed.',
      propose: link,
      proposals: [
        {
          headline: 'One',
          url: '/1',
          state: { label: 'Waiting', url: null },
          isWaiting: true,
          details: '1 stance',
        },
        { headline: 'Two', url: '/2', state: link, isWaiting: false, details: '2 stances' },
      ],
      emptyText: 'None yet.',
      older: link,
    },
    { head, lede: 'What is proposed.', propose: link, proposals: [], emptyText: 'None.', older: null },
  ],
  'desk/records/reason': [
    {
      ...actPage,
      reason: areaField,
      target: { title: 'The denial, entry 60', denial: denial.denial, citations },
      forAll: wrongFields[4] as FormField,
      moreText: 'And 1 more record.',
      skipped: [{ sentence: 'Russia demands', why: 'it is retracted already' }],
      moreSkippedText: 'And 2 more records.',
    },
    {
      ...actPage,
      reason: areaField,
      target: null,
      forAll: null,
      notice: null,
      problems: [],
      moreText: null,
      skipped: [],
      moreSkippedText: null,
    },
  ],
  'desk/records/removal': [
    { ...actPage, texts: wrongFields[4] as FormField, reason: areaField },
    { ...actPage, texts: fields[4] as FormField, reason: areaField, notice: null, problems: [] },
  ],
  'desk/recent-changes/recent-changes': [
    {
      edges,
      head,
      action: '/recent-changes',
      people: [{ value: 'server', label: 'The server', id: 'person-server', isChosen: true }],
      parties: [{ value: 'russia', label: 'Russia', id: 'party-russia', isChosen: false }],
      demands: [{ value: 'nato', label: 'NATO', id: 'demand-nato', isChosen: true }],
      kinds: [{ value: 'report', label: 'Report', id: 'kind-report', isChosen: true }],
      from: '2025-08-14',
      to: '',
      changes: [
        {
          id: 'entry-2',
          at: 'today',
          instant: '2025-08-21T09:00:00Z',
          who: 'an editor',
          kind: 'Report',
          subject: link,
          effect: { cell: link, before: emptyCell, after: setCell, movement: 'First recorded' },
          records: [],
          moreText: null,
          update: link,
          reason: null,
        },
        {
          id: 'entry-1',
          at: 'today',
          instant: '2025-08-21T09:00:00Z',
          who: 'The server',
          kind: 'Retraction',
          subject: link,
          effect: { cell: link, before: setCell, after: emptyCell, movement: null },
          records: [],
          moreText: null,
          update: null,
          reason: 'A slip of the pen.',
        },
        {
          ...{
            id: 'batch-3',
            at: 'today',
            instant: '2025-08-21T09:00:00Z',
            who: 'an editor',
            kind: 'Retraction',
          },
          ...{ subject: link, effect: null, update: null, reason: null, moreText: 'And 900 more records.' },
          records: [{ cell: link, before: setCell, after: emptyCell, movement: null }],
        },
        {
          ...{
            id: 'batch-2',
            at: 'today',
            instant: '2025-08-21T09:00:00Z',
            who: 'an editor',
            kind: 'Restoration',
          },
          ...{ subject: link, effect: null, update: null, reason: null, moreText: null },
          records: [{ cell: link, before: emptyCell, after: setCell, movement: null }],
        },
      ],
      emptyText: 'Nothing.',
      older: link,
      csv: link,
    },
    {
      edges: [],
      head,
      action: '/recent-changes',
      people: [{ value: '', label: 'Everybody', id: 'person-all', isChosen: false }],
      parties: [],
      demands: [],
      kinds: [{ value: 'report', label: 'Report', id: 'kind-report', isChosen: false }],
      from: '',
      to: '',
      changes: [],
      emptyText: 'Nothing.',
      older: null,
      csv: link,
    },
  ],
  'readers/search/search': [
    {
      controls,
      filters: matrixFilters,
      head,
      action: '/search',
      mostLetters: 500,
      text: 'land',
      offers: null,
      kept: [{ name: 'as_of', value: '2025-08-14' }],
      orders: [{ value: 'newest', label: 'Newest first', isChosen: true }],
      summary: '2 hits.',
      first: [{ kind: 'Party', url: '/party', parts: [{ text: 'Russia', isMatch: true }] }],
      names: [
        {
          ...{ kind: 'Outcome', url: '/demand', parts: [{ text: 'land', isMatch: true }] },
          ...{ details: [{ text: 'Land was given.', isMatch: false }], status: 'Corrected' },
          days: '9 August 2025',
        },
        {
          ...{ kind: 'Demand', url: '/demand', parts: [{ text: 'land', isMatch: true }] },
          ...{ details: [], days: null, status: null },
        },
      ],
      stances: [
        {
          sentence: 'Russia demands',
          url: '/cell',
          details: '9 August 2025',
          status: 'Superseded',
          ...{ value: demands, isStruck: true },
          texts: [
            { parts: foundParts, label: null, quote: { by: 'A speaker', language: 'uk', direction: 'ltr' } },
            { parts: foundParts, label: null, quote: { by: 'A speaker', language: null, direction: 'auto' } },
            { parts: foundParts, label: 'Note', quote: null },
            { parts: foundParts, label: null, quote: null },
          ],
        },
        {
          ...{ sentence: 'Ukraine rejects', url: '/cell', details: '9 August 2025', status: null },
          ...{ value: onRecord, isStruck: false, texts: [] },
        },
      ],
      edges,
      further: [link],
    },
    {
      controls: nowControls,
      filters: noFilters,
      head,
      action: '/search',
      mostLetters: 500,
      text: '',
      kept: [],
      offers: {
        kinds: [{ label: 'Demands', foundBy: 'their propositions', url: '/search?kind=demand' }],
        lists: [link],
      },
      orders: [],
      summary: 'Type.',
      first: [],
      names: [],
      stances: [],
      edges: [],
      further: [],
    },
  ],
  'frame/session/new': [
    {
      head,
      action: '/sign-in',
      hasJoined: false,
      signInName: 'desk',
      next: '/desk',
      problem: 'They do not fit.',
      resumption: {
        hidden: [{ name: 'resumeAt', value: '/updates' }],
        fields: keptSamples,
      },
    },
    {
      head,
      action: '/sign-in',
      hasJoined: true,
      signInName: '',
      next: '/desk',
      problem: null,
      resumption: null,
    },
  ],
  'frame/session/resume': [
    {
      head,
      action: '/updates',
      csrfToken: 'token',
      fields: keptSamples,
      desk: link,
    },
    { head, action: '/updates', csrfToken: 'token', fields: [], desk: link },
  ],
  'readers/sources/sources': [
    {
      head,
      sources: citations.map((source, index) => ({
        id: `source-${index}`,
        source,
        count: 'cited by 1 stance',
        updates: [link],
        others: index === 0 ? [] : [link],
      })),
      controls,
      summary: '2 sources.',
      narrow: {
        action: '/sources',
        text: 'TIME',
        mostLetters: 500,
        kept: [{ name: 'as_of', value: '2025-08-14' }],
        all: link,
      },
      evidence: link,
      emptyText: 'Nothing.',
      further: [link],
    },
    {
      ...{ head, sources: [], emptyText: 'Nothing.', further: [], controls: nowControls },
      ...{ summary: 'No sources.', evidence: link },
      narrow: { action: '/sources', text: '', mostLetters: 500, kept: [], all: null },
    },
  ],
  'desk/structure/form': [
    formPage,
    { ...formPage, advice: null, notice: null, problems: [], seen: null, fields: wrongFields },
  ],
  'desk/structure/lists': [
    {
      head,
      heading: 'Set up from lists',
      lede: 'One a line.',
      notice: '3 lines: 1 to be made, 1 there already and 1 wrong.',
      problems: [link],
      verdicts: [
        {
          title: 'Topics',
          rows: [
            { line: 1, name: 'NATO', says: 'Topic', isWrong: false, isMade: true },
            {
              line: 2,
              name: 'Territory',
              says: 'This topic is there already.',
              isWrong: false,
              isMade: false,
            },
            { line: 3, name: 'N', says: 'Too short.', isWrong: true, isMade: false },
          ],
        },
      ],
      action: '/lists',
      csrfToken: 'token',
      fields: wrongFields,
      make: { label: 'Make 1 thing', seen: 'digest' },
      cancel: link,
      copies: [link],
    },
    {
      head,
      heading: 'Set up from lists',
      lede: 'One a line.',
      notice: null,
      problems: [],
      verdicts: [],
      action: '/lists',
      csrfToken: 'token',
      fields: wrongFields,
      make: null,
      cancel: link,
      copies: [],
    },
  ],
  'desk/structure/list': [
    {
      head,
      heading: 'Topics',
      advice: 'Some advice.',
      newLink: link,
      listsLink: link,
      rows: [
        {
          id: 'topic-1',
          name: 'NATO',
          details: 'nato',
          url: null,
          editUrl: '/edit',
          closedText: 'Closed',
          close: null,
          reopen: '/reopen',
        },
        {
          id: 'topic-2',
          name: 'NATO',
          details: 'nato',
          url: '/question',
          editUrl: '/edit',
          closedText: null,
          close: '/close',
          reopen: null,
        },
      ],
      keepingText: 'Nothing is deleted.',
      csrfToken: 'token',
      find: { action: '/sources/edit', words: 'Reuters', mostLetters: 300 },
      emptyText: 'None.',
      further: [link],
      otherLists: [link],
    },
    {
      head,
      heading: 'Topics',
      advice: null,
      newLink: link,
      listsLink: null,
      rows: [],
      keepingText: 'Nothing is deleted.',
      csrfToken: 'token',
      find: null,
      emptyText: 'None.',
      further: [],
      otherLists: [],
    },
  ],
  'readers/timeline/embedded': timelineSamples,
  'readers/timeline/timeline': timelineSamples,
  'desk/updates/new': [
    {
      head,
      lede: 'A lede.',
      remark: 'Proposed by an editor.',
      notice: 'It is published already.',
      submit: { label: 'Publish', value: 'publish' },
      heading: 'Log an update',
      action: '/updates',
      csrfToken: 'token',
      key: 'key',
      seen: '12',
      revision: '3',
      savedText: 'Kept as a draft today',
      path: '/updates/new',
      problems: [link],
      headline: textField,
      article: {
        summary: '1 quotation, 1 speaker in the article’s text',
        isOpen: true,
        into: fields[2] as (typeof fields)[number],
        groups: [
          {
            title: 'Quotations',
            found: [{ label: '“We stay here.”', pick: 'pick.quote.We stay here.', place: 'in stance 1' }],
          },
          {
            title: 'Speakers on record',
            found: [{ label: 'Marco Rubio', pick: 'pick.speaker.3', place: null }],
          },
        ],
      },
      missing: areaField,
      reworks: '7',
      codingTests: ['Rejects if it refuses.'],
      sources: [row, bareRow],
      stances: [row, openRow, bareRow, emptyRow],
      addSource: 'add.sources',
      addStance: 'add.stances',
      mostSourcesText: '20 sources are the most.',
      mostStancesText: null,
      cancel: link,
      discard: 'Discard the draft',
    },
    {
      head,
      lede: 'A lede.',
      remark: null,
      notice: null,
      submit: { label: 'Propose', value: 'propose' },
      heading: 'Log an update',
      action: '/updates',
      csrfToken: 'token',
      key: 'key',
      seen: '12',
      revision: '0',
      savedText: null,
      path: '/updates/new',
      problems: [],
      headline: textField,
      article: { summary: 'Nothing in the article’s text', isOpen: false, into: null, groups: [] },
      missing: null,
      reworks: null,
      codingTests: ['Rejects if it refuses.'],
      sources: [bareRow],
      stances: [bareRow],
      addSource: null,
      addStance: null,
      mostSourcesText: null,
      mostStancesText: '50 stances are the most.',
      cancel: link,
      discard: 'Discard the draft',
    },
    {
      head,
      lede: 'A lede.',
      remark: null,
      notice: null,
      submit: { label: 'Propose', value: 'propose' },
      heading: 'Log an update',
      action: '/updates',
      csrfToken: 'token',
      key: 'key',
      seen: '12',
      revision: '0',
      savedText: null,
      path: '/updates/new',
      problems: [],
      headline: textField,
      article: null,
      missing: null,
      reworks: null,
      codingTests: ['Rejects if it refuses.'],
      sources: [bareRow],
      stances: [bareRow],
      addSource: null,
      addStance: null,
      mostSourcesText: null,
      mostStancesText: '50 stances are the most.',
      cancel: link,
      discard: 'Discard the draft',
    },
  ],
  'desk/updates/preview': [
    {
      head,
      heading: 'Preview',
      headline: 'A headline',
      sources: [
        { ...fullCitation, logged: [link], warnings: ['Known already.'] },
        { ...bareCitation, logged: [], warnings: [] },
      ],
      stances: [
        {
          sentence: 'Russia demands: NATO',
          url: '/cell',
          stance: fullStance,
          citations,
          before: setCell,
          after: emptyCell,
          effect: 'Reversed',
          warnings: ['No quote.'],
        },
        {
          sentence: 'Russia demands: NATO',
          url: '/cell',
          stance: bareStance,
          citations: [],
          before: emptyCell,
          after: setCell,
          effect: 'First recorded',
          warnings: [],
        },
      ],
      warningCount: 1,
      action: '/updates',
      csrfToken: 'token',
      fields: [{ name: 'headline', value: 'A headline' }],
      submit: { label: 'Publish', value: 'publish' },
      edit: link,
    },
    {
      head,
      heading: 'Preview',
      headline: 'A headline',
      sources: [],
      stances: [],
      warningCount: 0,
      action: '/updates',
      csrfToken: 'token',
      fields: [],
      submit: { label: 'Propose', value: 'propose' },
      edit: link,
    },
  ],
  'readers/updates/update': [
    {
      controls,
      head,
      headline: 'A headline',
      wordings: [wording],
      notice: 'Cited as it is on record.',
      recordedAt: 'today',
      recordedInstant: '2025-08-20T12:00:00Z',
      removals: [
        {
          label: 'Quote',
          reason: 'A court order.',
          removedAt: '21 August 2025',
          removedInstant: '2025-08-21T09:00:00Z',
        },
      ],
      actions: [link],
      publishedBy: 'A public name',
      proposedBy: 'A public name',
      sources: citations,
      moreSourcesText: 'And 1 more source.',
      extentText: 'Stances 1 to 100 of 200',
      further: [link],
      entries: [
        {
          id: 'stance-1',
          report: 'mailto:desk@example.org',
          sentence: 'Russia demands',
          url: '/cell',
          stance: fullStance,
          movement: 'First recorded',
          status: 'Retracted',
          isStruck: true,
          isPositionStruck: true,
          positionNow: demands,
          attributionNow: 'Official document',
          dateNow: '9 August 2025',
          words: { kept: bareStance, gone: fullStance },
          citations,
        },
        {
          id: 'stance-2',
          report: null,
          sentence: 'Russia demands',
          url: '/cell',
          stance: bareStance,
          movement: null,
          status: null,
          isStruck: false,
          ...{ isPositionStruck: false, positionNow: null, attributionNow: null },
          words: { kept: bareStance, gone: null },
          dateNow: null,
          citations: [],
        },
      ],
    },
    {
      controls: nowControls,
      head,
      headline: 'A headline',
      wordings: [],
      notice: null,
      recordedAt: 'today',
      recordedInstant: '2025-08-20T12:00:00Z',
      moreSourcesText: null,
      extentText: null,
      further: [],
      removals: [],
      actions: [],
      publishedBy: null,
      proposedBy: null,
      sources: [],
      entries: [],
    },
  ],
  'readers/updates/updates': [
    {
      head,
      heading: 'Updates',
      updates: [update],
      emptyText: 'None.',
      older: link,
      logUpdate: link,
      closedText: 'Closed.',
      own: [link],
      controls,
      filters: matrixFilters,
    },
    {
      ...{ head, heading: 'Updates', updates: [], emptyText: 'None.' },
      ...{ older: null, logUpdate: null, closedText: null, own: [] },
      ...{ controls: nowControls, filters: { ...matrixFilters, chosen: [], none: null } },
    },
  ],
  'desk/work-list/work-list': [
    {
      edges,
      head,
      action: '/work-list',
      days: '30',
      whole: null,
      shows: everyList(true),
      stale: [
        { subject: link, cell: setCell, text: 'Last said in August', reaffirm: link },
        { subject: link, cell: emptyCell, text: 'Last said in August', reaffirm: link },
      ],
      contradictory: [{ subject: link, text: 'Contradictory as of 7 August 2025', log: link }],
      unarchived: [
        {
          label: 'TIME: An explainer',
          url: 'https://example.org',
          archive: 'https://archive.example',
          edit: '/sources/1/edit',
        },
      ],
      unchecked: [{ subject: link, quote: 'We stay here.', check: link }],
      unassessed: [
        { demand: link, isUntouched: true, parties: [link] },
        { demand: link, isUntouched: false, parties: [link] },
      ],
      overdue: [{ demand: link, text: 'Until yesterday', record: link }],
      proposals: { label: 'No proposal waits.', url: null },
      counts: everyList('2'),
      further: everyList([link]),
      successor: [
        { subject: link, cell: setCell, text: 'Replaced by another', log: [link] },
        { subject: link, cell: emptyCell, text: 'Replaced by another', log: [] },
      ],
    },
    {
      edges: [],
      head,
      action: '/work-list',
      days: '30',
      stale: [],
      contradictory: [],
      unarchived: [],
      unchecked: [],
      unassessed: [],
      overdue: [],
      proposals: link,
      counts: everyList('0'),
      further: everyList([]),
      successor: [],
      whole: null,
      shows: everyList(true),
    },
    {
      edges: [],
      head,
      action: '/work-list',
      days: '30',
      whole: link,
      shows: everyList(false),
      counts: everyList('0'),
      further: everyList([]),
      ...{
        stale: [],
        contradictory: [],
        successor: [],
        unarchived: [],
        unchecked: [],
        unassessed: [],
        overdue: [],
      },
      proposals: link,
    },
  ],
};
