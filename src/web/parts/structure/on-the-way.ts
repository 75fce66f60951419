import { freeSlug, nextOrder } from '../../../domain/structure/next-place.js';
import { requireNegotiation } from '../../../actions/structure/edit-rules.js';
import { listParties } from '../../../data/structure/parties.js';
import { fold } from '../../../domain/text.js';
import { textIn } from '../../frame/forms/form-values.js';
import { demandMaker } from './demand-maker.js';
import { type Maker, slugAskedBack } from './maker.js';
import { partyNoun } from './party.js';
import { speakerNoun } from './speaker.js';

const partyMaker: Maker = {
  noun: partyNoun,
  named: 'name',
  asked: ['name', 'slug', 'existing', 'kind', 'role'],
  further: ['shortName', 'members', 'wikidata', 'iso3166', 'parlgov'],
  furtherLabel: 'Short name, members of a bloc, ids',
  ticked: ['members'],

  definitions: async (place) => slugAskedBack(await partyNoun.definitions(place, null)),

  prefilled: async ({ read, negotiation }, typed) => {
    const isCalled = (name: string | null) => name !== null && fold(name) === fold(typed);
    const isHere = (id: number) => negotiation.parties.some((party) => party.id === id);
    const others = (await listParties(read)).filter(({ id }) => !isHere(id));
    const same = others.find(({ name, shortName }) => isCalled(name) || isCalled(shortName));
    return same ? { existing: [String(same.id)] } : { name: [typed] };
  },

  create: async (act, values) => {
    const { parties } = await requireNegotiation(act.database.read, act.negotiationId);
    const [slug, name] = [textIn(values, 'slug'), textIn(values, 'name')];
    const own = name === '' ? slug : freeSlug({ slug, name }, 'party', await listParties(act.database.read));
    return partyNoun.create(act, { ...values, slug: [own], order: [String(nextOrder(parties))] });
  },
};

const speakerMaker: Maker = {
  noun: speakerNoun,
  named: 'name',
  asked: ['name', 'role', 'party'],
  further: [],
  furtherLabel: '',
  ticked: [],
  definitions: (place) => speakerNoun.definitions(place, null),
  prefilled: (_place, typed, row) => ({
    name: [typed],
    party: [[textIn(row, 'accountBy'), textIn(row, 'party')].find((id) => /^\d+$/.test(id)) ?? ''],
  }),
  create: (act, values) => speakerNoun.create(act, values),
};

/** What can be made where the list of a stance’s field lacks it. */
export const makers = {
  party: partyMaker,
  accountBy: partyMaker,
  demand: demandMaker,
  speaker: speakerMaker,
} as const satisfies Readonly<Record<string, Maker>>;

export type Picker = keyof typeof makers;
export const pickers = Object.keys(makers) as Picker[];

/** The choice by which an editor says that a list lacks what is needed. */
export const notListed = { value: 'not-listed', label: 'Not listed: create it…' } as const;
