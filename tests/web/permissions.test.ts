import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQuestion } from '../../src/actions/structure/create-question.js';
import { theServer } from '../../src/domain/people/actor.js';
import { type Application, startApplication } from '../support/application.js';
import type { Answer, Visitor } from '../support/visitor.js';

const people = ['visitor', 'contributor', 'editor', 'admin'] as const;
type Person = (typeof people)[number];

const everybody: readonly Person[] = people;
const signedIn: readonly Person[] = ['contributor', 'editor', 'admin'];
const editors: readonly Person[] = ['editor', 'admin'];
const admins: readonly Person[] = ['admin'];

const talks = '/negotiations/:negotiation';

/** Who may use each route. A new route without a line here fails. */
const doors: Readonly<Record<string, readonly Person[]>> = {
  'GET /': everybody,
  'GET /about': everybody,
  'GET /healthz': everybody,
  'GET /readyz': everybody,
  'GET /metrics': everybody,
  'GET /sign-in': everybody,
  'POST /sign-in': everybody,
  'POST /sign-out': everybody,
  'GET /set-up/:token': everybody,
  'POST /set-up/:token': everybody,
  'GET /desk': signedIn,
  'GET /drafts': signedIn,
  'POST /drafts/:draft/discard': signedIn,
  'POST /drafts/:draft/restore': signedIn,
  ...form('/invitations/:token', everybody),
  'GET /account': signedIn,
  'POST /account/name': signedIn,
  'POST /account/password': signedIn,
  'POST /account/sessions/end': signedIn,
  ...form('/confirm', signedIn),
  'GET /audit': editors,
  'GET /people': admins,
  'POST /people/invitations': admins,
  ...form('/people/invitations/:invitation/revoke', admins),
  ...form('/people/:person/role', admins),
  ...form('/people/:person/deactivate', admins),
  'POST /people/:person/reactivate': admins,
  'GET /negotiations/new': admins,
  'POST /negotiations': admins,
  ...form(`${talks}/edit`, admins),
  ...form(`${talks}/close`, admins),
  [`POST ${talks}/reopen`]: admins,
  ...form(`${talks}/hide`, admins),
  ...form(`${talks}/show`, admins),
  ...closing('topics', admins),
  ...closing('parties', admins),
  ...closing('demands', admins),
  ...closing('questions', admins),
  ...closing('speakers', editors),
  'GET /robots.txt': everybody,
  'GET /sitemap.xml': everybody,
  [`GET ${talks}.atom`]: everybody,
  [`GET ${talks}/releases/:release/:file`]: everybody,
  [`GET ${talks}/parties/:party.atom`]: everybody,
  [`GET ${talks}/demands/:demand.atom`]: everybody,
  [`GET ${talks}/topics/:topic.atom`]: everybody,
  'GET /c/:link/*page': everybody,
  // Whoever has made one may change it until its first stance; these are the server’s.
  ...structure('topics', editors, admins),
  ...structure('parties', editors, admins),
  ...structure('demands', editors, admins),
  ...structure('questions', editors, admins),
  ...form(`${talks}/lists`, editors),
  ...form(`${talks}/questions/:question/join`, editors),
  ...form(`${talks}/questions/:question/leave/:demand`, admins),
  ...own('briefings', 'clarify'),
  ...own('reservations', 'withdraw'),
  ...form(`${talks}/reservations/:record/retract-withdrawal`, editors),
  ...form(`${talks}/reservations/:record/restore-withdrawal`, editors),
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
  [`GET ${talks}/imports/:import/discard`]: editors,
  [`GET ${talks}/imports/template.csv`]: everybody,
  ...table(`${talks}/imports/:import/verdicts`, editors),
  [`POST ${talks}/positions/:party/:demand/notes`]: editors,
  ...form(`${talks}/notes/:note/withdraw`, editors),
  [`GET ${talks}/recent-changes`]: editors,
  [`GET ${talks}/proposals/new`]: signedIn,
  [`GET ${talks}/proposals/:proposal`]: signedIn,
  ...form(`${talks}/proposals/:proposal/review`, editors),
  [`POST ${talks}/proposals/:proposal/decline`]: editors,
  [`POST ${talks}/proposals/:proposal/send-back`]: editors,
  ...form(`${talks}/proposals/:proposal/withdraw`, signedIn),
  ...form(`${talks}/records/:record/correct`, editors),
  ...form(`${talks}/records/:record/propose-correction`, signedIn),
  ...form(`${talks}/records/:record/clarify`, editors),
  ...form(`${talks}/records/:record/corroborate`, editors),
  ...form(`${talks}/records/:record/deny`, editors),
  ...form(`${talks}/records/:record/retract`, editors),
  ...form(`${talks}/records/:record/restore`, editors),
  ...form(`${talks}/records/:record/remove`, admins),
  ...form(`${talks}/records/:record/entries/:entry/clarify`, editors),
  ...form(`${talks}/records/:record/entries/:entry/retract`, editors),
  ...form(`${talks}/records/:record/entries/:entry/restore`, editors),
  ...form('/record-chain/:sequence/remove', admins),
  ...form(`${talks}/updates/:update/clarify`, editors),
  ...form(`${talks}/updates/:update/correct`, editors),
  ...form(`${talks}/demands/:demand/clarify`, editors),
  ...form(`${talks}/demands/:demand/needs`, editors),
  ...form(`${talks}/demands/:demand/outcome`, editors),
  ...form(`${talks}/demands/:demand/outcomes/:record/correct`, editors),
  ...form(`${talks}/demands/:demand/outcomes/:record/retract`, editors),
  ...form(`${talks}/demands/:demand/outcomes/:record/restore`, editors),
  ...form(`${talks}/demands/:demand/outcomes/:record/compliance`, editors),
  ...form(`${talks}/compliance/:record/correct`, editors),
  ...form(`${talks}/compliance/:record/retract`, editors),
  ...form(`${talks}/compliance/:record/restore`, editors),
  ...form(`${talks}/updates/:update/retract`, editors),
  ...form(`${talks}/updates/:update/restore`, editors),
  [`GET ${talks}`]: everybody,
  [`GET ${talks}/positions/:party/:demand`]: everybody,
  [`GET ${talks}/demands/:demand`]: everybody,
  [`GET ${talks}/questions`]: everybody,
  [`GET ${talks}/questions/:question`]: everybody,
  [`GET ${talks}/briefings`]: everybody,
  [`GET ${talks}/reservations`]: everybody,
  [`GET ${talks}/parties/:party`]: everybody,
  [`GET ${talks}/updates`]: everybody,
  [`GET ${talks}/updates/:update`]: everybody,
  [`GET ${talks}/stand`]: everybody,
  [`GET ${talks}/changes`]: everybody,
  [`GET ${talks}/evidence`]: everybody,
  [`GET ${talks}/timeline`]: everybody,
  [`GET ${talks}/search`]: everybody,
  'GET /negotiations/:negotiation/positions/:party/:demand/card': everybody,
  'GET /embed/negotiations/:negotiation': everybody,
  'GET /embed/negotiations/:negotiation/positions/:party/:demand': everybody,
  'GET /embed/negotiations/:negotiation/stand': everybody,
  'GET /embed/negotiations/:negotiation/timeline': everybody,
  'GET /embed/negotiations/:negotiation/demands/:demand': everybody,
  'GET /embed/negotiations/:negotiation/questions/:question': everybody,
  [`GET ${talks}/alignment`]: everybody,
  [`GET ${talks}/conditions`]: everybody,
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
  ...table(`${talks}/alignment`, everybody),
  ...table(`${talks}/conditions`, everybody),
  ...table(`${talks}/questions`, everybody),
  ...table(`${talks}/briefings`, everybody),
  ...table(`${talks}/reservations`, everybody),
  ...table(`${talks}/compliance`, everybody),
  ...table(`${talks}/evidence`, everybody),
  ...table(`${talks}/shares`, everybody),
  ...table(`${talks}/stand`, everybody),
  ...table(`${talks}/counts`, everybody),
  ...table(`${talks}/positions/:party/:demand`, everybody),
  ...table(`${talks}/parties/:party`, everybody),
  ...table(`${talks}/demands/:demand`, everybody),
  ...table(`${talks}/questions/:question`, everybody),
  ...table(`${talks}/compare/:one/:other`, everybody),
  ...table(`${talks}/timeline`, everybody),
  ...table(`${talks}/updates/:update`, everybody),
  ...table(`${talks}/search`, everybody),
  ...table(`${talks}/data`, everybody),
  ...table(`${talks}/methodology`, everybody),
  ...picture(`${talks}/matrix`),
  ...picture(`${talks}/stand`),
  ...picture(`${talks}/timeline`),
  ...picture(`${talks}/alignment`),
  ...picture(`${talks}/questions/:question`),
  ...picture('/about'),
  ...picture(`${talks}/demands/:demand`),
  ...picture(`${talks}/positions/:party/:demand`),
  [`GET ${talks}/tables.zip`]: everybody,
  [`GET ${talks}/tables.xlsx`]: everybody,
  [`GET ${talks}/data.db`]: everybody,
  [`GET ${talks}/datapackage.json`]: everybody,
  [`GET ${talks}/CITATION.cff`]: everybody,
  [`GET ${talks}/methodology`]: everybody,
};

/** What can be downloaded, in each format, and what describes it. */
function table(path: string, who: readonly Person[]) {
  const endings = ['csv', 'json', 'xlsx', 'csv-metadata.json'];
  return Object.fromEntries(endings.map((ending) => [`GET ${path}.${ending}`, who]));
}

/** What everybody may take along from a page. */
function picture(path: string) {
  return { [`GET ${path}.svg`]: everybody, [`GET ${path}.png`]: everybody };
}

function closing(noun: string, who: readonly Person[]) {
  return { ...form(`${talks}/${noun}/:key/close`, who), [`POST ${talks}/${noun}/:key/reopen`]: who };
}

function own(noun: string, act: string) {
  const record = `${talks}/${noun}/:record`;
  return {
    [`GET ${talks}/${noun}/new`]: editors,
    [`POST ${talks}/${noun}`]: editors,
    ...form(`${record}/${act}`, editors),
    ...form(`${record}/retract`, editors),
    ...form(`${record}/restore`, editors),
  };
}

function form(path: string, who: readonly Person[]) {
  return { [`GET ${path}`]: who, [`POST ${path}`]: who };
}

function structure(noun: string, who: readonly Person[], mayChange = who) {
  const lists: Readonly<Record<string, string>> = { sources: 'sources/edit', questions: 'lists/questions' };
  const list = `${talks}/${lists[noun] ?? noun}`;
  return {
    [`GET ${list}`]: who,
    [`GET ${talks}/${noun}/new`]: who,
    [`POST ${list}`]: who,
    [`GET ${talks}/${noun}/:key/edit`]: mayChange,
    [`POST ${talks}/${noun}/:key/edit`]: mayChange,
  };
}

const keys = {
  topics: 'nato',
  parties: 'russia',
  demands: 'crimea',
  questions: 'forces',
  speakers: '1',
  events: '1',
  sources: '1',
};

let application: Application;
let visitors: Record<Person, Visitor>;

beforeAll(async () => {
  application = await startApplication();
  const fields = { topic: 1, slug: 'forces', wording: 'How large may they be?', unit: null };
  await createQuestion(application.database, theServer, { negotiationId: 1, fields }, application.time.now);
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

/** A path of the route in the example data, or one that leads to nothing. */
function pathOf(pattern: string): string {
  const noun = /\/(\w+)\/:key/.exec(pattern)?.[1] as keyof typeof keys | undefined;
  return pattern
    .replace(':negotiation', 'russia-ukraine')
    .replace(':party', 'russia')
    .replace(':demand', 'crimea')
    .replace(':question', 'forces')
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
    .replace(':file', 'stances')
    .replace(':link', 'none')
    .replace(':topic', 'nato')
    .replace(':key', noun ? keys[noun] : '');
}

const isTurnedAway = ({ status, location }: Answer) =>
  status === 401 || status === 403 || location?.startsWith('/sign-in?next=') === true;

describe.each(Object.entries(doors))('%s', (route, who) => {
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pathOf(pattern);

  test.each(people)('%s', async (person) => {
    const visitor = visitors[person];
    const cookie = visitor.cookie;
    const answer = method === 'GET' ? await visitor.get(path) : await visitor.post(path, {});
    const { status } = answer;
    if (route === 'POST /sign-out') visitors[person] = await signInAgain(person);
    else visitor.cookie = cookie;
    const refused = isTurnedAway(answer);
    expect({ person, refused, status }).toEqual({ person, refused: !who.includes(person), status });
    expect(status).toBeLessThan(500);
  });
});

async function signInAgain(person: Person): Promise<Visitor> {
  return person === 'visitor' ? application.visitor() : application.signedIn(person);
}

/** The paths of the routes of a method that not everybody may use, or that everybody may. */
function pathsOf(method: string, isOpen: boolean): string[] {
  const routes = Object.entries(doors).filter(([, who]) => who.includes('visitor') === isOpen);
  return routes
    .filter(([route]) => route.startsWith(`${method} `))
    .map(([route]) => pathOf(route.split(' ')[1] as string));
}

/** The paths that somebody is not turned away from. */
async function openTo(paths: readonly string[], ask: (path: string) => Promise<Answer>): Promise<string[]> {
  const open: string[] = [];
  for (const path of paths) if (!isTurnedAway(await ask(path))) open.push(path);
  return open;
}

describe('what is closed to visitors', () => {
  test('is closed to HEAD as well', async () => {
    const head = (path: string) => application.visitor().send(path, { method: 'HEAD' });
    expect(await openTo(pathsOf('GET', false), head)).toEqual([]);
  });

  test('is closed under every other spelling of its path', async () => {
    const spellings = pathsOf('GET', false).flatMap((path) => [`${path}/`, path.toUpperCase(), `/${path}`]);
    const answers = await Promise.all(spellings.map((path) => application.visitor().get(path)));
    const open = spellings.filter((_, index) => {
      const answer = answers[index] as Answer;
      return !isTurnedAway(answer) && answer.status !== 404;
    });
    expect(open).toEqual([]);
  });

  test('is closed to a session whose person was deactivated, and to one that has ended', async () => {
    const [gone, old] = [await application.signedIn('admin'), await application.signedIn('admin')];
    const newest = await application.database.read.user.findMany({ orderBy: { id: 'desc' }, take: 2 });
    const [last, former] = newest.map(({ id }) => id) as [number, number];
    await application.database.write(async (tx) => {
      const deactivatedAt = application.time.now;
      await tx.user.update({ where: { id: former }, data: { deactivatedAt } });
      await tx.session.deleteMany({ where: { userId: last } });
    });
    for (const visitor of [gone, old]) {
      expect(await openTo(pathsOf('GET', false), (path) => visitor.get(path))).toEqual([]);
      expect(await openTo(pathsOf('POST', false), (path) => visitor.postBare(path, {}))).toEqual([]);
    }
  });
});

test('no route answers any other method, whoever asks', async () => {
  const paths = [...new Set([...pathsOf('GET', true), ...pathsOf('GET', false), ...pathsOf('POST', false)])];
  for (const method of ['PUT', 'DELETE']) {
    const answers = await Promise.all(paths.map((path) => visitors.admin.send(path, { method })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([405]));
  }
});

test('a hidden negotiation is not there for visitors, under any route', async () => {
  await visitors.admin.post('/negotiations/russia-ukraine/hide', {});
  const paths = pathsOf('GET', true).filter((path) => path.includes('/negotiations/russia-ukraine'));
  expect(paths.length).toBeGreaterThan(50);
  const answers = await Promise.all(paths.map((path) => application.visitor().get(path)));
  expect(paths.filter((_, index) => answers[index]?.status !== 404)).toEqual([]);
  expect(answers.filter(({ text }) => text.includes('Crimea'))).toEqual([]);
  await visitors.admin.post('/negotiations/russia-ukraine/show', {});
});
