import type { Application } from './application.js';
import type { Visitor } from './visitor.js';

const talks = '/negotiations/russia-ukraine';
/** The key of a form that nobody has filled in yet. */
const draft = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

/** Every page of the application, by what it shows: for readers, then for those who sign in. */
export const readersPages = {
  front: '/',
  matrix: talks,
  'matrix on the eve': `${talks}?as_of=2025-08-14`,
  'matrix on the record only': `${talks}?evidence=on_record`,
  position: `${talks}/positions/united-states/ceasefire-first`,
  'position reaffirmed': `${talks}/positions/russia/nato-renunciation`,
  'position corrected': `${talks}/positions/ukraine/cede-territory`,
  'position retracted': `${talks}/positions/ukraine/cede-donbas`,
  'position not assessed': `${talks}/positions/united-kingdom/crimea`,
  demand: `${talks}/demands/cede-territory`,
  party: `${talks}/parties/united-states`,
  updates: `${talks}/updates`,
  update: `${talks}/updates/1`,
  'matrix since a day': `${talks}?since=2025-08-14&known_at=2025-08-20T12:00:00Z`,
  'matrix filtered': `${talks}?party=russia&party=ukraine&topic=territory&q=donbas`,
  'matrix with details': `${talks}?details=1&position=rejects`,
  changes: `${talks}/changes?from=2025-08-14&to=2025-08-18&reaffirmed=1`,
  'no changes': `${talks}/changes?from=2020-01-01&to=2020-01-02`,
  evidence: `${talks}/evidence`,
  'evidence with the cells of a count': `${talks}/evidence?cells=on_record&party=russia&stale=1`,
  stand: `${talks}/stand`,
  'stand between some': `${talks}/stand?with=russia&with=ukraine&sort=topic&since=2025-08-14`,
  alignment: `${talks}/alignment?from=2024-01-01`,
  'alignment of one relation': `${talks}/alignment?relation=both_for&topic=territory`,
  conditions: `${talks}/conditions`,
  compare: `${talks}/compare/russia/ukraine`,
  search: `${talks}/search?q=territory`,
  'embedded matrix': `/embed${talks}`,
  'embedded position': `/embed${talks}/positions/united-states/ceasefire-first`,
  'embedded stand': `/embed${talks}/stand`,
  'embedded timeline': `/embed${talks}/timeline`,
  'embedded demand': `/embed${talks}/demands/ceasefire-first`,
  'search for nothing': `${talks}/search`,
  timeline: `${talks}/timeline`,
  'timeline of everything': `${talks}/timeline?from=2021-01-01&to=2025-08-18`,
  corrections: `${talks}/corrections`,
  'corrections of every kind': `${talks}/corrections?kind=correction&kind=retraction&kind=clarification&kind=denial`,
  sources: `${talks}/sources`,
  data: `${talks}/data`,
  methodology: `${talks}/methodology`,
  about: '/about',
  'record chain': '/record-chain',
  'record chain, a hash that is none': '/record-chain?hash=12',
  'entry of the record chain': '/record-chain/46',
  'entry of the structure': '/record-chain/3',
  'sign in': '/sign-in',
  'bad request': `${talks}?colour=red`,
  'not found': '/nowhere',
} as const;

export const editorsPages = {
  'set up from lists': `${talks}/lists`,
  desk: '/desk',
  drafts: '/drafts',
  account: '/account',
  people: '/people',
  audit: '/audit',
  'password once more': '/confirm',
  'new update': `${talks}/updates/new?draft=${draft(1)}`,
  'new update on a cell': `${talks}/updates/new?party=russia&demand=crimea&draft=${draft(2)}`,
  correct: `${talks}/records/46/correct`,
  clarify: `${talks}/records/46/clarify`,
  corroborate: `${talks}/records/46/corroborate`,
  deny: `${talks}/records/47/deny`,
  reaffirm: `${talks}/updates/new?reaffirm=46&draft=${draft(3)}`,
  retract: `${talks}/records/46/retract`,
  restore: `${talks}/records/39/restore`,
  'remove a text': `${talks}/records/46/remove`,
  'correct several stances': `${talks}/updates/1/correct`,
  'retract update': `${talks}/updates/1/retract`,
  'restore update': `${talks}/updates/1/restore`,
  proposals: `${talks}/proposals`,
  'new proposal': `${talks}/proposals/new?draft=${draft(4)}`,
  'new correction': `${talks}/records/46/propose-correction?draft=${draft(5)}`,
  'position with notes': `${talks}/positions/ukraine/crimea`,
  imports: `${talks}/imports`,
  'work list': `${talks}/work-list`,
  'recent changes': `${talks}/recent-changes?kind=report&kind=correction&kind=retraction`,
  'new negotiation': '/negotiations/new',
  topics: `${talks}/topics`,
  'new topic': `${talks}/topics/new`,
  parties: `${talks}/parties`,
  'edit party': `${talks}/parties/european-union/edit`,
  demands: `${talks}/demands`,
  'edit demand': `${talks}/demands/crimea/edit`,
  'whom a demand needs': `${talks}/demands/crimea/needs`,
  speakers: `${talks}/speakers`,
  'edit speaker': `${talks}/speakers/1/edit`,
  events: `${talks}/events`,
  'edit event': `${talks}/events/1/edit`,
  'close topic': `${talks}/topics/nato/close`,
  'hide negotiation': `${talks}/hide`,
  'deactivate person': '/people/1/deactivate',
  'recorded sources': `${talks}/sources/edit`,
  'edit source': `${talks}/sources/1/edit`,
} as const;

/** The pages of what `publishOwn` publishes, for an admin: as readers see them, and the forms. */
export const ownPages = {
  'matrix below briefings and reservations': talks,
  'matrix with past demands': `${talks}?closed=1`,
  'stand with past demands': `${talks}/stand?closed=1`,
  briefings: `${talks}/briefings`,
  reservations: `${talks}/reservations`,
  question: `${talks}/questions/forces`,
  'alternative of a question': `${talks}/demands/cap`,
  'past demand': `${talks}/demands/ceasefire-first`,
  'position on a past demand': `${talks}/positions/united-states/ceasefire-first`,
  'clarified demand': `${talks}/demands/crimea`,
  'clarified update': `${talks}/updates/1`,
  corrections: `${talks}/corrections?kind=correction&kind=clarification&kind=retraction`,
  questions: `${talks}/questions`,
  'recorded questions': `${talks}/lists/questions`,
  'edit question': `${talks}/questions/forces/edit`,
  'new question': `${talks}/questions/new`,
  'new alternative': `${talks}/questions/forces/join`,
  'take an alternative out': `${talks}/questions/forces/leave/cap`,
  'new briefing': `${talks}/briefings/new`,
  'new reservation': `${talks}/reservations/new`,
  'record an outcome': `${talks}/demands/nato-renunciation/outcome`,
  'clarify a proposition': `${talks}/demands/crimea/clarify`,
  'clarify a headline': `${talks}/updates/1/clarify`,
} as const;

/** Publishes one of everything that is published by itself. */
export async function publishOwn({ database }: Application, admin: Visitor): Promise<void> {
  const { id: topic } = await database.read.topic.findFirstOrThrow({ where: { slug: 'nato' } });
  const { id: party } = await database.read.party.findFirstOrThrow({ where: { slug: 'ukraine' } });
  const send = async (path: string, fields: Readonly<Record<string, string>>) => {
    const { status } = await admin.post(`${talks}/${path}`, fields);
    if (status !== 303) throw new Error(`${path} was refused with ${status}.`);
  };
  const source = { 'sources.0.outlet': 'Reuters', 'sources.0.title': 'After the summit' };
  const reason = 'Readers took it for something else.';
  const wording = 'How large may Ukraine’s armed forces be in peacetime?';
  await send('lists/questions', { wording, slug: 'forces', topic: String(topic), unit: 'soldiers' });
  const proposition = 'Ukraine limits its armed forces to 600,000 in peacetime';
  const parties = { raisers: String(party), addressees: String(party), otherAddressees: 'its allies' };
  await send('demands', { proposition, slug: 'cap', topic: String(topic), order: '90', ...parties });
  const { id: demand } = await database.read.demand.findFirstOrThrow({ where: { slug: 'cap' } });
  await send('questions/forces/join', { demand: String(demand), sense: 'at_most', number: '600000' });
  await send('briefings', { about: '', day: '2025-08-14', text: 'Both sides wait for the summit.' });
  await send('briefings', { about: `demand-${demand}`, day: '2025-08-15', text: 'It is new.' });
  const quote = 'Nothing is agreed until everything is';
  const line = { party: String(party), quote, quoteLanguage: 'en', quoteTranslation: 'Nothing yet' };
  await send('reservations', { ...line, date: '2025-08-15', ...source });
  const outcome = {
    outcome: 'lapsed',
    event: '',
    date: '2025-08-15',
    'sources.0.locator': 'page 2',
    ...source,
  };
  const summary = 'The leaders met without it.';
  await send('demands/ceasefire-first/outcome', { ...outcome, summary });
  const { record } = await database.read.demandOutcome.findFirstOrThrow();
  const corrected = { ...outcome, summary: 'The leaders met without a ceasefire.', reason };
  await send(`demands/ceasefire-first/outcomes/${record}/correct`, corrected);
  const said = { claim: 'not_kept', about: '', date: '2025-08-16', attribution: 'on_record_official' };
  const account = { ...line, ...said, ...source, 'sources.1.outlet': 'TASS', 'sources.1.title': 'On it' };
  await send(`demands/ceasefire-first/outcomes/${record}/compliance`, account);
  await send('demands/crimea/clarify', { words: 'Ukraine accepts that Russia controls Crimea', reason });
  await send('updates/1/clarify', { words: 'The list of Moscow and the answer of Kyiv', reason });
}

/** A page of each kind: a grid, a record, a list, a drawing, hits, a refusal; forms. */
const mainPages: readonly (keyof typeof readersPages | keyof typeof editorsPages)[] = [
  ...(['matrix', 'position corrected', 'timeline'] as const),
  ...(['desk', 'new update'] as const),
];

/** Some of these pages: those that `npm test` opens in a browser, or all others, which the long tests open. */
export function pagesOf(pages: Readonly<Record<string, string>>, which: 'main' | 'further') {
  const main: readonly string[] = mainPages;
  const named = Object.entries(pages).filter(([name]) => main.includes(name) === (which === 'main'));
  return Object.fromEntries(named);
}

/** The numbers of two records of the example data: Ukraine on cede-territory and on cede-donbas. */
const [corrected, retracted] = [38, 39];

/** Corrects one record and retracts another, so that pages have struck words to show. */
export async function actOnRecords(application: Application, editor: Visitor): Promise<void> {
  const { read } = application.database;
  const [party, demand, source] = [
    await read.party.findFirstOrThrow({ where: { slug: 'ukraine' } }),
    await read.demand.findFirstOrThrow({ where: { slug: 'cede-territory' } }),
    await read.source.findFirstOrThrow({ where: { outlet: 'TIME' } }),
  ];
  const correction = await editor.post(`${talks}/records/${corrected}/correct`, {
    do: 'publish',
    reason: 'The party has declared that there is no room for compromise.',
    version: String(corrected),
    'sources.0.id': String(source.id),
    'stances.0.party': String(party.id),
    'stances.0.demand': String(demand.id),
    'stances.0.position': 'rejects_red_line',
    'stances.0.attribution': 'on_record_principal',
    'stances.0.date': '2025-08-09',
    'stances.0.summary': 'In a video on Telegram the President refuses to give up land.',
    'stances.0.quote': 'Ukrainians will not gift their land to the occupier.',
    'stances.0.quoteLanguage': 'en',
    'stances.0.citations.0.source': '0',
  });
  const retraction = await editor.post(`${talks}/records/${retracted}/retract`, {
    reason: 'The constitution was quoted out of its context.',
  });
  if (correction.status !== 303 || retraction.status !== 303) throw new Error('The acts were refused.');
}
