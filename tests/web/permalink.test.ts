import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { idsOf, soundUpdate } from '../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
const eve = '?as_of=2025-08-14&known_at=2025-08-20T12:00:01Z';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('the permalinks of the eve of the summit give the same bytes after ten later updates, acts and new structure', async () => {
  const paths = [
    `${talks}${eve}`,
    `${talks}${eve}&evidence=on_record&since=2025-08-09`,
    `${talks}${eve}&party=russia&position=demands`,
    `${talks}/positions/russia/crimea${eve}`,
    `${talks}/demands/crimea${eve}`,
    `${talks}/parties/russia${eve}`,
    `${talks}/compare/russia/ukraine${eve}`,
    `${talks}/timeline${eve}`,
    `${talks}/changes?from=2025-08-09&to=2025-08-14&known_at=2025-08-20T12:00:01Z`,
    `${talks}/corrections${eve}`,
    `${talks}/search${eve}&q=crimea`,
    `${talks}/matrix.csv${eve}`,
    `${talks}/positions.csv${eve}`,
    `${talks}/stances.csv${eve}`,
    `/embed${talks}${eve}`,
  ];
  const bytes = async () => {
    const answers = await Promise.all(paths.map((path) => application.visitor().get(path)));
    return answers.map(({ status, text }, index) => [paths[index], status, text]);
  };
  const before = await bytes();
  expect(before.map(([, status]) => status)).toEqual(paths.map(() => 200));

  const admin = await application.signedIn('admin');
  const ids = await idsOf(application);
  for (let update = 0; update < 10; update += 1) {
    application.time.now = new Date(Date.UTC(2025, 7, 21, 10, update));
    const stance = {
      'stances.0.position': update % 2 === 0 ? 'favours' : 'rejects',
      'stances.0.date': '2025-08-12',
    };
    const headline = `Update ${update} on Crimea`;
    const { status } = await admin.post(`${talks}/updates`, soundUpdate(ids, { ...stance, headline }));
    expect(status).toBe(303);
  }
  const reason = 'The outlet has withdrawn its report.';
  expect((await admin.post(`${talks}/records/38/retract`, { reason })).status).toBe(303);
  const event = { name: 'The delegations meet again', date: '2025-08-13', description: '' };
  expect((await admin.post(`${talks}/events`, event)).status).toBe(303);
  const topic = { name: 'Prisoners of war', slug: '', order: '9' };
  expect((await admin.post(`${talks}/topics`, topic)).status).toBe(303);
  const party = { name: 'Türkiye', slug: '', kind: 'state', role: 'mediator', order: '6' };
  expect((await admin.post(`${talks}/parties`, party)).status).toBe(303);
  application.time.now = new Date('2025-08-21T12:00:00Z');

  expect(await bytes()).toEqual(before);
});
