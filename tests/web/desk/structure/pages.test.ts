import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, idsOf, soundUpdate } from '../../../support/update-form.js';
import { csvRows } from '../../../support/csv-rows.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

/** A new noun of each kind, where it is listed, and what the list then says. */
const newOnes: [string, string, Fields, string][] = [
  ['topics', `${talks}/topics`, { name: 'Prisoners of war', slug: '', order: '9' }, 'prisoners-of-war'],
  [
    'parties',
    `${talks}/parties`,
    { name: 'Türkiye', slug: '', kind: 'state', role: 'mediator', order: '6' },
    'State · Mediator · turkiye',
  ],
  [
    'demands',
    `${talks}/demands`,
    {
      proposition: 'All prisoners of war are exchanged',
      slug: 'prisoner-exchange',
      topic: '1',
      raisers: ['2'],
      addressees: ['1'],
      otherAddressees: '',
      order: '9',
    },
    'prisoner-exchange',
  ],
  [
    'speakers',
    `${talks}/speakers`,
    { party: '2', name: 'Andrii Sybiha', role: 'Foreign Minister of Ukraine' },
    'Foreign Minister',
  ],
  [
    'events',
    `${talks}/events`,
    { name: 'Leaders meet in Washington', date: '2025-08-18', description: '' },
    '18 August 2025',
  ],
  [
    'sources',
    `${talks}/sources/edit`,
    { outlet: 'Reuters', title: 'A report', url: 'https://example.org/a', publishedDate: '2025-08-19' },
    'Reuters · 19 Aug 2025',
  ],
];

describe.each(newOnes)('%s', (noun, list, fields, said) => {
  test('are listed, created and edited', async () => {
    const form = await admin.get(`${talks}/${noun}/new`);
    expect(form.status).toBe(200);
    const created = await admin.post(list, fields);
    expect([created.status, created.location?.split('#')[0]]).toEqual([303, list]);
    const listed = await admin.get(list);
    expect(listed.text).toContain(said);
    const row = created.location?.split('#')[1] as string;
    const edit = new RegExp(`id="${row}"[\\s\\S]*?href="([^"]+/edit)"`).exec(listed.text)?.[1] as string;
    const opened = await admin.get(edit);
    const name = Object.keys(fields)[0] as string;
    expect(fieldIn(opened, name)).toBe(fields[name]);
    const changed = { ...present(opened, fields), seen: fieldIn(opened, 'seen') as string, ...order(opened) };
    expect((await admin.post(edit, changed)).status).toBe(303);
    const audit = await application.database.read.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 2 });
    const word = noun === 'parties' ? 'party' : noun.slice(0, -1);
    expect(audit.map(({ action }) => action)).toEqual([`edit_${word}`, `create_${word}`]);
  });

  test('with nothing filled in are refused at their fields', async () => {
    const page = await admin.post(list, {});
    expect(page.status).toBe(422);
    expect(page.text).toContain('There is something to mend');
    const first = /href="#field-([\w.]+)"/.exec(page.text)?.[1] as string;
    expect(errorAt(page, first)).not.toBeNull();
  });
});

/** The form's fields as they stand; ticked boxes as they were sent. */
function present(page: Answer, fields: Fields): Record<string, string | readonly string[]> {
  const entries = Object.entries(fields).map(([name, sent]) => {
    return [name, typeof sent === 'string' ? (fieldIn(page, name) ?? sent) : sent] as const;
  });
  return Object.fromEntries(entries);
}

/** A change to whichever of these fields the form has. */
function order(page: Answer): Record<string, string> {
  if (fieldIn(page, 'order') !== null) return { order: '12' };
  if (fieldIn(page, 'role') !== null) return { role: 'Minister' };
  return fieldIn(page, 'date') === null ? { title: 'A better title' } : { date: '2025-08' };
}

test('an edit of what somebody else has changed is refused once, with what stands now at its field', async () => {
  const path = `${talks}/topics/nato/edit`;
  const form = await admin.get(path);
  const seen = fieldIn(form, 'seen') as string;
  const mine = { name: 'NATO membership', slug: 'nato', order: '2', seen };
  const other = await application.signedIn('admin');
  await other.post(path, { ...mine, name: 'The Alliance' });
  const page = await admin.post(path, mine);
  expect(page.status).toBe(409);
  expect(fieldIn(page, 'name')).toBe('NATO membership');
  expect(page.text).toContain('Stands now: The Alliance');
  const again = await admin.post(path, { ...mine, seen: fieldIn(page, 'seen') as string });
  expect(again.status).toBe(303);
});

test('principals stand before all other parties, whatever their order', async () => {
  const own = await startApplication();
  const fields = { name: 'Belarus', slug: 'belarus', kind: 'state', role: 'principal', order: '99' };
  const created = await (await own.signedIn('admin')).post(`${talks}/parties`, fields);
  expect(created.status).toBe(303);
  const [header] = (await own.visitor().get(`${talks}/matrix.csv`)).text.split('\r\n');
  expect(header?.split(',').slice(3)).toEqual([
    ...['russia', 'ukraine', 'belarus'],
    ...['united-states', 'european-union', 'united-kingdom'],
  ]);
  await own.stop();
});

test('a second demand with the same words is questioned, and created if it is meant', async () => {
  const { read } = application.database;
  const { topicId, proposition } = await read.demand.findFirstOrThrow({ where: { slug: 'crimea' } });
  const idOf = async (slug: string) => String((await read.party.findFirstOrThrow({ where: { slug } })).id);
  const fields = {
    proposition: ` ${proposition.toUpperCase()}`,
    slug: 'crimea-again',
    topic: String(topicId),
    raisers: await idOf('russia'),
    addressees: await idOf('ukraine'),
    order: '90',
  };
  const asked = await admin.post(`${talks}/demands`, fields);
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('is a demand already.');
  expect(asked.text).toContain('Create a second demand with these words');
  expect((await admin.get(`${talks}/demands/new`)).text).not.toContain('The same words again');
  expect((await admin.post(`${talks}/demands`, { ...fields, second: '1' })).status).toBe(303);
});

test('words of another demand are questioned in an edit too, but only if they are new there', async () => {
  const { read } = application.database;
  const { topicId, proposition } = await read.demand.findFirstOrThrow({ where: { slug: 'crimea' } });
  const idOf = async (slug: string) => String((await read.party.findFirstOrThrow({ where: { slug } })).id);
  const fields = {
    proposition: 'Ukraine holds a referendum on Crimea',
    slug: 'referendum',
    topic: String(topicId),
    raisers: await idOf('russia'),
    addressees: await idOf('ukraine'),
    order: '91',
  };
  expect((await admin.post(`${talks}/demands`, fields)).status).toBe(303);
  const path = `${talks}/demands/referendum/edit`;
  const edit = async (changes: Fields) => {
    const seen = fieldIn(await admin.get(path), 'seen') as string;
    return admin.post(path, { ...fields, ...changes, seen });
  };
  const asked = await edit({ proposition: proposition.toUpperCase() });
  expect(asked.status).toBe(422);
  expect(asked.text).toContain(`“${proposition}” is a demand already.`);
  expect(asked.text).toContain('Give this demand the same words');
  expect((await edit({ proposition: proposition.toUpperCase(), second: '1' })).status).toBe(303);
  expect((await edit({ proposition: proposition.toUpperCase(), order: '92' })).status).toBe(303);
});

test('a proposition is frozen by its first stance', async () => {
  const form = await admin.get(`${talks}/demands/crimea/edit`);
  expect(form.text).toMatch(/<textarea id="field-proposition"[^>]* readonly/);
  const fields = {
    proposition: 'Ukraine gives up Crimea',
    slug: 'crimea',
    topic: fieldIn(form, 'topic') as string,
    raisers: ['1'],
    addressees: ['2'],
    otherAddressees: '',
    order: '3',
    seen: fieldIn(form, 'seen') as string,
  };
  const page = await admin.post(`${talks}/demands/crimea/edit`, fields);
  expect(page.status).toBe(422);
  expect(errorAt(page, 'proposition')).toMatch(
    /^Stances refer to the wording “Ukraine accepts Russian control of Crimea”, so it stays\./,
  );
});

test('a renamed slug redirects for ever, on every page, with its query and its extension', async () => {
  const form = await admin.get(`${talks}/parties/united-states/edit`);
  const fields = {
    name: 'United States of America',
    slug: 'usa',
    kind: 'state',
    role: 'mediator',
    order: fieldIn(form, 'order') as string,
    seen: fieldIn(form, 'seen') as string,
  };
  expect((await admin.post(`${talks}/parties/united-states/edit`, fields)).status).toBe(303);
  const reader = application.visitor();
  for (const [old, present] of [
    [`${talks}/parties/united-states`, `${talks}/parties/usa`],
    [
      `${talks}/positions/united-states/crimea?as_of=2025-08-14`,
      `${talks}/positions/usa/crimea?as_of=2025-08-14`,
    ],
    [`${talks}/positions/united-states/crimea.csv?bom=1`, `${talks}/positions/usa/crimea.csv?bom=1`],
    [`/embed${talks}/positions/united-states/crimea`, `/embed${talks}/positions/usa/crimea`],
  ] as const) {
    const { status, location } = await reader.get(old);
    expect([status, location]).toEqual([301, present]);
    expect((await reader.get(present)).status).toBe(200);
  }
});

test('a negotiation is set up from the pages, and shares its parties with the first', async () => {
  const created = await admin.post('/negotiations', {
    name: 'Black Sea grain talks',
    slug: '',
    description: 'Safe passage for ships.',
  });
  expect(created.location).toBe('/negotiations/black-sea-grain-talks/lists');
  const grain = '/negotiations/black-sea-grain-talks';
  expect((await application.visitor().get(grain)).text).toContain(
    'No parties or demands have been set up yet.',
  );
  const { read } = application.database;
  const russia = await read.party.findFirstOrThrow({ where: { slug: 'russia' } });
  const shared = { existing: String(russia.id), role: 'principal', order: '1', name: '', slug: '', kind: '' };
  expect((await admin.post(`${grain}/parties`, shared)).status).toBe(303);
  expect((await admin.post(`${grain}/topics`, { name: 'Shipping', slug: '', order: '1' })).status).toBe(303);
  const topic = await read.topic.findFirstOrThrow({ where: { slug: 'shipping' } });
  const demand = {
    topic: String(topic.id),
    proposition: 'Ships pass the straits unharmed',
    slug: '',
    raisers: [String(russia.id)],
    addressees: [String(russia.id)],
    otherAddressees: 'the United Nations',
    order: '1',
  };
  const made = await admin.post(`${grain}/demands`, demand);
  expect([made.status, made.location?.split('#')[0]]).toEqual([303, `${grain}/demands`]);
  const { text } = await application.visitor().get(grain);
  expect(text).toContain('Ships pass the straits unharmed');
  expect((await application.visitor().get('/')).text).toContain('Black Sea grain talks');
  expect((await application.visitor().get(`${talks}/matrix.csv`)).text.split('\r\n')).toHaveLength(13);
});

describe('closing', () => {
  test.each([
    ['demands', 'crimea', 'demand', 'This demand is closed: it takes no new stances.'],
    ['parties', 'ukraine', 'party', 'This party is closed here: it takes no new stances.'],
  ])(
    '%s/%s take no new stances, keep what they have, and can be opened again',
    async (noun, key, field, message) => {
      const ids = await idsOf(application);
      const before = (await application.visitor().get(`${talks}/matrix.csv`)).text;
      expect((await admin.post(`${talks}/${noun}/${key}/close`, {})).location).toContain(`${talks}/${noun}#`);
      expect((await admin.get(`${talks}/${noun}`)).text).toContain('Open again');
      const page = await admin.post(`${talks}/updates`, soundUpdate(ids));
      expect(page.status).toBe(422);
      expect(errorAt(page, `stances.0.${field}`)).toBe(message);
      const withClosed = await application.visitor().get(`${talks}/matrix.csv?closed=1`);
      expect(withClosed.text).toBe(before);
      expect(
        (await admin.post(`${talks}/records/40/retract`, { reason: 'A record can still be retracted.' }))
          .status,
      ).toBe(303);
      await admin.post(`${talks}/${noun}/${key}/reopen`, {});
      expect((await admin.post(`${talks}/updates`, soundUpdate(ids))).status).toBe(303);
      const audit = await application.database.read.auditEntry.findMany({
        where: { subject: field },
        orderBy: { id: 'desc' },
        take: 2,
      });
      expect(audit.map(({ action }) => action)).toEqual(['reopen_structure', 'close_structure']);
    },
  );

  test('a topic takes no new demands', async () => {
    await admin.post(`${talks}/topics/nato/close`, {});
    const { id } = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'nato' } });
    const fields = {
      proposition: 'Ukraine stays out of every alliance',
      slug: '',
      topic: String(id),
      raisers: ['1'],
      addressees: ['2'],
      otherAddressees: '',
      order: '9',
    };
    const page = await admin.post(`${talks}/demands`, fields);
    expect(page.status).toBe(422);
    expect(errorAt(page, 'topic')).toBe('This topic is closed: it takes no new demands.');
  });

  test('closing twice changes nothing the second time', async () => {
    await admin.post(`${talks}/topics/nato/close`, {});
    const count = await application.database.read.auditEntry.count();
    expect((await admin.post(`${talks}/topics/nato/close`, {})).status).toBe(303);
    expect(await application.database.read.auditEntry.count()).toBe(count);
  });
});

describe('a negotiation', () => {
  test('is renamed and its old address redirects', async () => {
    const form = await admin.get(`${talks}/edit`);
    const fields = {
      name: 'Alaska talks',
      slug: 'alaska',
      description: 'x',
      seen: fieldIn(form, 'seen') as string,
    };
    expect((await admin.post(`${talks}/edit`, fields)).location).toBe('/desk');
    const old = await application.visitor().get(`${talks}/demands/crimea?as_of=2025-08-14`);
    expect([old.status, old.location]).toEqual([301, '/negotiations/alaska/demands/crimea?as_of=2025-08-14']);
    const stale = await admin.post('/negotiations/alaska/edit', { ...fields, name: 'Other talks' });
    expect(stale.status).toBe(409);
  });

  test('that is closed takes no new updates', async () => {
    const ids = await idsOf(application);
    await admin.post(`${talks}/close`, {});
    expect((await admin.get('/desk')).text).toContain('Closed');
    const page = await admin.post(`${talks}/updates`, soundUpdate(ids));
    expect(errorAt(page, 'stances.0.demand')).toBe('This negotiation is closed: it takes no new stances.');
    await admin.post(`${talks}/reopen`, {});
    expect((await admin.post(`${talks}/updates`, soundUpdate(ids))).status).toBe(303);
  });

  test('that is hidden is there for signed-in people only', async () => {
    await admin.post(`${talks}/hide`, {});
    const reader = application.visitor();
    for (const path of [talks, `${talks}/matrix.csv`, `${talks}/demands/crimea`, `${talks}/corrections`]) {
      expect((await reader.get(path)).status).toBe(404);
    }
    expect((await reader.get('/')).text).not.toContain('ceasefire talks');
    expect((await admin.get(talks)).status).toBe(200);
    await admin.post(`${talks}/show`, {});
    expect((await reader.get(talks)).status).toBe(200);
  });

  test('that is hidden has no page at any address, old or new, and looks like one that never was', async () => {
    const { name, description, slug } = await application.database.read.negotiation.findFirstOrThrow();
    const seen = fieldIn(await admin.get(`${talks}/edit`), 'seen') as string;
    const fields = { name, description, slug: 'alaska', seen };
    expect((await admin.post(`/negotiations/${slug}/edit`, fields)).status).toBe(303);
    await admin.post('/negotiations/alaska/hide', {});
    const reader = application.visitor();
    const places: Record<string, string> = {
      party: 'russia',
      demand: 'crimea',
      one: 'russia',
      other: 'ukraine',
    };
    const paths = application.routes
      .filter((route) => /^GET \S*:negotiation/.test(route))
      .map((route) => route.slice(4).replace(/:(\w+)/g, (_, part: string) => places[part] ?? `:${part}`))
      .map((path) => path.replace(/:(?!negotiation)\w+/g, '1'));
    expect(paths.length).toBeGreaterThan(40);
    const answerOf = async (path: string, negotiation: string) => {
      const { status, location, headers, text } = await reader.get(path.replace(':negotiation', negotiation));
      const withoutNames = `${location} ${headers.get('link')} ${text}`.replaceAll(negotiation, '…');
      return `${status} ${withoutNames.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}`;
    };
    for (const path of paths) {
      const never = await answerOf(path, 'never');
      expect(await answerOf(path, 'alaska')).toBe(never);
      expect(await answerOf(path, 'russia-ukraine')).toBe(never);
    }
    for (const path of ['/', '/sitemap.xml', '/negotiations.csv', '/negotiations.json', '/feed.atom'])
      expect((await reader.get(path)).text).not.toMatch(/alaska|russia|crimea/i);
  });
});

test('a demand is split in two: each names what it replaces, and old permalinks read as they did', async () => {
  const permalink = `${talks}?as_of=2025-08-18&known_at=2025-08-20T12:00:01Z`;
  const old = `${talks}/demands/crimea?as_of=2025-08-18&known_at=2025-08-20T12:00:01Z`;
  const reader = application.visitor();
  const before = [(await reader.get(permalink)).text, (await reader.get(old)).text];
  const { id, topicId } = await application.database.read.demand.findFirstOrThrow({
    where: { slug: 'crimea' },
  });
  for (const [slug, proposition] of [
    ['crimea-recognition', 'Ukraine recognises Crimea as Russian'],
    ['crimea-tolerance', 'Ukraine tolerates Russian control of Crimea'],
  ]) {
    const fields = {
      proposition: proposition as string,
      slug: slug as string,
      topic: String(topicId),
      raisers: ['1'],
      addressees: ['2'],
      otherAddressees: '',
      order: '3',
      replaces: [String(id)],
    };
    expect((await admin.post(`${talks}/demands`, fields)).status).toBe(303);
  }
  await admin.post(`${talks}/demands/crimea/close`, {});
  const flat = async (path: string) => (await reader.get(path)).text.replace(/\s+/g, ' ');
  const present = await flat(`${talks}/demands/crimea`);
  expect(present).toContain('Territory · Closed');
  expect(present).toMatch(
    /<dt>Replaced by<\/dt><dd><a [^>]*>Ukraine recognises Crimea as Russian<\/a> <a [^>]*>Ukraine tolerates/,
  );
  expect(await flat(`${talks}/demands/crimea-recognition`)).toMatch(
    /<dt>Replaces<\/dt><dd><a [^>]*>Ukraine accepts Russian control of Crimea</,
  );
  expect([(await reader.get(permalink)).text, (await reader.get(old)).text]).toEqual(before);
});

describe('the terms of a demand', () => {
  const fields = {
    proposition: 'A free economic zone is made in Donbas',
    slug: 'free-economic-zone',
    topic: '1',
    raisers: ['1'],
    addressees: ['2'],
    otherAddressees: '',
    order: '9',
  };
  const flat = async (path: string) => (await admin.get(path)).text.replace(/\s+/g, ' ');

  test('whom it needs, until when, and of what it is part stand on its page and in its table', async () => {
    const whole = await application.database.read.demand.findFirstOrThrow({ where: { slug: 'crimea' } });
    const terms = { needs: ['2', '3'], until: '2025-12-31', partOf: String(whole.id) };
    expect((await admin.post(`${talks}/demands`, { ...fields, ...terms })).status).toBe(303);
    const page = await flat(`${talks}/demands/free-economic-zone?as_of=2025-12-31`);
    expect(page).toMatch(
      /<dt>Needs<\/dt><dd><a [^>]*>Ukraine<\/a> <a [^>]*>United States<\/a> <span class="quiet">\(added: United States; left out: Russia\)/,
    );
    expect(page).toMatch(/<dt>Until<\/dt><dd>31 December 2025<\/dd>/);
    expect(page).toMatch(/<dt>Part of<\/dt><dd><a [^>]*>Ukraine accepts Russian control of Crimea/);
    expect(await flat(`${talks}/demands/free-economic-zone?as_of=2026-01-01`)).toContain(
      '31 December 2025, which has passed',
    );
    expect(await flat(`${talks}/demands/crimea`)).toMatch(
      /<dt>Parts<\/dt><dd><a [^>]*>A free economic zone is made in Donbas/,
    );
    const rows = await csvRows(application, `${talks}/demands.csv`);
    expect(rows.find(({ demand_slug }) => demand_slug === 'free-economic-zone')).toMatchObject({
      needs: 'ukraine united-states',
      until: '2025-12-31',
      part_of: 'crimea',
    });
  });

  test('an edit takes them back, and the audit tells it', async () => {
    const terms = { needs: ['1', '2', '3'], until: '2025-12-31' };
    await admin.post(`${talks}/demands`, { ...fields, ...terms });
    const edit = `${talks}/demands/free-economic-zone/edit`;
    const form = await admin.get(edit);
    expect(fieldIn(form, 'until')).toBe('2025-12-31');
    expect(form.text.match(/name="needs" value="\d" checked/g)).toEqual(
      ['1', '2', '3'].map((id) => `name="needs" value="${id}" checked`),
    );
    const seen = fieldIn(form, 'seen') as string;
    expect((await admin.post(edit, { ...fields, seen, until: '' })).status).toBe(303);
    expect(await application.database.read.demandNeed.count()).toBe(0);
    expect((await admin.get('/audit')).text).toMatch(/alsoNeeds[\s\S]*\[3\][\s\S]*until[\s\S]*2025-12-31/);
  });

  test('another party cannot replace it, and nothing typed is lost', async () => {
    const { id } = await application.database.read.demand.findFirstOrThrow({ where: { slug: 'crimea' } });
    const answer = await admin.post(`${talks}/demands`, {
      ...fields,
      raisers: ['2'],
      addressees: ['1'],
      replaces: [String(id)],
    });
    expect(answer.status).toBe(422);
    expect(errorAt(answer, 'replaces')).toContain('Only Russia can replace');
    expect(fieldIn(answer, 'proposition')).toBe(fields.proposition);
  });
});
