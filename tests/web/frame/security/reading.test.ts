import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import { filesOfZip } from '../../../support/zip.js';

const talks = '/negotiations/russia-ukraine';
const secret = 'zanzibar';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

/** Every GET route, with what the example data has in its places. */
function readPaths(): string[] {
  const places: Record<string, string> = {
    negotiation: 'russia-ukraine',
    party: 'ukraine',
    demand: 'crimea',
    topic: 'nato',
    one: 'russia',
    other: 'ukraine',
    record: '46',
    file: 'stances',
  };
  return application.routes
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice(4).replace(/:(\w+)/g, (_, name: string) => places[name] ?? '1'));
}

test('no GET changes anything', async () => {
  const admin = await application.signedIn('admin');
  const { read, stateNumber } = application.database;
  const present = async () => [
    await stateNumber(),
    await read.auditEntry.count(),
    await read.draft.count(),
    await read.session.count(),
    await read.invitation.count(),
    await read.signInThrottle.count(),
  ];
  const before = await present();
  const answers = await Promise.all(readPaths().map((path) => admin.get(path)));
  expect(answers.length).toBeGreaterThan(80);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(50);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  expect(await present()).toEqual(before);
});

test('readers see nowhere who recorded something, nor what is for the desk only', async () => {
  const editor = await application.signedIn('editor');
  const { id } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await application.database.write((tx) => tx.user.update({ where: { id }, data: { signInName: secret } }));
  const ids = await idsOf(application);
  expect((await editor.post(`${talks}/updates`, soundUpdate(ids))).status).toBe(303);
  const [last] = await application.database.read.stance.findMany({ orderBy: { sequence: 'desc' }, take: 1 });
  const reason = 'The day was given wrongly.';
  expect((await editor.post(`${talks}/records/${last?.sequence}/retract`, { reason })).status).toBe(303);
  const note = { note: `Ask ${secret} again` };
  expect((await editor.post(`${talks}/positions/ukraine/crimea/notes`, note)).status).toBe(303);
  const draft = soundUpdate(ids, { do: 'save', headline: `The draft of ${secret}` });
  expect((await editor.post(`${talks}/updates`, draft)).status).toBe(200);
  expect((await editor.get(`${talks}/positions/ukraine/crimea`)).text).toContain(secret);

  const reader = application.visitor();
  for (const path of [...readPaths(), `${talks}/search?q=${secret.slice(0, 4)}`]) {
    const { text, headers } = await reader.get(path);
    expect([path, text.includes(secret), [...headers.values()].join().includes(secret)]).toEqual([
      path,
      false,
      false,
    ]);
  }
  const zip = await fetch(`${application.address}${talks}/tables.zip`);
  const files = await filesOfZip(Buffer.from(await zip.arrayBuffer()));
  expect(JSON.stringify(files)).not.toContain(secret);
  expect(JSON.stringify(files)).toContain(reason);
});
