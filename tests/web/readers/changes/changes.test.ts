import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
const around = 'from=2025-08-14&to=2025-08-18';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

/** “United States on: Fighting stops …: Demands → Reluctant, Reversed; …”, one line for each change of the page. */
async function listed(query: string): Promise<string[]> {
  const { status, text } = await get(`${talks}/changes?${query}`);
  expect(status).toBe(200);
  return [...text.matchAll(/<li id="[\w-]+">([\s\S]*?)<\/li>\s*(?=<li id|<\/ul>)/g)].map(([, item]) => {
    const plain = (pattern: RegExp) =>
      [...(item as string).matchAll(pattern)].map(([, words]) =>
        (words as string).replace(/<[^>]+>/g, '').trim(),
      );
    const [subject] = plain(/<a class="change-party"[^>]*>([\s\S]*?)<\/a>/g);
    const values = plain(/<a class="value[^>]*>([\s\S]*?)<\/a>/g);
    const [movement = 'First recorded'] = plain(/movement-word">([^<]*)</g);
    return `${subject}: ${values.join(' → ')}, ${movement}`;
  });
}

test('around the meeting in Alaska exactly nine cells differ: eight first recorded, one reversed', async () => {
  expect(await listed(around)).toEqual([
    'United States on: Fighting stops before a peace agreement is negotiated: Demands (reported) → Reluctant, Reversed; first statement on the record',
    'United States on: Russia receives the whole Donbas: Reluctant, First recorded',
    'United States on: Ukraine accepts Russian control of Crimea: Demands, First recorded',
    'United States on: Ukraine renounces NATO membership: Demands, First recorded',
    'Russia on: Ukraine receives security guarantees that work like NATO’s Article 5: Favours (account by another party), First recorded',
    'Ukraine on: Ukraine receives security guarantees that work like NATO’s Article 5: Demands, First recorded',
    'United States on: Ukraine receives security guarantees that work like NATO’s Article 5: Favours, First recorded',
    'European Union on: Ukraine receives security guarantees that work like NATO’s Article 5: Favours, First recorded',
    'United States on: Western sanctions on Russia are lifted: Reluctant, First recorded',
  ]);
  const { text } = await get(`${talks}/changes?${around}`);
  expect(text).toContain('1 position moved: 1 reversed. 8 positions first recorded. 4 more reaffirmed.');
});

test('four more are reaffirmed, and listed if they are asked for', async () => {
  const all = await listed(`${around}&reaffirmed=1`);
  expect(all).toHaveLength(13);
  expect(all.filter((line) => line.includes('Reaffirmed'))).toHaveLength(4);
  expect(await listed(`${around}&movement=reaffirmed`)).toHaveLength(4);
});

test('each count of who moved leads to exactly the cells that it counts', async () => {
  const { text } = await get(`${talks}/changes?${around}`);
  const list = /id="who-moved">([\s\S]*?)<\/section>/.exec(text)?.[1] ?? '';
  const links = [...list.matchAll(/<a href="[^"]*\?([^"]*)" rel="nofollow">(\d+) [^<]*<\/a>/g)];
  expect(links.map(([, , count]) => Number(count)).reduce((sum, count) => sum + count, 0)).toBe(13);
  for (const [, query, count] of links) {
    expect(await listed((query as string).replaceAll('&amp;', '&')), query).toHaveLength(Number(count));
  }
});

test('parties and topics narrow the list, and the CSV too', async () => {
  const query = `${around}&party=russia&party=ukraine&topic=security-guarantees`;
  expect(await listed(query)).toHaveLength(2);
  const { text } = await get(`${talks}/changes?${query}`);
  const [, csv] = /href="([^"]*changes\.csv[^"]*)"/.exec(text) as unknown as [string, string];
  const rows = parse((await get(csv.replaceAll('&amp;', '&'))).text, { columns: true, bom: true }) as Record<
    string,
    string
  >[];
  expect(rows.map((row) => [row.party_slug, row.before, row.after, row.movement])).toEqual([
    ['russia', 'no_record_by_date', 'favours', 'new'],
    ['ukraine', 'no_record_by_date', 'demands', 'new'],
  ]);
  expect(rows[0]?.permalink).toContain('/positions/russia/security-guarantees?as_of=2025-08-18&known_at=');
});

test('positions, how they are known, and words narrow the list by what a cell changes to', async () => {
  expect(await listed(`${around}&position=reluctant&q=donbas`)).toEqual([
    'United States on: Russia receives the whole Donbas: Reluctant, First recorded',
  ]);
  const accounts = `${around}&attribution=counterparty_account`;
  expect(await listed(accounts)).toHaveLength(1);
  const csv = parse((await get(`${talks}/changes.csv?${accounts}`)).text, { columns: true }) as object[];
  expect(csv).toHaveLength(1);
  const { text } = await get(`${talks}/changes?${accounts}`);
  expect(text).toContain('value="counterparty_account" checked');
});

test('the CSV around the meeting is exactly these bytes', async () => {
  const { text, headers } = await get(`${talks}/changes.csv?${around}&movement=reversed`);
  expect(headers.get('content-disposition')).toBe(
    'attachment; filename="russia-ukraine-changes-2025-08-14-2025-08-18.csv"',
  );
  const address = `${application.address}${talks}/positions/united-states/ceasefire-first?as_of=2025-08-18&known_at=2025-08-20T12%3A00%3A00.`;
  const [header, line, end] = text.split('\r\n') as [string, string, string];
  expect(header).toBe(
    'party_slug,party,demand_slug,demand,topic_slug,topic,before,after,movement,attribution_before,attribution_after,effective_date,stance_id,permalink,from,to,known_at,moved_towards,both_moved,last_reaffirmed_date,steps,has_other_conditions,before_label,after_label,movement_label,attribution_before_label,attribution_after_label,moved_towards_names,both_moved_names',
  );
  expect(
    line.startsWith(
      'united-states,United States,ceasefire-first,Fighting stops before a peace agreement is negotiated,ceasefire,Ceasefire,demands,reluctant,reversed,',
    ),
  ).toBe(true);
  expect(line).toContain(address);
  expect(end).toBe('');
});

test('without a period it begins on the eve of the newest event', async () => {
  const { text } = await get(`${talks}/changes?as_of=2025-08-17`);
  expect(text).toContain('<p class="lede">14 August 2025 to 17 August 2025</p>');
  expect((await get(`${talks}/changes`)).text).toContain('17 August 2025 to 21 August 2025');
});

test('where several parties moved on one demand it is named once, with what became of it by the end of the period', async () => {
  const own = await startApplication();
  const editor = await own.signedIn('editor');
  const outcome = {
    ...{ outcome: 'lapsed', date: '2025-08-19', summary: 'The leaders met without it.' },
    ...{
      'sources.0.outlet': 'TIME',
      'sources.0.title': 'What they said',
      'sources.0.publishedDate': '2025-08-19',
    },
  };
  const { status, text: answer } = await editor.post(`${talks}/demands/security-guarantees/outcome`, outcome);
  expect(status, answer).toBe(303);
  const demands = async (query: string) => {
    const { text } = await own.visitor().get(`${talks}/changes?${query}&topic=security-guarantees`);
    return [
      ...text.matchAll(/<h3>([\s\S]*?)<\/h3>([\s\S]*?)<ul class="change-parties">([\s\S]*?)<\/ul>/g),
    ].map(([, demand, about, parties]) => [
      ...[demand, about].map((html) => html?.replace(/<[^>]+>/g, '').trim()),
      parties?.match(/class="change-party"/g)?.length,
    ]);
  };
  const proposition = 'Ukraine receives security guarantees that work like NATO’s Article 5';
  expect(await demands(around)).toEqual([[proposition, '', 4]]);
  expect(await demands('from=2025-08-14&to=2025-08-20')).toEqual([
    [proposition, 'Lapsed on 19 August 2025', 4],
  ]);
  await own.stop();
});

test('the days before and after each event are one click away', async () => {
  const { text } = await get(`${talks}/changes`);
  const url = /<a class="link-chip" href="([^"]*)"[^>]*>Trump and Putin meet in Alaska /
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&');
  expect(url).toBe(`${talks}/changes?from=2025-08-14&to=2025-08-18`);
});

test('a permalink holds the period and the known clock, and reads the same later', async () => {
  const { text } = await get(`${talks}/changes?${around}&party=russia`);
  const permalink = /class="permalink" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') as string;
  expect(permalink).toContain(`${talks}/changes?from=2025-08-14&to=2025-08-18&known_at=2025-08-20T12`);
  expect(permalink).toContain('party=russia');
  const path = permalink.slice(application.address.length);
  const before = (await get(path)).text;
  const editor = await application.signedIn('editor');
  const retract = `${talks}/records/46/retract`;
  expect((await editor.post(retract, { reason: 'The outlet has withdrawn it.' })).status).toBe(303);
  expect((await get(path)).text).toBe(before);
  await editor.post(`${talks}/records/46/restore`, { reason: 'The outlet stands by it.' });
});

describe('a period that makes no sense is refused with a sentence', () => {
  test.each([
    ['from=yesterday', '“yesterday” is not a day.'],
    ['from=2025-08-18&to=2025-08-14', 'from=2025-08-18 is later than to=2025-08-14.'],
    ['party=atlantis', 'There is no party “atlantis”'],
    ['topic=weather', 'There is no topic “weather”'],
    ['movement=sideways', 'There is no movement “sideways”'],
    ['reaffirmed=yes', '“reaffirmed” is 1 or 0.'],
    ['colour=red', 'This page does not know the parameter “colour”.'],
  ])('%s', async (query, sentence) => {
    const page = await get(`${talks}/changes?${query}`);
    expect(page.status).toBe(400);
    expect(page.text).toContain(sentence);
    expect((await get(`${talks}/changes.csv?${query}`)).status).toBe(400);
  });
});

describe('the matrix marks what moved since a day', () => {
  test('in words, with a count that leads to the list', async () => {
    const { text } = await get(`${talks}?since=2025-08-14&details=1`);
    expect(text.match(/class="cell-moved"/g)).toHaveLength(9);
    const cues = [
      ...text.matchAll(/<td[^>]*><a[^>]*>[^<]*(?:<i[^>]*><\/i>)*<i class="cue cue-(moved|first)/g),
    ];
    const countOf = (kind: string) => cues.filter(([, each]) => each === kind).length;
    expect([countOf('moved'), countOf('first')]).toEqual([1, 8]);
    expect(text).toContain('<span class="cell-moved">Reversed; first statement on the record</span>');
    expect(text).toMatch(
      /&amp;movement=moved"[^>]*>1 position moved since 14 August 2025<\/a>; <a href="[^"]*changes\?from=2025-08-14&amp;to=2025-08-21&amp;movement=new"[^>]*>8 first recorded</,
    );
    expect((await get(talks)).text).not.toContain('cell-moved');
  });

  test.each([
    ['since=soon', 'is not a day'],
    ['since=2025-08-15&as_of=2025-08-14', 'is later than the page'],
  ])('%s is refused', async (query, sentence) => {
    const { status, text } = await get(`${talks}?${query}`);
    expect([status, text.includes(sentence)]).toEqual([400, true]);
  });
});

describe('the clocks of a page', () => {
  test('offer the eve of each event and the day after, on the same page and with the same evidence', async () => {
    const { text } = await get(`${talks}/demands/crimea?evidence=all`);
    const links = [
      ...text.matchAll(
        /<li><span class="preset-date">15 August 2025<\/span> <span>([^:]*): <a href="([^"]*)"[\s\S]*?<a href="([^"]*)"/g,
      ),
    ];
    expect(links.map(([, name, eve, after]) => [name, eve, after])).toEqual([
      [
        'Trump and Putin meet in Alaska',
        `${talks}/demands/crimea?as_of=2025-08-14&amp;evidence=all`,
        `${talks}/demands/crimea?as_of=2025-08-16&amp;evidence=all`,
      ],
    ]);
  });

  test('leave out events without a full day, and those to come', async () => {
    const { text } = await get(talks);
    expect(text).not.toContain('Geneva');
    const eve = (await get(`${talks}/changes?known_at=2025-08-20T12:00:01Z&to=2025-08-18`)).text;
    expect(eve).toContain('Washington');
  });

  test('keep the day or the instant up to which the page is known', async () => {
    expect((await get(`${talks}?known_at=2025-08-20`)).text).toContain(
      '<input id="known-at" type="date" name="known_at" value="2025-08-20">',
    );
    expect((await get(`${talks}?known_at=2025-08-20T12:00:01Z`)).text).toContain(
      '<input id="known-at" type="text" name="known_at" value="2025-08-20T12:00:01.000Z">',
    );
  });
});

describe('without a period', () => {
  const quiet = 'This is the last period in which something did.';

  test('opens with the usual one if something moved in it', async () => {
    const { text } = await get(`${talks}/changes?as_of=2025-08-16`);
    expect(text).not.toContain(quiet);
    expect(text).toContain('14 August 2025 to 16 August 2025');
    expect(text).not.toContain('No positions.');
  });

  test('otherwise opens with the last one in which something moved, and says so; its table is the same', async () => {
    application.time.now = new Date('2026-11-28T09:00:00Z');
    const admin = await application.signedIn('admin');
    const event = { name: 'The delegations meet again', date: '2026-11-20', description: '' };
    expect((await admin.post(`${talks}/events`, event)).status).toBe(303);
    const { text } = await get(`${talks}/changes`);
    expect(text).toContain(
      `Nothing moved from 19 November 2026 to 28 November 2026, as far as it is recorded. ${quiet}`,
    );
    expect(text).not.toContain('No positions.');
    expect((await listed('')).length).toBeGreaterThan(0);
    const rows = parse((await get(`${talks}/changes.csv`)).text, { columns: true }) as object[];
    expect(rows).toHaveLength((await listed('')).length);
  });

  test('does the same for a filter, and for an earlier day', async () => {
    expect((await listed('party=european-union')).length).toBeGreaterThan(0);
    const { text } = await get(`${talks}/changes?as_of=2025-08-01`);
    expect(text).toContain(quiet);
    expect((await listed('as_of=2025-08-01')).length).toBeGreaterThan(0);
  });

  test('a period that was asked for is shown even if nothing moved in it', async () => {
    const { text } = await get(`${talks}/changes?from=2026-11-19&to=2026-11-28`);
    expect(text).not.toContain(quiet);
    expect(text).toContain('No position changed in this time, as far as it is recorded.');
  });

  test('is empty where nothing ever moved', async () => {
    const { text } = await get(`${talks}/changes?as_of=2019-01-01`);
    expect(text).not.toContain(quiet);
    expect(text).toContain('No position changed in this time, as far as it is recorded.');
  });
});

describe('who moved towards whom', () => {
  test('is told in sentences and in the table, of those on the record before and after', async () => {
    const own = await startApplication();
    const editor = await own.signedIn('editor');
    const ids = await idsOf(own);
    for (const [party, position, day] of [
      ['russia', 'demands', '2025-08-20'],
      ['ukraine', 'reluctant', '2025-08-21'],
    ] as const) {
      const update = soundUpdate(ids, {
        'stances.0.party': ids.party(party),
        'stances.0.position': position,
        'stances.0.date': day,
      });
      expect((await editor.post(`${talks}/updates`, update)).status).toBe(303);
    }
    const period = 'from=2025-08-20&to=2025-08-21';
    const { text } = await own.visitor().get(`${talks}/changes?${period}`);
    expect(text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).toContain(
      'Who moved towards whom Ukraine moved towards Russia, nearer in stated position, on: Ukraine accepts Russian control of Crimea',
    );
    const table = JSON.parse((await own.visitor().get(`${talks}/changes.json?${period}`)).text) as {
      rows: { party_slug: string; moved_towards: string | null; both_moved: string | null }[];
    };
    expect(table.rows).toMatchObject([{ party_slug: 'ukraine', moved_towards: 'russia', both_moved: null }]);
    const eve = await own.visitor().get(`${talks}/changes?from=2025-08-19&to=2025-08-21`);
    expect(eve.text).not.toContain('moved towards');
    await own.stop();
  });
});

test('a position given up and taken up again within the period is told with each step, on the page and in its table', async () => {
  const own = await startApplication();
  const editor = await own.signedIn('editor');
  const ids = await idsOf(own);
  for (const [position, day] of [
    ['demands', '2025-08-18'],
    ['reluctant', '2025-08-19'],
    ['demands', '2025-08-20'],
    ['demands', '2025-08-21'],
  ] as const) {
    const update = soundUpdate(ids, {
      'stances.0.party': ids.party('russia'),
      'stances.0.position': position,
      'stances.0.date': day,
    });
    expect((await editor.post(`${talks}/updates`, update)).status).toBe(303);
  }
  const period = 'from=2025-08-18&to=2025-08-21';
  const { text } = await own.visitor().get(`${talks}/changes?${period}&party=russia&q=crimea`);
  const item = /<li id="russia-[\w-]+">[\s\S]*?<\/ol>/.exec(text)?.[0] as string;
  expect(
    item
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ).toMatch(
    /^Russia on: .*Demands → .*Demands The same again, after 2 steps 20 August 2025 · last reaffirmed 21 August 2025 · On the record 19 August 2025 Demands → Reluctant · Reversed 20 August 2025 Reluctant → Demands · Reversed$/,
  );
  const table = JSON.parse(
    (await own.visitor().get(`${talks}/changes.json?${period}&party=russia&q=crimea`)).text,
  ) as {
    rows: { steps: string }[];
  };
  expect(table.rows).toMatchObject([
    {
      party_slug: 'russia',
      before: 'demands',
      after: 'demands',
      movement: 'reversed',
      effective_date: '2025-08-20',
      last_reaffirmed_date: '2025-08-21',
    },
  ]);
  expect(JSON.parse(table.rows[0]?.steps as string)).toMatchObject([
    { date: '2025-08-19', before: 'demands', after: 'reluctant', movement: 'reversed' },
    { date: '2025-08-20', before: 'reluctant', after: 'demands', movement: 'reversed' },
  ]);
  await own.stop();
});

test('a position that was reaffirmed on other conditions says so', async () => {
  const own = await startApplication();
  const editor = await own.signedIn('editor');
  const ids = await idsOf(own);
  for (const [conditions, day] of [
    ['Help with safety, and a law.', '2025-08-18'],
    ['Help with safety, and a law.', '2025-08-19'],
    ['A ceasefire, and guarantees.', '2025-08-20'],
  ] as const) {
    const update = soundUpdate(ids, {
      'stances.0.position': 'conditional',
      'stances.0.conditions': conditions,
      'stances.0.date': day,
    });
    expect((await editor.post(`${talks}/updates`, update)).status).toBe(303);
  }
  const said = async (from: string, to: string) => {
    const query = `from=${from}&to=${to}&reaffirmed=1&q=crimea`;
    const { text } = await own.visitor().get(`${talks}/changes?${query}`);
    const rows = parse((await own.visitor().get(`${talks}/changes.csv?${query}`)).text, { columns: true });
    const [row] = rows as { movement: string; has_other_conditions: string }[];
    return [/movement-word">([^<]*)</.exec(text)?.[1], row?.movement, row?.has_other_conditions];
  };
  expect(await said('2025-08-18', '2025-08-19')).toEqual(['Reaffirmed', 'reaffirmed', '0']);
  expect(await said('2025-08-19', '2025-08-20')).toEqual([
    'Reaffirmed, with other conditions',
    'reaffirmed',
    '1',
  ]);
  await own.stop();
});

test('a movement that was first reported, and then said on the record, is joined to both classes', async () => {
  const own = await startApplication();
  const editor = await own.signedIn('editor');
  const ids = await idsOf(own);
  for (const [attribution, day] of [
    ['unnamed_sources', '2025-08-20'],
    ['on_record_official', '2025-08-21'],
  ] as const) {
    const update = soundUpdate(ids, {
      ...{ 'stances.0.party': ids.party('united-kingdom'), 'stances.0.position': 'accepts' },
      ...{ 'stances.0.attribution': attribution, 'stances.0.date': day },
    });
    expect((await editor.post(`${talks}/updates`, update)).status).toBe(303);
  }
  const query = 'from=2025-08-19&to=2025-08-21&party=united-kingdom&q=crimea';
  const { text } = await own.visitor().get(`${talks}/changes?${query}`);
  expect(text).toContain('20 August 2025 · last reaffirmed 21 August 2025 · Reported → on the record');
  await own.stop();
});

test('of a position that moved very often the newest twelve steps are listed, and the others are on its page', async () => {
  const own = await startApplication();
  const editor = await own.signedIn('editor');
  const ids = await idsOf(own);
  for (let index = 0; index < 15; index += 1) {
    const update = soundUpdate(ids, {
      'stances.0.party': ids.party('russia'),
      'stances.0.position': index % 2 === 0 ? 'rejects' : 'demands',
      'stances.0.date': `2025-08-${String(index + 2).padStart(2, '0')}`,
    });
    expect((await editor.post(`${talks}/updates`, update)).status).toBe(303);
  }
  const period = 'from=2025-08-01&to=2025-08-17&party=russia&q=crimea';
  const { text } = await own.visitor().get(`${talks}/changes?${period}`);
  const item = /<ol class="change-steps">[\s\S]*?<\/ol>/.exec(text)?.[0] ?? '';
  const lines = [...item.matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g)].map(([, line]) =>
    (line as string)
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  const csv = (await own.visitor().get(`${talks}/changes.csv?${period}`)).text;
  const [row] = parse(csv, { columns: true }) as readonly { readonly steps: string }[];
  const all = JSON.parse(row?.steps ?? '') as readonly unknown[];
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([
    ...[13, `${all.length - 12} earlier steps`, '16 August 2025 Demands → Rejects · Reversed'],
  ]);
  expect(item).toContain(`<a href="${talks}/positions/russia/crimea?as_of=2025-08-17" rel="nofollow">`);
  await own.stop();
});
