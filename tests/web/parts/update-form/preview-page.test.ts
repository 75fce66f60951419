import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const send = (fields: Fields) => editor.post(`${talks}/updates`, fields);

describe('the preview', () => {
  const preview = (changes: Fields = {}) =>
    editor.press(`${talks}/updates`, soundUpdate(ids, { do: 'preview', ...changes }));
  const plain = ({ text }: Answer) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  test('shows each cell before and after, publishes nothing, and is there again after a reload', async () => {
    const fields = soundUpdate(ids, {
      'stances.0.position': 'favours',
      'stances.0.quote': 'We are ready to talk.',
      do: 'preview',
    });
    const { status, location } = await send(fields);
    expect({ status, location }).toEqual({
      status: 303,
      location: `${talks}/updates/new?draft=${String(fields.key)}&preview=1`,
    });
    for (const _reload of [1, 2]) {
      const page = await editor.get(location as string);
      expect(plain(page)).toContain('Rejects → Favours Reversed');
      expect(page.text).toContain('nothing is published yet');
      expect(page.text).not.toContain('class="warning"');
    }
    expect(await application.database.read.update.count()).toBe(5);
  });

  test('asks about an agency that stands in two stances of different sources', async () => {
    const page = await preview({
      'stances.0.citations.0.firstReportedBy': 'TASS',
      'sources.1.outlet': 'Interfax',
      'sources.1.title': 'Moscow answers',
      'stances.1.party': ids.party('russia'),
      'stances.1.demand': ids.demand('crimea'),
      'stances.1.position': 'demands',
      'stances.1.attribution': 'background',
      'stances.1.date': '2025-08-20',
      'stances.1.summary': 'An official asks for it.',
      'stances.1.citations.0.source': '1',
      'stances.1.citations.0.firstReportedBy': 'TASS',
    });
    expect(plain(page)).toMatch(
      /First reported by “.?TASS.?”, as in the stance above, which has another source\./,
    );
  });

  test('publishes what it shows, once', async () => {
    const page = await preview();
    const names = [...page.text.matchAll(/<input type="hidden" name="([^"]+)"/g)].map(([, name]) => name);
    const fields = Object.fromEntries(
      names.filter((name) => name !== 'csrf').map((name) => [name, fieldIn(page, name as string) ?? '']),
    );
    const answers = [await send({ ...fields, do: 'publish' }), await send({ ...fields, do: 'publish' })];
    expect(answers.map(({ location }) => location)).toEqual([`${talks}/updates/6`, `${talks}/updates/6`]);
  });

  test.each<[string, Fields, string]>([
    ['the same position', {}, 'The same position as now: readers will see it as reaffirmed.'],
    ['an older day', { 'stances.0.date': '2025-08-01' }, 'Older than what stands, which is of 9 August 2025'],
    [
      'weaker evidence',
      { 'stances.0.position': 'reluctant', 'stances.0.attribution': 'background' },
      'Reported, while what stands is on the record: it stands beside it.',
    ],
    ['no quote', {}, 'No quote: readers cannot compare the words.'],
  ])('warns of %s, and lets it pass', async (_what, changes, warning) => {
    const page = await preview(changes);
    expect(page.status).toBe(200);
    expect(page.text).toContain(warning);
    expect((await send(soundUpdate(ids, changes))).status).toBe(303);
  });

  test('names the updates that cite the same source', async () => {
    await send(soundUpdate(ids));
    const page = await preview({ 'sources.0.url': 'https://EXAMPLE.org/report#again' });
    expect(plain(page)).toContain('This source was logged before: Kyiv repeats its answer on Crimea');
  });

  test.each([
    ['earlier first', ['2025-08-18', 'demands'], ['2025-08-20', 'rejects']],
    ['later first', ['2025-08-20', 'rejects'], ['2025-08-18', 'demands']],
  ])('shows of two stances on one cell the later after the earlier: %s', async (_order, ...typed) => {
    const rows = typed.map(([date, position], index): Fields => {
      const fields: Fields = {
        ...{ party: ids.party('united-kingdom'), demand: ids.demand('crimea'), date: date as string },
        ...{ position: position as string, attribution: 'on_record_principal', 'citations.0.source': '0' },
      };
      return Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [`stances.${index}.${name}`, value]),
      );
    });
    const page = plain(await preview(Object.assign({}, ...rows)));
    expect(page).toContain('Not yet assessed → Demands First recorded');
    expect(page).toContain('Demands → Rejects Reversed');
  });

  test('shows the form again where it could not be published', async () => {
    const page = await preview({ 'stances.0.position': 'conditional' });
    expect(page.status).toBe(422);
    expect(fieldIn(page, 'headline')).toBe('Kyiv repeats its answer on Crimea');
  });
});
