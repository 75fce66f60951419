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
  changes: `${talks}/changes?from=2025-08-14&to=2025-08-18&reaffirmed=1`,
  'no changes': `${talks}/changes?from=2020-01-01&to=2020-01-02`,
  compare: `${talks}/compare/russia/ukraine`,
  search: `${talks}/search?q=territory`,
  'embedded matrix': `/embed${talks}`,
  'embedded position': `/embed${talks}/positions/united-states/ceasefire-first`,
  'search for nothing': `${talks}/search`,
  timeline: `${talks}/timeline`,
  'timeline of everything': `${talks}/timeline?from=2021-01-01&to=2025-08-18`,
  corrections: `${talks}/corrections`,
  'corrections of every kind': `${talks}/corrections?kind=correction&kind=retraction&kind=clarification&kind=denial`,
  sources: `${talks}/sources`,
  data: `${talks}/data`,
  methodology: `${talks}/methodology`,
  'record chain': '/record-chain',
  'record chain, a hash that is none': '/record-chain?hash=12',
  'entry of the record chain': '/record-chain/46',
  'entry of the structure': '/record-chain/3',
  'sign in': '/sign-in',
  'bad request': `${talks}?colour=red`,
  'not found': '/nowhere',
} as const;

export const editorsPages = {
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
  'retract update': `${talks}/updates/1/retract`,
  'restore update': `${talks}/updates/1/restore`,
  proposals: `${talks}/proposals`,
  'new proposal': `${talks}/proposals/new?draft=${draft(4)}`,
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

/** Further pages of a view, with other things in it than the one above. */
const furtherPages: readonly string[] = [
  'matrix on the eve',
  'matrix on the record only',
  'matrix filtered',
  'position reaffirmed',
  'position not assessed',
  'no changes',
  'search for nothing',
  'timeline of everything',
  'corrections of every kind',
  'record chain, a hash that is none',
  'entry of the structure',
  'new update on a cell',
  'clarify',
  'corroborate',
  'restore',
  'retract update',
  'topics',
  'new topic',
  'speakers',
  'events',
  'edit speaker',
  'edit event',
];

/** Some of these pages: those of `furtherPages`, or all others, which have every view once. */
export function pagesOf(pages: Readonly<Record<string, string>>, which: 'main' | 'further') {
  const named = Object.entries(pages).filter(
    ([name]) => furtherPages.includes(name) === (which === 'further'),
  );
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
