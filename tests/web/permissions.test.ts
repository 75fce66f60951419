import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import type { Visitor } from '../support/visitor.js';

const people = ['visitor', 'contributor', 'editor', 'admin'] as const;
type Person = (typeof people)[number];

const everybody: readonly Person[] = people;
const signedIn: readonly Person[] = ['contributor', 'editor', 'admin'];
const editors: readonly Person[] = ['editor', 'admin'];
const admins: readonly Person[] = ['admin'];

const talks = '/negotiations/:negotiation';

/** Who gets past the door of each route. A new route without a line here fails. */
const doors: Readonly<Record<string, readonly Person[]>> = {
  'GET /': everybody,
  'GET /healthz': everybody,
  'GET /readyz': everybody,
  'GET /metrics': everybody,
  'GET /sign-in': everybody,
  'POST /sign-in': everybody,
  'POST /sign-out': everybody,
  'GET /set-up/:token': everybody,
  'POST /set-up/:token': everybody,
  'GET /desk': signedIn,
  ...form('/invitations/:token', everybody),
  'GET /account': signedIn,
  'POST /account/name': signedIn,
  'POST /account/password': signedIn,
  'POST /account/sessions/end': signedIn,
  ...form('/confirm', signedIn),
  'GET /audit': editors,
  'GET /people': admins,
  'POST /people/invitations': admins,
  'POST /people/invitations/:invitation/revoke': admins,
  'POST /people/:person/role': admins,
  'POST /people/:person/deactivate': admins,
  'POST /people/:person/reactivate': admins,
  'GET /negotiations/new': admins,
  'POST /negotiations': admins,
  ...form(`${talks}/edit`, admins),
  [`POST ${talks}/close`]: admins,
  [`POST ${talks}/reopen`]: admins,
  [`POST ${talks}/hide`]: admins,
  [`POST ${talks}/show`]: admins,
  ...closing('topics', admins),
  ...closing('parties', admins),
  ...closing('demands', admins),
  ...closing('speakers', editors),
  'GET /robots.txt': everybody,
  'GET /sitemap.xml': everybody,
  [`GET ${talks}.atom`]: everybody,
  [`GET ${talks}/parties/:party.atom`]: everybody,
  [`GET ${talks}/demands/:demand.atom`]: everybody,
  ...structure('topics', admins),
  ...structure('parties', admins),
  ...structure('demands', admins),
  ...structure('speakers', editors),
  ...structure('events', editors),
  ...structure('sources', editors),
  [`GET ${talks}/updates/new`]: editors,
  [`POST ${talks}/updates`]: editors,
  [`GET ${talks}/proposals`]: signedIn,
  [`POST ${talks}/proposals`]: signedIn,
  [`GET ${talks}/work-list`]: editors,
  ...form(`${talks}/imports`, editors),
  ...form(`${talks}/imports/:import`, editors),
  [`POST ${talks}/positions/:party/:demand/notes`]: editors,
  [`POST ${talks}/notes/:note/withdraw`]: editors,
  [`GET ${talks}/recent-changes`]: editors,
  [`GET ${talks}/proposals/new`]: signedIn,
  [`GET ${talks}/proposals/:proposal`]: signedIn,
  ...form(`${talks}/proposals/:proposal/review`, editors),
  [`POST ${talks}/proposals/:proposal/decline`]: editors,
  [`POST ${talks}/proposals/:proposal/withdraw`]: signedIn,
  ...form(`${talks}/records/:record/correct`, editors),
  ...form(`${talks}/records/:record/clarify`, editors),
  ...form(`${talks}/records/:record/corroborate`, editors),
  ...form(`${talks}/records/:record/deny`, editors),
  ...form(`${talks}/records/:record/retract`, editors),
  ...form(`${talks}/records/:record/restore`, editors),
  ...form(`${talks}/records/:record/remove`, admins),
  ...form(`${talks}/updates/:update/retract`, editors),
  ...form(`${talks}/updates/:update/restore`, editors),
  [`GET ${talks}`]: everybody,
  [`GET ${talks}/positions/:party/:demand`]: everybody,
  [`GET ${talks}/demands/:demand`]: everybody,
  [`GET ${talks}/parties/:party`]: everybody,
  [`GET ${talks}/updates`]: everybody,
  [`GET ${talks}/updates/:update`]: everybody,
  [`GET ${talks}/changes`]: everybody,
  [`GET ${talks}/timeline`]: everybody,
  [`GET ${talks}/search`]: everybody,
  'GET /embed/negotiations/:negotiation': everybody,
  'GET /embed/negotiations/:negotiation/positions/:party/:demand': everybody,
  [`GET ${talks}/compare`]: everybody,
  [`GET ${talks}/compare/:one/:other`]: everybody,
  [`GET ${talks}/corrections`]: everybody,
  [`GET ${talks}/sources`]: everybody,
  [`GET ${talks}/data`]: everybody,
  'GET /record-chain': everybody,
  'GET /record-chain/:sequence': everybody,
  'GET /record-chain/:sequence.json': everybody,
  ...table('/record-chain', everybody),
  ...table('/negotiations', everybody),
  ...table('/audit', editors),
  ...table(talks, everybody),
  ...table(`${talks}/recent-changes`, editors),
  ...table(`${talks}/matrix`, everybody),
  ...table(`${talks}/positions`, everybody),
  ...table(`${talks}/stances`, everybody),
  ...table(`${talks}/changes`, everybody),
  ...table(`${talks}/updates`, everybody),
  ...table(`${talks}/corrections`, everybody),
  ...table(`${talks}/sources`, everybody),
  ...table(`${talks}/demands`, everybody),
  ...table(`${talks}/parties`, everybody),
  ...table(`${talks}/speakers`, everybody),
  ...table(`${talks}/events`, everybody),
  ...table(`${talks}/positions/:party/:demand`, everybody),
  ...table(`${talks}/parties/:party`, everybody),
  ...table(`${talks}/demands/:demand`, everybody),
  ...table(`${talks}/compare/:one/:other`, everybody),
  ...table(`${talks}/timeline`, everybody),
  ...table(`${talks}/updates/:update`, everybody),
  ...table(`${talks}/search`, everybody),
  ...table(`${talks}/data`, everybody),
  ...table(`${talks}/methodology`, everybody),
  [`GET ${talks}/tables.zip`]: everybody,
  [`GET ${talks}/:file.csv-metadata.json`]: everybody,
  [`GET ${talks}/methodology`]: everybody,
};

/** What can be taken home, in either format. */
function table(path: string, who: readonly Person[]) {
  return { [`GET ${path}.csv`]: who, [`GET ${path}.json`]: who };
}

function closing(noun: string, who: readonly Person[]) {
  return { [`POST ${talks}/${noun}/:key/close`]: who, [`POST ${talks}/${noun}/:key/reopen`]: who };
}

function form(path: string, who: readonly Person[]) {
  return { [`GET ${path}`]: who, [`POST ${path}`]: who };
}

function structure(noun: string, who: readonly Person[]) {
  const list = noun === 'sources' ? `${talks}/sources/edit` : `${talks}/${noun}`;
  return {
    [`GET ${list}`]: who,
    [`GET ${talks}/${noun}/new`]: who,
    [`POST ${list}`]: who,
    [`GET ${talks}/${noun}/:key/edit`]: who,
    [`POST ${talks}/${noun}/:key/edit`]: who,
  };
}

const keys = {
  topics: 'nato',
  parties: 'russia',
  demands: 'crimea',
  speakers: '1',
  events: '1',
  sources: '1',
};

let application: Application;
let visitors: Record<Person, Visitor>;

beforeAll(async () => {
  application = await startApplication();
  visitors = {
    visitor: application.visitor(),
    contributor: await application.signedIn('contributor'),
    editor: await application.signedIn('editor'),
    admin: await application.signedIn('admin'),
  };
});

afterAll(() => application.stop());

test('every route has a line in the table, and every line a route', () => {
  expect([...application.routes].sort()).toEqual(Object.keys(doors).sort());
});

describe.each(Object.entries(doors))('%s', (route, who) => {
  const [method, pattern] = route.split(' ') as [string, string];
  const noun = /\/(\w+)\/:key/.exec(pattern)?.[1] as keyof typeof keys | undefined;
  const path = pattern
    .replace(':negotiation', 'russia-ukraine')
    .replace(':party', 'russia')
    .replace(':demand', 'crimea')
    .replace(':record', '25')
    .replace(':sequence', '25')
    .replace(':update', '1')
    .replace(':token', 'none')
    .replace(':invitation', '999')
    .replace(':person', '999')
    .replace(':one', 'russia')
    .replace(':other', 'ukraine')
    .replace(':proposal', '999')
    .replace(':note', '999')
    .replace(':import', '999')
    .replace(':key', noun ? keys[noun] : '');

  test.each(people)('%s', async (person) => {
    const visitor = visitors[person];
    const cookie = visitor.cookie;
    const { status, location } = method === 'GET' ? await visitor.get(path) : await visitor.post(path, {});
    if (route === 'POST /sign-out') visitors[person] = await signInAgain(person);
    else visitor.cookie = cookie;
    const isTurnedAway = status === 401 || status === 403 || location?.startsWith('/sign-in?next=') === true;
    expect({ person, isTurnedAway, status }).toEqual({ person, isTurnedAway: !who.includes(person), status });
    expect(status).toBeLessThan(500);
  });
});

async function signInAgain(person: Person): Promise<Visitor> {
  return person === 'visitor' ? application.visitor() : application.signedIn(person);
}
