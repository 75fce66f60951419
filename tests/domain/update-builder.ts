import { noExternalIds } from '../../src/domain/structure/external-ids.js';
import { noTerms } from '../../src/domain/structure/negotiation.js';
import type { Negotiation, Party, PartyRole } from '../../src/domain/structure/negotiation.js';
import type { NewSource } from '../../src/domain/structure/new-source.js';
import { isText, nothingTyped, stanceFields } from '../../src/domain/log/stance-fields.js';
import type { NewCitation, NewStance, StanceContext } from '../../src/domain/log/new-stance.js';

export const [russia, ukraine, unitedStates, unitedKingdom] = [1, 2, 3, 4] as const;
export const [natoRenunciation, crimea] = [11, 12] as const;
export const [putin, zelensky, rubio] = [21, 22, 23] as const;

function party(id: number, name: string, role: PartyRole): Party {
  const common = {
    shortName: null,
    externalIds: noExternalIds,
    kind: 'state',
    members: [],
    isClosed: false,
    closings: [],
  } as const;
  return {
    ...common,
    id,
    order: id,
    createdSequence: id,
    slug: name.toLowerCase().replace(' ', '-'),
    name,
    role,
  };
}

const topic = { id: 1, slug: 'nato', name: 'NATO', order: 0, isClosed: false };
const sides = {
  topic,
  raisers: [russia],
  addressees: [ukraine],
  otherAddressees: '',
  ...noTerms,
  isClosed: false,
  closings: [],
  replaces: [],
  formerSlugs: [],
  replacedAfter: null,
  outcomes: [],
  compliance: [],
  wordings: [],
};

const talks: Negotiation = {
  id: 1,
  slug: 'russia-ukraine',
  name: 'Russia–Ukraine ceasefire talks',
  description: '',
  isClosed: false,
  isHidden: false,
  createdSequence: 0,
  parties: [
    party(russia, 'Russia', 'principal'),
    party(ukraine, 'Ukraine', 'principal'),
    party(unitedStates, 'United States', 'mediator'),
  ],
  topics: [topic],
  questions: [],
  headlines: [],
  demands: [
    {
      ...sides,
      id: natoRenunciation,
      slug: 'nato-renunciation',
      proposition: 'Ukraine renounces NATO membership',
      order: 0,
      createdSequence: 4,
    },
    {
      ...sides,
      id: crimea,
      slug: 'crimea',
      proposition: 'Ukraine accepts Russian control of Crimea',
      order: 1,
      createdSequence: 5,
    },
    {
      ...sides,
      id: 13,
      slug: 'cede-donbas',
      proposition: 'Russia receives the whole Donbas',
      order: 2,
      createdSequence: 6,
    },
  ],
};

/** The talks on 21 August 2025, with two sources at hand; the United Kingdom takes no part in them. */
export const context: StanceContext = {
  negotiation: talks,
  speakers: [
    { id: putin, party: russia, name: 'Vladimir Putin', role: 'President of Russia', isClosed: false },
    {
      id: zelensky,
      party: ukraine,
      name: 'Volodymyr Zelensky',
      role: 'President of Ukraine',
      isClosed: false,
    },
    { id: rubio, party: unitedStates, name: 'Marco Rubio', role: 'Secretary of State', isClosed: false },
  ],
  sourceCount: 2,
  today: '2025-08-21',
};

export function cited(source: number, locator: string | null = null): NewCitation {
  return { source, locator, firstReportedBy: null };
}

/** A sound stance: Ukraine rejects Russian control of Crimea, its President says. */
export function newStance(fields: Partial<NewStance> = {}): NewStance {
  return {
    party: ukraine,
    demand: crimea,
    position: 'rejects',
    attribution: 'on_record_principal',
    accountBy: null,
    confidence: null,
    declaredPriority: null,
    direction: null,
    ...nothingTyped,
    speaker: zelensky,
    speakerRole: 'President of Ukraine',
    summary: 'The President excludes any part of the territory.',
    date: '2025-08-09',
    citations: [cited(0)],
    ...fields,
  };
}

/** A word that is in one field alone: “wordsofquotetranslation”. */
export function wordOf(name: string): string {
  return `wordsof${name.toLowerCase()}`;
}

/** A sound stance in which every field says something, but for a declared priority, which no account can have. */
export function fullStance(fields: Partial<NewStance> = {}): NewStance {
  const words = stanceFields.filter(isText).map(({ name }) => [name, wordOf(name)]);
  return newStance({
    ...(Object.fromEntries(words) as Partial<NewStance>),
    ...{ position: 'conditional', attribution: 'counterparty_account', accountBy: unitedStates },
    ...{ agreedFirst: 'nato-renunciation', droppedFirst: 'cede-donbas' },
    ...{ confidence: 'low', speaker: rubio, quoteLanguage: 'uk', date: '2025-08-09', time: '14:30' },
    ...fields,
  });
}

export function newSource(fields: Partial<NewSource> = {}): NewSource {
  return {
    outlet: 'TIME',
    title: 'The meeting in Alaska explained',
    url: 'https://example.org/report',
    archiveUrl: null,
    author: null,
    publishedDate: '2025-08-10',
    accessedDate: '2025-08-21',
    note: '',
    ...fields,
  };
}
