import type { PageName, Pages } from '../../src/web/pages.js';
import { type PageHead, plainHead } from '../../src/web/layout.js';
import { type FormField, formField } from '../../src/web/forms/form-fields.js';
import type { CellView } from '../../src/web/stances/cell-view.js';
import type { CitationView } from '../../src/web/stances/citation-view.js';
import { signView } from '../../src/web/stances/sign.js';
import type { StanceView } from '../../src/web/stances/stance-view.js';

const head: PageHead = plainHead('A sample');
const link = { label: 'A link', url: '/somewhere' };
const sign = signView('demands');

const setCell: CellView = {
  url: '/cell',
  label: 'Demands',
  sign,
  tone: 'for-2',
  attribution: 'Unnamed sources',
  since: 'since Aug 2025',
  besides: ['reported: Favours, 16 Aug 2025'],
};
const emptyCell: CellView = {
  url: '/cell',
  label: 'Not yet assessed',
  sign: null,
  tone: 'nothing',
  attribution: null,
  since: null,
  besides: [],
};
const fullStance: StanceView = {
  position: 'Demands',
  sign,
  tone: 'for-2',
  date: 'August 2025',
  countsFrom: 'counts from 10 August 2025',
  attribution: 'Unnamed sources',
  confidence: 'Low',
  confidenceNote: 'A note.',
  speaker: 'Vladimir Putin, President of Russia',
  summary: 'A summary.',
  conditions: 'A condition.',
  note: 'A note.',
  quote: { text: 'Слова', language: 'ru', translation: 'Words', translator: 'the outlet' },
};
const bareStance: StanceView = {
  ...fullStance,
  countsFrom: null,
  confidence: null,
  confidenceNote: null,
  speaker: null,
  summary: null,
  conditions: null,
  note: null,
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

const controls = {
  action: '/matrix',
  asOf: '2025-08-14',
  knownAt: '2025-08-20T12:00:00Z',
  evidence: [{ value: 'default' as const, label: 'On the record first', isChosen: true }],
};
const nowControls = { ...controls, asOf: '', knownAt: '' };

const figure = {
  title: 'Who wants what',
  clocks: 'As of today',
  parties: [{ name: 'Russia', url: '/russia', role: 'Principal' }],
  columnCount: 2,
  topics: [
    {
      id: 'topic-nato',
      name: 'NATO',
      rows: [{ proposition: 'Ukraine renounces NATO membership', url: '/nato', cells: [setCell, emptyCell] }],
    },
  ],
  counts: '1 of 2 positions recorded',
  legend: [{ sign, tone: 'for-2', label: 'Demands', meaning: 'puts it forward' }],
  exports: [link],
  fitsWideScreens: true,
  emptyText: null,
};
const emptyFigure = { ...figure, topics: [], parties: [], fitsWideScreens: false, emptyText: 'Nothing yet.' };

const positions = [
  { heading: link, cell: setCell, stance: fullStance, movement: 'New', citations },
  { heading: link, cell: emptyCell, stance: null, movement: null, citations: [] },
  { heading: link, cell: setCell, stance: bareStance, movement: null, citations: [] },
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

const person = {
  id: 'person-1',
  signInName: 'an-editor',
  publicName: 'An editor',
  roleId: 'role-1',
  roles: [{ value: 'editor' as const, label: 'Editor', isChosen: true }],
  roleText: 'Editor',
  roleUrl: '/people/1/role',
  isActive: true,
  act: link,
};

const row = {
  id: 'stances-1',
  legend: 'Stance 1',
  main: fields,
  details: wrongFields,
  detailsLabel: 'More',
  isOpen: true,
  remove: 'remove.stances.0',
  remark: 'On record already.',
  standing: setCell,
};
const bareRow = { ...row, isOpen: false, remove: null, remark: null, standing: null };
const emptyRow = { ...bareRow, standing: emptyCell };

const act = {
  id: 'entry-2',
  kind: 'Correction',
  recordedAt: '21 August 2025, 09:00 UTC',
  recordedInstant: '2025-08-21T09:00:00Z',
  reason: 'A slip of the pen.',
  changes: [{ label: 'Position', before: 'Rejects', after: 'Demands' }],
  denial: null,
  citations,
};
const denial = {
  ...act,
  reason: null,
  changes: [],
  denial: { by: 'Vladimir Putin', date: '17 August 2025', quote: fullStance.quote },
};
const record = {
  id: 'record-1',
  stance: fullStance,
  status: 'Standing',
  isStruck: false,
  movement: 'New',
  movedTo: null,
  recordedAt: '20 August 2025, 12:00 UTC',
  recordedInstant: '2025-08-20T12:00:00Z',
  update: link,
  citations,
  acts: [act, denial, { ...denial, denial: { ...denial.denial, quote: null } }],
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

/** View models for every view, so chosen that each of its branches is taken by one of them. */
export const samples: { readonly [Name in PageName]: readonly Pages[Name][] } = {
  'account/account': [
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
  'account/form': [
    {
      head,
      heading: 'Join',
      lede: 'A lede.',
      problems: [link],
      action: '/invitations/token',
      csrfToken: null,
      next: null,
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
      fields: [passwordField],
      submit: 'Go on',
    },
  ],
  'corrections/corrections': [
    {
      head,
      action: '/corrections',
      asOf: '2025-08-14',
      knownAt: '2025-08-20T12:00:00Z',
      kinds: [{ value: 'correction', label: 'Correction', id: 'kind-correction', isChosen: true }],
      parties: [{ value: 'russia', label: 'Russia', isChosen: true }],
      corrections: [
        { ...act, sentence: 'Our record has been corrected.', url: '/cell' },
        { ...act, sentence: 'Our record has been retracted.', url: '/cell', changes: [], reason: null },
      ],
      emptyText: 'Nothing.',
      older: link,
    },
    {
      head,
      action: '/corrections',
      asOf: '',
      knownAt: '',
      kinds: [{ value: 'denial', label: 'Denial', id: 'kind-denial', isChosen: false }],
      parties: [{ value: 'russia', label: 'Russia', isChosen: false }],
      corrections: [],
      emptyText: 'Nothing.',
      older: null,
    },
  ],
  'demands/demand': [
    {
      head,
      topic: 'NATO',
      proposition: 'Ukraine renounces NATO membership',
      state: 'Open',
      raisedBy: [link],
      addressedTo: [link],
      otherAddressees: 'NATO members',
      replaces: [link],
      replacedBy: [link],
      gap: 'Opposed',
      gapRule: 'some demand it, some reject it',
      gapEvidence: 'rests on reports',
      controls,
      positions,
    },
    {
      head,
      topic: 'NATO',
      proposition: 'Ukraine renounces NATO membership',
      state: 'Open',
      raisedBy: [],
      addressedTo: [],
      otherAddressees: null,
      replaces: [],
      replacedBy: [],
      gap: 'Not enough evidence',
      gapRule: 'fewer than two',
      gapEvidence: null,
      controls: nowControls,
      positions: [],
    },
  ],
  'desk/desk': [
    {
      head,
      name: 'an editor',
      csrfToken: 'token',
      negotiations: [
        {
          name: 'Talks',
          url: '/talks',
          logUpdate: link,
          proposals: link,
          recent: [{ headline: 'A headline', url: '/updates/1', recordedAt: 'today' }],
          lists: [link],
          stateText: 'Closed, Hidden',
          edit: link,
          acts: [link],
        },
        {
          name: 'Talks',
          url: '/talks',
          logUpdate: null,
          proposals: link,
          recent: [],
          lists: [],
          stateText: null,
          edit: null,
          acts: [],
        },
      ],
      emptyText: 'None yet.',
      instanceLinks: [link],
    },
    {
      head,
      name: 'an editor',
      csrfToken: 'token',
      negotiations: [],
      emptyText: 'None yet.',
      instanceLinks: [],
    },
  ],
  'errors/error': [
    {
      head,
      status: 403,
      title: 'Not permitted',
      message: 'Nothing was recorded.',
      requestId: 'request',
      back: link,
      kept: [{ name: 'reason', value: 'typed' }],
      again: { url: '/again', csrfToken: 'token' },
    },
    {
      head,
      status: 401,
      title: 'Please sign in',
      message: 'Nothing was recorded.',
      requestId: 'request',
      back: link,
      kept: [{ name: 'reason', value: 'typed' }],
      again: null,
    },
  ],
  'front/front': [
    {
      head,
      isEmpty: false,
      negotiations: [
        {
          name: 'Talks',
          url: '/talks',
          description: 'Some talks.',
          counts: '5 parties',
          movements: [{ date: '17 Aug 2025', movement: 'New', sentence: 'Russia demands', url: '/cell' }],
          nextEvents: [{ date: '18 August 2025', name: 'Leaders meet' }],
          noEventsText: 'None.',
        },
        {
          name: 'Talks',
          url: '/talks',
          description: 'Some talks.',
          counts: '5 parties',
          movements: [],
          nextEvents: [],
          noEventsText: 'None.',
        },
      ],
      figure,
      exampleNote: 'This is the example.',
    },
    { head, isEmpty: true, negotiations: [], figure: null, exampleNote: null },
  ],
  'matrix/matrix': [
    { head, name: 'Talks', description: 'Some talks.', controls, figure },
    { head, name: 'Talks', description: '', controls: nowControls, figure: emptyFigure },
  ],
  'methodology/methodology': [
    {
      head,
      positions: [
        { sign, tone: 'for-2', code: '2', value: 'demands', label: 'Demands', meaning: 'puts it forward' },
      ],
      nothings: [{ label: 'Not yet assessed', meaning: 'nothing in the log' }],
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
      gaps: [{ label: 'Opposed', rule: 'some demand it' }],
    },
  ],
  'parties/party': [
    {
      head,
      name: 'European Union',
      kindAndRole: 'Bloc · backer',
      members: 'France',
      controls,
      topics: [{ name: 'NATO', positions }],
    },
    { head, name: 'Russia', kindAndRole: 'State · principal', members: null, controls, topics: [] },
  ],
  'people/people': [
    {
      head,
      csrfToken: 'token',
      problem: 'This is the last admin.',
      newLink: { url: 'https://example.org/invitations/token', text: 'Send this link.' },
      people: [person, { ...person, publicName: null, isActive: false }],
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
  'positions/position': [
    {
      head,
      sentence: 'Russia demands',
      cell: setCell,
      party: link,
      demand: link,
      meaning: '',
      stance: fullStance,
      citations,
      facts: [{ label: 'Since', text: '9 August 2025' }],
      controls,
      records: [record, struckRecord],
      emptyText: 'Nothing yet.',
      cutText: 'The newest 200 of 300.',
      exports: [link],
      logUpdate: link,
    },
    {
      head,
      sentence: 'Russia, not yet assessed',
      cell: emptyCell,
      party: link,
      demand: link,
      meaning: 'nothing in the log',
      stance: null,
      citations: [],
      facts: [],
      controls: nowControls,
      records: [],
      emptyText: 'Nothing yet.',
      cutText: null,
      exports: [link],
      logUpdate: null,
    },
  ],
  'records/source-act': [
    { ...actPage, source: row, fields },
    { ...actPage, notice: null, problems: [], source: bareRow, fields: wrongFields },
  ],
  'records/version': [
    {
      ...actPage,
      record: recordSummary,
      reason: areaField,
      version: '1',
      sources: [row],
      stance: row,
      addSource: 'add.sources',
    },
    {
      ...actPage,
      record: recordSummary,
      reason: areaField,
      notice: null,
      problems: [],
      version: '1',
      sources: [bareRow],
      stance: emptyRow,
      addSource: null,
    },
  ],
  'proposals/proposal': [
    {
      head,
      headline: 'A proposal',
      proposed: 'Proposed by night-desk',
      state: 'Declined',
      decision: { text: 'Declined on 21 August 2025.', reason: 'The report was withdrawn.' },
      update: link,
      notice: 'It does not wait any more.',
      sources: citations,
      stances: [{ sentence: 'Russia demands', url: '/cell', stance: fullStance, citations }],
      csrfToken: 'token',
      review: link,
      decline: { url: '/decline', reason: areaField },
      withdraw: '/withdraw',
      list: link,
    },
    {
      head,
      headline: 'A proposal',
      proposed: 'Proposed by night-desk',
      state: 'Waiting for an editor',
      decision: null,
      update: null,
      notice: null,
      sources: [],
      stances: [{ sentence: 'Russia demands', url: '/cell', stance: bareStance, citations: [] }],
      csrfToken: 'token',
      review: null,
      decline: null,
      withdraw: null,
      list: link,
    },
    {
      head,
      headline: 'A proposal',
      proposed: 'Proposed by night-desk',
      state: 'Withdrawn',
      decision: { text: 'Withdrawn on 21 August 2025.', reason: null },
      update: null,
      notice: null,
      sources: [],
      stances: [],
      csrfToken: 'token',
      review: null,
      decline: null,
      withdraw: null,
      list: link,
    },
  ],
  'proposals/proposals': [
    {
      head,
      lede: 'What is proposed.',
      propose: link,
      proposals: [
        { headline: 'One', url: '/1', state: 'Waiting', isWaiting: true, details: '1 stance' },
        { headline: 'Two', url: '/2', state: 'Declined', isWaiting: false, details: '2 stances' },
      ],
      emptyText: 'None yet.',
      older: link,
    },
    { head, lede: 'What is proposed.', propose: link, proposals: [], emptyText: 'None.', older: null },
  ],
  'records/reason': [
    {
      ...actPage,
      reason: areaField,
      skipped: [{ sentence: 'Russia demands', why: 'it is retracted already' }],
    },
    { ...actPage, reason: areaField, notice: null, problems: [], skipped: [] },
  ],
  'records/removal': [
    { ...actPage, texts: wrongFields[4] as FormField, reason: areaField },
    { ...actPage, texts: fields[4] as FormField, reason: areaField, notice: null, problems: [] },
  ],
  'sign-in/new': [
    { head, action: '/sign-in', signInName: 'desk', next: '/desk', problem: 'They do not fit.' },
    { head, action: '/sign-in', signInName: '', next: '/desk', problem: null },
  ],
  'sources/sources': [
    {
      head,
      sources: citations.map((source, index) => ({
        id: `source-${index}`,
        source,
        count: 'cited by 1 stance',
        updates: [link],
      })),
      emptyText: 'Nothing.',
      further: [link],
    },
    { head, sources: [], emptyText: 'Nothing.', further: [] },
  ],
  'structure/form': [
    formPage,
    { ...formPage, advice: null, notice: null, problems: [], seen: null, fields: wrongFields },
  ],
  'structure/list': [
    {
      head,
      heading: 'Topics',
      advice: 'Some advice.',
      newLink: link,
      rows: [
        {
          id: 'topic-1',
          name: 'NATO',
          details: 'nato',
          editUrl: '/edit',
          closedText: 'Closed',
          closing: link,
        },
        { id: 'topic-2', name: 'NATO', details: 'nato', editUrl: '/edit', closedText: null, closing: null },
      ],
      keepingText: 'Nothing is deleted.',
      csrfToken: 'token',
      emptyText: 'None.',
      otherLists: [link],
    },
    {
      head,
      heading: 'Topics',
      advice: null,
      newLink: link,
      rows: [],
      keepingText: 'Nothing is deleted.',
      csrfToken: 'token',
      emptyText: 'None.',
      otherLists: [],
    },
  ],
  'updates/new': [
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
      problems: [link],
      headline: textField,
      sources: [row, bareRow],
      stances: [row, bareRow, emptyRow],
      addSource: 'add.sources',
      addStance: 'add.stances',
      cancel: link,
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
      problems: [],
      headline: textField,
      sources: [bareRow],
      stances: [bareRow],
      addSource: null,
      addStance: null,
      cancel: link,
    },
  ],
  'updates/update': [
    {
      head,
      headline: 'A headline',
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
      entries: [
        {
          id: 'stance-1',
          sentence: 'Russia demands',
          url: '/cell',
          stance: fullStance,
          movement: 'New',
          status: 'Retracted',
          citations,
        },
        {
          id: 'stance-2',
          sentence: 'Russia demands',
          url: '/cell',
          stance: bareStance,
          movement: null,
          status: null,
          citations: [],
        },
      ],
    },
    {
      head,
      headline: 'A headline',
      recordedAt: 'today',
      recordedInstant: '2025-08-20T12:00:00Z',
      removals: [],
      actions: [],
      publishedBy: null,
      proposedBy: null,
      sources: [],
      entries: [],
    },
  ],
  'updates/updates': [
    { head, heading: 'Updates', updates: [update], emptyText: 'None.', older: link, logUpdate: link },
    { head, heading: 'Updates', updates: [], emptyText: 'None.', older: null, logUpdate: null },
  ],
};
