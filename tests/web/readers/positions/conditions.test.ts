import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { errorAt, fieldIn, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterAll(() => application.stop());

async function publish(fields: Fields) {
  return admin.post(`${talks}/updates`, soundUpdate(await idsOf(application), fields));
}

async function said(path: string): Promise<string> {
  const { text } = await application.visitor().get(path);
  return text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test('a position waits for another demand, which is then agreed, renamed and still named', async () => {
  const waiting = { 'stances.0.position': 'accepts', 'stances.0.agreedFirst': 'cede-territory elections' };
  const refused = await publish(waiting);
  expect(refused.status).toBe(422);
  expect(errorAt(refused, 'stances.0.agreedFirst')).toContain('There is no demand “elections” here.');
  expect(fieldIn(refused, 'stances.0.agreedFirst')).toBe('cede-territory elections');

  const priority = { 'stances.0.declaredPriority': 'high', 'stances.0.quote': 'One of our priorities' };
  const sound = await publish({ ...waiting, 'stances.0.agreedFirst': 'cede-territory', ...priority });
  expect(sound.status).toBe(303);
  const position = `${talks}/positions/ukraine/crimea`;
  const [before] = [await said(position)];
  expect(before).toContain('Only if agreed first Ukraine cedes territory to Russia as part of a deal');
  expect(before).toContain(
    'Depends on “Ukraine cedes territory to Russia as part of a deal” agreed first — not met (open)',
  );
  expect(before).toContain('Declared priority called one of its priorities');
  const rows = await csvRows(application, `${talks}/positions.csv`);
  expect(rows.find((row) => row.party_slug === 'ukraine' && row.demand_slug === 'crimea')).toMatchObject({
    agreed_first: 'cede-territory',
    agreed_first_names: 'Ukraine cedes territory to Russia as part of a deal',
    dropped_first: '',
    dropped_first_names: '',
    declared_priority: 'high',
    conditions_met: '',
    conditions_not_met: 'cede-territory',
  });
  const depends =
    'Depends on “Ukraine cedes territory to Russia as part of a deal” agreed first — not met (open)';
  for (const page of ['demands/crimea', 'parties/ukraine'])
    expect(await said(`${talks}/${page}`)).toContain(depends);

  const ids = await idsOf(application);
  for (const party of ['russia', 'ukraine'])
    await publish({
      'stances.0.party': ids.party(party),
      'stances.0.demand': ids.demand('cede-territory'),
      'stances.0.position': 'agreed',
      'stances.0.date': '2025-08-21',
      'stances.0.quote': 'It is signed.',
    });
  const met = async (path: string) => {
    const found = await csvRows(application, path);
    const row = found.find((each) => each.party_slug === 'ukraine' && each.demand_slug === 'crimea');
    return [row?.conditions_met, row?.conditions_not_met];
  };
  expect(await met(`${talks}/positions.csv`)).toEqual(['cede-territory', '']);
  expect(await met(`${talks}/positions.csv?as_of=2025-08-20`)).toEqual(['', 'cede-territory']);
  expect(await said(position)).toContain('agreed first — met (settled in words)');
  expect(await said(`${position}?as_of=2025-08-20`)).toContain('agreed first — not met (open)');

  const edit = `${talks}/demands/cede-territory/edit`;
  const form = await admin.get(edit);
  const kept = ['proposition', 'topic', 'order', 'otherAddressees', 'seen'];
  const fields = Object.fromEntries(kept.map((name) => [name, fieldIn(form, name) ?? '']));
  const sides = { raisers: [ids.party('russia')], addressees: [ids.party('ukraine')] };
  expect((await admin.post(edit, { ...fields, ...sides, slug: 'territory-deal' })).status).toBe(303);
  expect(await said(position)).toContain(
    '“Ukraine cedes territory to Russia as part of a deal” agreed first — met',
  );
});
