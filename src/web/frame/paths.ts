/** Every path of the application, defined once. Slugs and ids come from the domain and need no escaping. */
export const paths = {
  front: '/',
  about: '/about',
  health: '/healthz',
  readiness: '/readyz',
  metrics: '/metrics',
  signIn: '/sign-in',
  signOut: '/sign-out',
  setUp: (token: string) => `/set-up/${token}`,
  desk: '/desk',
  /** All drafts of the person, including those discarded recently. */
  drafts: '/drafts',
  draftAct: (key: string, act: 'discard' | 'restore') => `/drafts/${key}/${act}`,
  confirm: '/confirm',
  account: '/account',
  accountName: '/account/name',
  accountPassword: '/account/password',
  accountSession: '/account/sessions/end',
  audit: '/audit',
  auditCsv: '/audit.csv',
  people: '/people',
  personAct: (person: number | string, act: PersonActName) => `/people/${person}/${act}`,
  newInvitation: '/people/invitations',
  revokeInvitation: (invitation: number | string) => `/people/invitations/${invitation}/revoke`,
  /** Where somebody joins, by the link of an invitation. */
  invitation: (token: string) => `/invitations/${token}`,
  /** The record chain: what it is, and how a citation is checked against it. */
  recordChain: '/record-chain',
  /** One entry of the chain, step by step; with “.json”, its contents as they were hashed. */
  chainEntry: (sequence: number | string) => `/record-chain/${sequence}`,
  /** The form that removes a text of what was published by itself under that number. */
  removeOwnText: (sequence: number | string) => `/record-chain/${sequence}/remove`,
  negotiations: '/negotiations',
  newNegotiation: '/negotiations/new',

  negotiation: (negotiation: string) => `/negotiations/${negotiation}`,
  stand: (negotiation: string) => `/negotiations/${negotiation}/stand`,
  matrixCsv: (negotiation: string) => `/negotiations/${negotiation}/matrix.csv`,
  /** Without its ending. */
  matrixPicture: (negotiation: string) => `/negotiations/${negotiation}/matrix`,
  positionsCsv: (negotiation: string) => `/negotiations/${negotiation}/positions.csv`,
  stancesCsv: (negotiation: string) => `/negotiations/${negotiation}/stances.csv`,
  position: (negotiation: string, party: string, demand: string) =>
    `/negotiations/${negotiation}/positions/${party}/${demand}`,
  /** What stands behind a cell, as its card in the matrix shows it. */
  cellCard: (negotiation: string, party: string, demand: string) =>
    `/negotiations/${negotiation}/positions/${party}/${demand}/card`,
  cellNotes: (negotiation: string, party: string, demand: string) =>
    `/negotiations/${negotiation}/positions/${party}/${demand}/notes`,
  withdrawNote: (negotiation: string, note: number | string) =>
    `/negotiations/${negotiation}/notes/${note}/withdraw`,
  positionCsv: (negotiation: string, party: string, demand: string) =>
    `/negotiations/${negotiation}/positions/${party}/${demand}.csv`,
  /** Where other sites embed what a page shows. */
  embedded: (path: string) => `/embed${path}`,
  demand: (negotiation: string, demand: string) => `/negotiations/${negotiation}/demands/${demand}`,
  questions: (negotiation: string) => `/negotiations/${negotiation}/questions`,
  question: (negotiation: string, question: string) => `/negotiations/${negotiation}/questions/${question}`,
  /** By which a demand joins a question, and leaves it. */
  joinQuestion: (negotiation: string, question: string) =>
    `/negotiations/${negotiation}/questions/${question}/join`,
  leaveQuestion: (negotiation: string, question: string, demand: string) =>
    `/negotiations/${negotiation}/questions/${question}/leave/${demand}`,
  briefings: (negotiation: string) => `/negotiations/${negotiation}/briefings`,
  reservations: (negotiation: string) => `/negotiations/${negotiation}/reservations`,
  newOwn: (negotiation: string, noun: OwnNounPath) => `/negotiations/${negotiation}/${noun}/new`,
  ownAct: (negotiation: string, noun: OwnNounPath, record: number | string, act: OwnActName) =>
    `/negotiations/${negotiation}/${noun}/${record}/${act}`,
  /** Its feed is there, with `.atom`; the page of a topic is the matrix filtered by it. */
  topic: (negotiation: string, topic: string) => `/negotiations/${negotiation}/topics/${topic}`,
  party: (negotiation: string, party: string) => `/negotiations/${negotiation}/parties/${party}`,
  updates: (negotiation: string) => `/negotiations/${negotiation}/updates`,
  update: (negotiation: string, update: number) => `/negotiations/${negotiation}/updates/${update}`,
  sources: (negotiation: string) => `/negotiations/${negotiation}/sources`,
  data: (negotiation: string) => `/negotiations/${negotiation}/data`,
  recentChanges: (negotiation: string) => `/negotiations/${negotiation}/recent-changes`,
  workList: (negotiation: string) => `/negotiations/${negotiation}/work-list`,
  imports: (negotiation: string) => `/negotiations/${negotiation}/imports`,
  import: (negotiation: string, id: number | string) => `/negotiations/${negotiation}/imports/${id}`,
  /** Asks before an uploaded file is discarded. */
  discardImport: (negotiation: string, id: number | string) =>
    `/negotiations/${negotiation}/imports/${id}/discard`,
  /** What becomes of each row of an import, as a table. */
  importVerdicts: (negotiation: string, id: number | string) =>
    `/negotiations/${negotiation}/imports/${id}/verdicts`,
  importTemplate: (negotiation: string) => `/negotiations/${negotiation}/imports/template.csv`,
  csvMetadata: (negotiation: string, file: string) =>
    `/negotiations/${negotiation}/${file}.csv-metadata.json`,
  /** A file of a data release, for ever the same. */
  releaseFile: (negotiation: string, release: number | string, file: string) =>
    `/negotiations/${negotiation}/releases/${release}/${file}`,
  /** All tables of a negotiation in one file. */
  archive: (negotiation: string) => `/negotiations/${negotiation}/tables.zip`,
  workbook: (negotiation: string) => `/negotiations/${negotiation}/tables.xlsx`,
  dataPackage: (negotiation: string) => `/negotiations/${negotiation}/datapackage.json`,
  citationFile: (negotiation: string) => `/negotiations/${negotiation}/CITATION.cff`,
  tableFile: (negotiation: string) => `/negotiations/${negotiation}/data.db`,
  methodology: (negotiation: string) => `/negotiations/${negotiation}/methodology`,

  newUpdate: (negotiation: string) => `/negotiations/${negotiation}/updates/new`,
  proposals: (negotiation: string) => `/negotiations/${negotiation}/proposals`,
  newProposal: (negotiation: string) => `/negotiations/${negotiation}/proposals/new`,
  proposal: (negotiation: string, proposal: number | string) =>
    `/negotiations/${negotiation}/proposals/${proposal}`,
  proposalAct: (negotiation: string, proposal: number | string, act: ProposalActName) =>
    `/negotiations/${negotiation}/proposals/${proposal}/${act}`,
  /** The form of an act on one record, or on a whole update. */
  recordAct: (negotiation: string, record: number | string, act: RecordActName) =>
    `/negotiations/${negotiation}/records/${record}/${act}`,
  /** The same on one corroboration or denial of a record. */
  entryAct: (negotiation: string, record: number | string, entry: number | string, act: EntryActName) =>
    `/negotiations/${negotiation}/records/${record}/entries/${entry}/${act}`,
  updateAct: (negotiation: string, update: number | string, act: UpdateActName) =>
    `/negotiations/${negotiation}/updates/${update}/${act}`,
  changes: (negotiation: string) => `/negotiations/${negotiation}/changes`,
  shares: (negotiation: string) => `/negotiations/${negotiation}/shares.csv`,
  evidence: (negotiation: string) => `/negotiations/${negotiation}/evidence`,
  search: (negotiation: string) => `/negotiations/${negotiation}/search`,
  alignment: (negotiation: string) => `/negotiations/${negotiation}/alignment`,
  conditions: (negotiation: string) => `/negotiations/${negotiation}/conditions`,
  comparison: (negotiation: string) => `/negotiations/${negotiation}/compare`,
  compare: (negotiation: string, one: string, other: string) =>
    `/negotiations/${negotiation}/compare/${one}/${other}`,
  timeline: (negotiation: string) => `/negotiations/${negotiation}/timeline`,
  corrections: (negotiation: string) => `/negotiations/${negotiation}/corrections`,

  /** The editors' list of one noun, the form for a new one, and the form for an existing one. */
  /** The form from whose lists topics, parties, demands, speakers and events are made at once. */
  structureLists: (negotiation: string) => `/negotiations/${negotiation}/lists`,
  structureList: (negotiation: string, noun: StructureNoun) => `/negotiations/${negotiation}/${noun}`,
  /** The editors’ list of questions; `questions` is the page for readers. */
  recordedQuestions: (negotiation: string) => `/negotiations/${negotiation}/lists/questions`,
  structureNew: (negotiation: string, noun: StructureNoun) => `/negotiations/${negotiation}/${noun}/new`,
  structureEdit: (negotiation: string, noun: StructureNoun, name: string | number) =>
    `/negotiations/${negotiation}/${noun}/${name}/edit`,
  structureClosing: (
    negotiation: string,
    noun: StructureNoun,
    name: string | number,
    act: 'close' | 'reopen',
  ) => `/negotiations/${negotiation}/${noun}/${name}/${act}`,
  /** The forms for clearer words of a headline and of a proposition. */
  clarifyHeadline: (negotiation: string, update: number | string) =>
    `/negotiations/${negotiation}/updates/${update}/clarify`,
  clarifyProposition: (negotiation: string, demand: string) =>
    `/negotiations/${negotiation}/demands/${demand}/clarify`,
  /** The form for whom a demand needs. */
  demandNeeds: (negotiation: string, demand: string) =>
    `/negotiations/${negotiation}/demands/${demand}/needs`,
  /** The form for what became of a demand, and those of acts on such a report. */
  demandOutcome: (negotiation: string, demand: string) =>
    `/negotiations/${negotiation}/demands/${demand}/outcome`,
  outcomeAct: (negotiation: string, demand: string, record: number | string, act: OutcomeActName) =>
    `/negotiations/${negotiation}/demands/${demand}/outcomes/${record}/${act}`,
  /** The form for what a party says on whether an outcome was kept, and those of acts on such an account. */
  outcomeCompliance: (negotiation: string, demand: string, outcome: number | string) =>
    `/negotiations/${negotiation}/demands/${demand}/outcomes/${outcome}/compliance`,
  complianceAct: (negotiation: string, record: number | string, act: OutcomeActName) =>
    `/negotiations/${negotiation}/compliance/${record}/${act}`,
  editNegotiation: (negotiation: string) => `/negotiations/${negotiation}/edit`,
  negotiationAct: (negotiation: string, act: NegotiationActName) => `/negotiations/${negotiation}/${act}`,
  /** All sources on record, cited or not; `sources` is the page for readers. */
  recordedSources: (negotiation: string) => `/negotiations/${negotiation}/sources/edit`,
} as const;

export type PersonActName = 'role' | 'deactivate' | 'reactivate';
export type NegotiationActName = 'close' | 'reopen' | 'hide' | 'show';
export type RecordActName =
  | 'correct'
  | 'propose-correction'
  | 'clarify'
  | 'corroborate'
  | 'deny'
  | 'retract'
  | 'restore'
  | 'remove';
export type EntryActName = 'clarify' | 'retract' | 'restore';
export type ProposalActName = 'review' | 'decline' | 'send-back' | 'withdraw';
/** What can be done to an outcome, and to an account of compliance. */
export type OutcomeActName = 'correct' | 'retract' | 'restore';
export type UpdateActName = 'correct' | 'retract' | 'restore';
/** Briefings and reservations, and what can be done to one. */
export type OwnNounPath = 'briefings' | 'reservations';
export type OwnActName =
  | 'clarify'
  | 'withdraw'
  | 'retract'
  | 'restore'
  | 'retract-withdrawal'
  | 'restore-withdrawal';
export type StructureNoun =
  | 'demands'
  | 'questions'
  | 'parties'
  | 'topics'
  | 'speakers'
  | 'events'
  | 'sources';

/** The place of a record on the page of its position, however many have come after it. */
export function recordPlace(position: string, record: number, query: Parameters = {}): string {
  const entries = [...queryEntries(query), ['record', String(record)] as const];
  return `${withQuery(position, entries)}#record-${record}`;
}

type Parameters = Readonly<Record<string, string | null>> | readonly (readonly [string, string])[];

/** The parameters as pairs; a name may occur several times, and null values are left out. */
export function queryEntries(query: Parameters): [string, string][] {
  const entries: readonly (readonly [string, string | null])[] = Array.isArray(query)
    ? query
    : Object.entries(query);
  return entries.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]));
}

/** The queries written so far, by the objects that hold them: a matrix has the same one in each of its links. */
const written = new WeakMap<Parameters, string>();

/** The path with a query, in the given order. */
export function withQuery(path: string, query: Parameters): string {
  const text = written.get(query) ?? write(query);
  return text === '' ? path : `${path}?${text}`;
}

function write(query: Parameters): string {
  const text = queryEntries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
  written.set(query, text);
  return text;
}

/** Most of what a query holds: characters that stand for themselves in it. */
const unreserved = /^[\w.*-]*$/;

/** As in a form that is sent with its address (URL Standard, application/x-www-form-urlencoded). */
function encoded(text: string): string {
  return unreserved.test(text) ? text : new URLSearchParams([[text, '']]).toString().slice(0, -1);
}
