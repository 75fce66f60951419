import { afterEach, beforeEach, expect, test } from 'vitest';
import { noExternalIds } from '../../../src/domain/structure/external-ids.js';
import { createDemand } from '../../../src/actions/structure/create-demand.js';
import { createEvent } from '../../../src/actions/structure/create-event.js';
import { createNegotiation } from '../../../src/actions/structure/create-negotiation.js';
import { createParty } from '../../../src/actions/structure/create-party.js';
import { createSource } from '../../../src/actions/structure/create-source.js';
import { createSpeaker } from '../../../src/actions/structure/create-speaker.js';
import { editDemand } from '../../../src/actions/structure/edit-demand.js';
import { editParty } from '../../../src/actions/structure/edit-party.js';
import { editSource } from '../../../src/actions/structure/edit-source.js';
import { editSpeaker } from '../../../src/actions/structure/edit-speaker.js';
import { logUpdate } from '../../../src/actions/updates/log-update.js';
import { findSource } from '../../../src/data/structure/sources.js';
import { findSpeaker } from '../../../src/data/structure/speakers.js';
import {
  fingerprintOf,
  requireAmong,
  requireNegotiation,
} from '../../../src/actions/structure/edit-rules.js';
import { type Actor, theServer } from '../../../src/domain/people/actor.js';
import { InvalidInput, NotFound, NotPermitted } from '../../../src/domain/errors.js';
import {
  fieldsOfDemand,
  fieldsOfParty,
  type PartyFields,
} from '../../../src/domain/structure/structure-fields.js';
import { nothingTyped } from '../../../src/domain/log/stance-fields.js';
import type { NewStance } from '../../../src/domain/log/new-stance.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createStructure, noon, timeSource } from '../../support/structure.js';

let base: TestDatabase;
let ids: Awaited<ReturnType<typeof createStructure>>;

beforeEach(async () => {
  base = await createTestDatabase();
  ids = await createStructure(base.database);
});

afterEach(() => base.remove());

function negotiation() {
  return requireNegotiation(base.database.read, ids.negotiationId);
}

async function presentDemand() {
  return fieldsOfDemand(requireAmong((await negotiation()).demands, ids.demand, 'demand'));
}

const plainStance = {
  position: 'no_stated_position',
  attribution: null,
  accountBy: null,
  confidence: null,
  declaredPriority: null,
  direction: null,
  speaker: null,
  ...nothingTyped,
  summary: 'Nothing was found.',
  date: '2025-08-10',
  citations: [{ source: 0, locator: null, firstReportedBy: null }],
} as const;

function logStance(): Promise<unknown> {
  const stance: NewStance = { ...plainStance, party: ids.ukraine, demand: ids.demand };
  const update = {
    headline: 'Nothing on NATO',
    sources: [timeSource],
    stances: [stance],
    idempotencyKey: 'once',
  };
  return logUpdate(base.database, theServer, { negotiationId: ids.negotiationId, update, seen: null }, noon);
}

async function editPresentDemand(changed: object): Promise<void> {
  const { negotiationId, demand: id } = ids;
  const present = await presentDemand();
  const edit = { negotiationId, id, seen: fingerprintOf(present), fields: { ...present, ...changed } };
  await editDemand(base.database, theServer, edit, noon);
}

test('a proposition can be reworded until its first stance, the rest of the demand at any time', async () => {
  await editPresentDemand({ proposition: 'Ukraine gives up NATO membership' });
  await logStance();
  const refused = editPresentDemand({ proposition: 'Ukraine stays out of NATO' });
  await expect(refused).rejects.toMatchObject({ problems: [{ field: 'proposition' }] });
  await editPresentDemand({ slug: 'no-nato', order: 7, raisers: [ids.ukraine], addressees: [ids.russia] });
  expect(await presentDemand()).toMatchObject({
    proposition: 'Ukraine gives up NATO membership',
    slug: 'no-nato',
    raisers: [ids.ukraine],
    addressees: [ids.russia],
  });
});

test('a new demand can replace an older one, which stays', async () => {
  const fields = {
    ...(await presentDemand()),
    slug: '',
    proposition: 'Ukraine stays out of NATO for 20 years',
  };
  const input = { negotiationId: ids.negotiationId, fields, replaces: [ids.demand] };
  const { id } = await createDemand(base.database, theServer, input, noon);
  expect(await base.database.read.demandReplacement.findMany()).toEqual([
    { demandId: id, replacedId: ids.demand },
  ]);
  const { demands } = await negotiation();
  expect(demands.map(({ slug }) => slug)).toEqual([
    'nato-renunciation',
    'ukraine-stays-out-of-nato-for-20-years',
  ]);
});

test('a party chosen twice on one side is recorded once', async () => {
  await editPresentDemand({ addressees: [ids.ukraine, ids.ukraine, ids.russia] });
  expect((await presentDemand()).addressees).toEqual([ids.russia, ids.ukraine]);
});

test('a party of one negotiation joins another with a role and an order of its own', async () => {
  const other = await createNegotiation(
    base.database,
    theServer,
    { fields: { slug: '', name: 'Grain talks', description: '' } },
    noon,
  );
  const none = {
    name: '',
    shortName: null,
    ...noExternalIds,
    slug: '',
    kind: 'state',
    members: [],
  } as const;
  const fields: PartyFields = { ...none, role: 'observer', order: 5 };
  const input = { negotiationId: other.id, fields, existing: ids.russia };
  expect(await createParty(base.database, theServer, input, noon)).toEqual({ id: ids.russia });
  const { parties } = await requireNegotiation(base.database.read, other.id);
  expect(parties).toMatchObject([{ slug: 'russia', role: 'observer', order: 5 }]);
  const again = createParty(base.database, theServer, input, noon);
  await expect(again).rejects.toMatchObject({ problems: [{ field: 'existing' }] });
});

test('a bloc’s members are the states that are ticked, and no others', async () => {
  const { negotiationId, russia, ukraine } = ids;
  const bloc: PartyFields = {
    name: 'Bloc',
    shortName: null,
    ...noExternalIds,
    slug: 'bloc',
    kind: 'bloc',
    role: 'backer',
    order: 3,
    members: [],
  };
  const fields = { ...bloc, members: [russia, ukraine] };
  const { id } = await createParty(base.database, theServer, { negotiationId, fields }, noon);
  const edit = { negotiationId, id, seen: fingerprintOf(fields), fields: { ...bloc, members: [ukraine] } };
  await editParty(base.database, theServer, edit, noon);
  const present = async (party: number) =>
    fieldsOfParty(requireAmong((await negotiation()).parties, party, 'party'));
  expect((await present(id)).members).toEqual([ukraine]);
  const member = await present(ukraine);
  const asBloc = { negotiationId, id: ukraine, seen: fingerprintOf(member) };
  const refused = editParty(
    base.database,
    theServer,
    { ...asBloc, fields: { ...member, kind: 'bloc' } },
    noon,
  );
  await expect(refused).rejects.toMatchObject({ problems: [{ field: 'kind' }] });
});

test('a web address is recorded once, however it is written', async () => {
  const { negotiationId } = ids;
  const create = (source: typeof timeSource) =>
    createSource(base.database, theServer, { negotiationId, source }, noon);
  const { id } = await create(timeSource);
  const same = { ...timeSource, url: 'http://www.TIME.com/alaska/?utm_source=x#top' };
  await expect(create(same)).rejects.toMatchObject({
    problems: [{ field: 'url', message: expect.stringContaining(timeSource.title) }],
  });
  const other = await create({ ...timeSource, url: 'https://time.com/other' });
  const edit = {
    negotiationId,
    id: other.id,
    seen: fingerprintOf({ ...timeSource, url: 'https://time.com/other' }),
  };
  const refused = editSource(base.database, theServer, { ...edit, fields: same }, noon);
  await expect(refused).rejects.toThrow(InvalidInput);
  const own = { negotiationId, id, seen: fingerprintOf(timeSource), fields: same };
  await editSource(base.database, theServer, own, noon);
  expect((await findSource(base.database.read, id))?.url).toBe(same.url);
});

test('a speaker stays with the same party', async () => {
  const { negotiationId, russia, ukraine } = ids;
  const fields = { party: russia, name: 'Vladimir Putin', role: 'President of Russia' };
  const { id } = await createSpeaker(base.database, theServer, { negotiationId, fields }, noon);
  const moved = { ...fields, party: ukraine, role: 'President' };
  const edit = { negotiationId, id, seen: fingerprintOf(fields), fields: moved };
  await editSpeaker(base.database, theServer, edit, noon);
  expect(await findSpeaker(base.database.read, id)).toEqual({
    id,
    ...fields,
    role: 'President',
    isClosed: false,
  });
});

test('only an admin creates a negotiation, and nothing can be created in one that is not there', async () => {
  const editor: Actor = { userId: null, role: 'editor' };
  const fields = { slug: 'grain', name: 'Grain talks', description: '' };
  await expect(createNegotiation(base.database, editor, { fields }, noon)).rejects.toThrow(NotPermitted);
  const twice = { fields: { ...fields, slug: 'russia-ukraine' } };
  await expect(createNegotiation(base.database, theServer, twice, noon)).rejects.toThrow(InvalidInput);
  const event = { negotiationId: 999, fields: { name: 'A summit', date: '2025', description: '' } };
  await expect(createEvent(base.database, theServer, event, noon)).rejects.toThrow(NotFound);
});
