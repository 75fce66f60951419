import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDemand } from '../../../../src/actions/structure/create-demand.js';
import { theServer } from '../../../../src/domain/people/actor.js';
import { type DemandTerms, noTerms } from '../../../../src/domain/structure/negotiation.js';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Answer, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const imports = `${talks}/imports`;
const header = [
  'party_slug,demand_slug,position,attribution,effective_date,summary,speaker,source_outlet,source_title,source_url',
];
const fineRow =
  'ukraine,crimea,rejects,on_record_principal,2025-08-20,The President repeats it.,,Reuters,Kyiv repeats,https://example.org/k';
let application: Application;
let editor: Visitor;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

/** Uploads a file as a browser does. */
async function upload(
  contents: string | Uint8Array<ArrayBuffer>,
  { who = editor, to = imports, csrf }: { who?: Visitor; to?: string; csrf?: string } = {},
): Promise<Answer> {
  const body = new FormData();
  body.append('csrf', csrf ?? (await who.csrfToken()));
  body.append('file', new Blob([contents]), 'stances.csv');
  return who.send(to, { method: 'POST', body, headers: { origin: application.address } });
}

async function uploaded(contents: string | Uint8Array<ArrayBuffer>, who = editor): Promise<string> {
  const { status, location } = await upload(contents, { who });
  expect(status).toBe(303);
  return location as string;
}

const plain = ({ text }: Answer) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const file = (...rows: string[]) => [...header, ...rows, ''].join('\r\n');
const stances = () => application.database.read.stance.count();

/** Publishes, and waits until the page says what became of it. */
async function publish(path: string, who = editor): Promise<Answer> {
  const answer = await who.post(path, { do: 'publish', headline: 'What the archive holds' });
  expect(answer.status).toBe(303);
  for (;;) {
    const page = await who.get(path);
    if (!page.headers.has('refresh')) return page;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a file is checked row by row, and published as one update only when the editor says so', async () => {
  const path = await uploaded(file(fineRow));
  const page = await editor.get(path);
  expect(plain(page)).toContain('1 row: 1 fine, 0 left out, 0 wrong.');
  expect(await stances()).toBe(34);
  const done = await publish(path);
  expect(plain(done)).toContain('It is published.');
  const { text } = await application.visitor().get(`${talks}/updates/6`);
  expect(text).toContain('What the archive holds');
  expect(text).toContain('Ukraine rejects: Ukraine accepts Russian control of Crimea');
  expect(await stances()).toBe(35);
  const kept = await application.database.read.import.findFirstOrThrow();
  expect(kept.contents).toHaveLength(0);
  expect((await editor.get('/audit')).text).toContain('imported 1 stance as the update');
});

test('pressing ten times at once, and once more later, makes one batch', async () => {
  const path = await uploaded(file(fineRow));
  const csrf = await editor.csrfToken();
  const fields = { csrf, do: 'publish', headline: 'Once' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => editor.postBare(path, fields)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
  await publish(path);
  expect(await application.database.read.update.count()).toBe(6);
  expect(await stances()).toBe(35);
});

test('a file with a wrong row changes nothing, and says which line and why', async () => {
  const path = await uploaded(
    file(
      fineRow,
      'ukraine,crimea,maybe,,2099-01-01,,,Reuters,Kyiv repeats,',
      'ukraine,crimea,conditional,background,2025-08-20,"two\r\nlines",,Reuters,,',
    ),
  );
  const page = plain(await editor.get(path));
  expect(page).toContain('3 rows: 1 fine, 0 left out, 2 wrong.');
  expect(page).toContain('Line 3, position: “maybe” is not one of insists, demands,');
  expect(page).toContain('Line 3, effective_date: This date is in the future.');
  expect(page).toContain(
    'Line 4, conditions: Open, with conditions: record the conditions. Line 4, source_title: Give the title',
  );
  expect(page).not.toContain('Publish 1 stance');
  expect((await editor.post(path, { do: 'publish', headline: 'All the same' })).status).toBe(409);
  expect(await stances()).toBe(34);
});

describe('files are read as programs write them', () => {
  const text = file(
    fineRow,
    fineRow.replace('2025-08-20', '2025-08-19').replace('The President repeats it.', 'Київ — ні'),
  );
  const utf16 = (littleEndian: boolean) => {
    const bytes = new DataView(new ArrayBuffer(2 + text.length * 2));
    bytes.setUint16(0, 0xfeff, littleEndian);
    for (let index = 0; index < text.length; index += 1)
      bytes.setUint16(2 + index * 2, text.charCodeAt(index), littleEndian);
    return new Uint8Array(bytes.buffer);
  };
  const utf8 = (body: string) => new Uint8Array(new TextEncoder().encode(body));

  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ['UTF-8', utf8(text)],
    ['UTF-8 with its mark', utf8(`\ufeff${text}`)],
    ['UTF-16 of Excel', utf16(true)],
    ['UTF-16 with its bytes the other way round', utf16(false)],
    ['semicolons', utf8(text.replaceAll(',', ';'))],
    ['tabs', utf8(text.replaceAll(',', '\t'))],
    ['line feeds alone', utf8(text.replaceAll('\r\n', '\n'))],
  ])('%s', async (_name, bytes) => {
    const path = await uploaded(bytes);
    expect(plain(await editor.get(path))).toContain('2 rows: 2 fine, 0 left out, 0 wrong.');
    await publish(path);
    expect((await application.visitor().get(`${talks}/stances.csv`)).text).toContain('Київ — ні');
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['empty', '', 'The file is empty.'],
    ['a header alone', file(), 'The file has a header and no rows.'],
    [
      'another table',
      'name,colour\r\nx,red\r\n',
      'The first line lacks the columns party_slug, demand_slug,',
    ],
    [
      'a ZIP',
      new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0xc0]),
      'The file is a ZIP archive, not CSV.',
    ],
    ['too few fields', `${file(fineRow)}a,b\r\n`, 'The row on line 3 has 2 fields; the first line has 10.'],
    ['an open quote', `${file(fineRow)}"a,b\r\n`, 'The file is not CSV from line 3 on'],
  ])('one that cannot be read says why: %s', async (_name, contents, sentence) => {
    const path = await uploaded(contents);
    expect(plain(await editor.get(path))).toContain(sentence);
    expect((await editor.post(path, { do: 'discard' })).location).toBe(imports);
    expect(await application.database.read.import.count()).toBe(0);
  });

  test('a form that ends in the middle of its file is refused', async () => {
    const csrf = await editor.csrfToken();
    const body = [
      `--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}`,
      '--b\r\nContent-Disposition: form-data; name="file"; filename="stances.csv"\r\n\r\nparty_slug,dem',
    ].join('\r\n');
    const headers = { origin: application.address, 'content-type': 'multipart/form-data; boundary=b' };
    const { status, text } = await editor.send(imports, { method: 'POST', body, headers });
    expect(status).toBe(400);
    expect(text).toContain('The file did not arrive whole. Upload it again.');
    expect((await editor.get(imports)).status).toBe(200);
  });

  test('a form without a file is refused', async () => {
    const page = await editor.post(imports, {});
    expect(page.status).toBe(422);
    expect(page.text).toContain('Choose a file first');
  });
});

test('text that our exports guard from spreadsheets is imported as it was', async () => {
  const path = await uploaded(file(fineRow.replace('The President repeats it.', `"'=1+1, he said"`)));
  await publish(path);
  const stance = await application.database.read.stance.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  expect(stance.summary).toBe('=1+1, he said');
});

test('what is not known is listed once, and created by the press of a button', async () => {
  const rows = [
    'turkey,grain-corridor,favours,on_record_principal,2025-08-20,It offers to host.,Hakan Fidan,Reuters,Ankara,',
    'turkey,grain-corridor,demands,on_record_principal,2025-08-21,It repeats it.,Hakan Fidan,Reuters,Ankara,',
  ];
  const wide = file(...rows.map((row) => `${row},grain,Grain,Ships leave Odesa unhindered,Türkiye`)).replace(
    'source_url',
    'source_url,topic_slug,topic,demand,party',
  );
  const path = await uploaded(wide);
  const page = plain(await editor.get(path));
  expect(page).toContain('Parties “Türkiye” Topics “Grain” Demands “Ships leave Odesa unhindered”');
  expect((await editor.post(path, { do: 'create' })).status).toBe(303);
  expect(plain(await editor.get(path))).toContain('2 rows: 2 fine, 0 left out, 0 wrong.');
  await publish(path, editor);
  const matrix = (await application.visitor().get(`${talks}/matrix.csv`)).text;
  expect(matrix).toContain('Grain,grain-corridor,Ships leave Odesa unhindered');
});

test('what is on record already is pointed out, and can be published all the same', async () => {
  const row = 'ukraine,crimea,rejects,on_record_principal,2025-08-09,Again.,,TIME,An explainer,';
  const path = await uploaded(file(row));
  expect(plain(await editor.get(path))).toContain(
    'Line 2: The same position of that day is on record already, in other words or from another source.',
  );
  expect(plain(await publish(path))).toContain('It is published.');
});

test('a headline is asked for', async () => {
  const path = await uploaded(file(fineRow));
  const page = await editor.post(path, { do: 'publish', headline: '' });
  expect(page.status).toBe(422);
  expect(errorAt(page, 'headline')).toBe('Say in one headline what changed.');
});

test('an upload is its owner’s alone, and contributors have none', async () => {
  const path = await uploaded(file(fineRow));
  expect((await admin.get(path)).status).toBe(404);
  expect((await admin.post(path, { do: 'discard' })).status).toBe(404);
  const contributor = await application.signedIn('contributor');
  expect((await upload(file(fineRow), { who: contributor })).status).toBe(403);
});

test('an upload without the token of the session, or from elsewhere, is refused', async () => {
  expect((await upload(file(fineRow), { csrf: 'of another' })).status).toBe(403);
  const body = new FormData();
  body.append('csrf', await editor.csrfToken());
  body.append('file', new Blob([file(fineRow)]), 'stances.csv');
  const forged = await editor.send(imports, {
    method: 'POST',
    body,
    headers: { origin: 'https://evil.example' },
  });
  expect(forged.status).toBe(403);
  expect(await application.database.read.import.count()).toBe(0);
});

test('undoing an import gives the matrix back, byte for byte, in the cells that had records', async () => {
  const csv = async () => (await application.visitor().get(`${talks}/matrix.csv`)).text;
  const before = await csv();
  const rows = ['crimea', 'cede-donbas', 'cede-territory'].map((demand) =>
    fineRow.replace('crimea', demand).replace('rejects', 'favours'),
  );
  const path = await uploaded(file(...rows));
  const done = await publish(path);
  expect(await csv()).not.toBe(before);
  const undo = /href="([^"]*\/retract)">Undo this import</.exec(done.text)?.[1] as string;
  expect((await editor.post(undo, { reason: 'The archive was of another negotiation.' })).status).toBe(303);
  expect(await csv()).toBe(before);
});

test('undoing an import closes what was created for it alone, and restoring it opens that again', async () => {
  const header = 'source_url,topic_slug,topic,demand,party';
  const row =
    'turkey,grain-corridor,favours,on_record_principal,2025-08-20,It offers to host.,Hakan Fidan,Reuters,Ankara,,grain,Grain,Ships leave Odesa unhindered,Türkiye';
  const path = await uploaded(file(row).replace('source_url', header));
  expect((await editor.post(path, { do: 'create' })).status).toBe(303);
  const done = await publish(path, editor);
  const undo = /href="([^"]*\/retract)">Undo this import</.exec(done.text)?.[1] as string;
  const closed = async () => {
    const closings = await application.database.read.closing.findMany({ orderBy: { sequence: 'asc' } });
    const topic = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'grain' } });
    const speaker = await application.database.read.speaker.findFirstOrThrow({
      where: { name: 'Hakan Fidan' },
    });
    const what = closings.map(({ act, partyId }) => `${act} the ${partyId ? 'party' : 'demand'}`);
    return { what, topic: topic.isClosed, speaker: speaker.isClosed };
  };
  const reason = 'The archive was of another negotiation.';
  expect((await editor.post(undo, { reason })).status).toBe(303);
  const both = ['closed the demand', 'closed the party'];
  expect(await closed()).toEqual({ what: both, topic: true, speaker: true });
  const csv = async () => (await application.visitor().get(`${talks}/matrix.csv`)).text;
  expect(await csv()).not.toContain('grain-corridor');
  expect((await editor.post(undo.replace(/retract$/, 'restore'), { reason })).status).toBe(303);
  expect(await closed()).toEqual({
    what: [...both, 'reopened the party', 'reopened the demand'],
    topic: false,
    speaker: false,
  });
  expect(await csv()).toContain('grain-corridor');
});

test('undoing an import leaves open what an account of compliance, an outcome or a question names', async () => {
  const { read } = application.database;
  const header = 'source_url,topic_slug,topic,demand,party';
  const row =
    'turkey,grain-corridor,favours,on_record_principal,2025-08-20,It offers to host.,Hakan Fidan,Reuters,Ankara,,grain,Grain,Ships leave Odesa unhindered,Türkiye';
  const path = await uploaded(file(row).replace('source_url', header));
  expect((await editor.post(path, { do: 'create' })).status).toBe(303);
  const done = await publish(path, editor);
  const idOf = async (find: Promise<{ id: number }>) => String((await find).id);
  const outcome = `${talks}/demands/grain-corridor/outcome`;
  const source = { 'sources.0.outlet': 'Reuters', 'sources.0.title': 'The corridor ends' };
  const does = async (where: string, fields: Record<string, string>) =>
    expect((await editor.post(where, fields)).status, where).toBe(303);
  await does(outcome, {
    ...{ outcome: 'ended', event: '', date: '2025-08-20', summary: 'It ran out.', ...source },
  });
  const { record } = await read.demandOutcome.findFirstOrThrow();
  const party = await idOf(read.party.findFirstOrThrow({ where: { slug: 'turkey' } }));
  const speaker = await idOf(read.speaker.findFirstOrThrow({ where: { name: 'Hakan Fidan' } }));
  await does(`${outcome}s/${record}/compliance`, {
    ...{ party, claim: 'kept', about: '', attribution: 'on_record_principal', speaker },
    ...{ date: '2025-08-20', quote: 'It was kept.', quoteLanguage: 'en', ...source },
  });
  const topic = await idOf(read.topic.findFirstOrThrow({ where: { slug: 'grain' } }));
  await does(`${talks}/lists/questions`, {
    wording: 'How many ships a day?',
    slug: 'ships',
    topic,
    unit: '',
  });
  const undo = /href="([^"]*\/retract)">Undo this import</.exec(done.text)?.[1] as string;
  await does(undo, { reason: 'The archive was of another negotiation.' });
  expect(await read.closing.findMany()).toEqual([]);
  expect(await read.speaker.count({ where: { isClosed: true } })).toBe(0);
  expect(await read.topic.count({ where: { isClosed: true } })).toBe(0);
});

/** What ties a demand that an import has created to others, once somebody has done it. */
const ties: Readonly<Record<string, (demand: number) => Promise<unknown>>> = {
  'a stance waits for': async () => {
    const ids = await idsOf(application);
    const awaits = { 'stances.0.position': 'accepts', 'stances.0.agreedFirst': 'grain-corridor' };
    expect((await editor.post(`${talks}/updates`, soundUpdate(ids, awaits))).status).toBe(303);
  },
  'another is part of': (partOf) => tied({ partOf }),
  'another replaces': (demand) => tied({}, [demand]),
};

async function tied(terms: Partial<DemandTerms>, replaces: readonly number[] = []): Promise<unknown> {
  const { read } = application.database;
  const idIn = async (find: Promise<{ id: number }>) => (await find).id;
  const fields = {
    topic: await idIn(read.topic.findFirstOrThrow({ where: { slug: 'nato' } })),
    ...{ slug: 'wheat', proposition: 'Ships with wheat leave Odesa unhindered', order: 99 },
    raisers: [await idIn(read.party.findFirstOrThrow({ where: { slug: 'turkey' } }))],
    addressees: [await idIn(read.party.findFirstOrThrow({ where: { slug: 'russia' } }))],
    ...{ otherAddressees: '', ...noTerms, ...terms },
  };
  const input = { negotiationId: 1, fields, replaces };
  return createDemand(application.database, theServer, input, application.time.now);
}

test.each(Object.entries(ties))('undoing an import leaves open a demand that %s', async (_, tie) => {
  const { read } = application.database;
  const row =
    'turkey,grain-corridor,favours,on_record_principal,2025-08-20,It offers to host.,Hakan Fidan,Reuters,Ankara,,grain,Grain,Ships leave Odesa unhindered,Türkiye';
  const path = await uploaded(file(row).replace('source_url', 'source_url,topic_slug,topic,demand,party'));
  expect((await editor.post(path, { do: 'create' })).status).toBe(303);
  const done = await publish(path, editor);
  const created = { where: { slug: 'grain-corridor' } };
  await tie((await read.demand.findFirstOrThrow(created)).id);
  const undo = /href="([^"]*\/retract)">Undo this import</.exec(done.text)?.[1] as string;
  expect((await editor.post(undo, { reason: 'The archive was of another negotiation.' })).status).toBe(303);
  const { id } = await read.demand.findFirstOrThrow(created);
  expect(await read.closing.count({ where: { demandId: id } })).toBe(0);
});

test('a waiting file says until when it is kept; one that a backup has not restored has to be uploaded again', async () => {
  const path = await uploaded(file(fineRow));
  expect((await editor.get(imports)).text).toContain(', kept until 20 September 2025');
  await application.database.write((tx) => tx.import.updateMany({ data: { contents: new Uint8Array() } }));
  const { text, status } = await editor.get(path);
  expect(status).toBe(200);
  expect(text).toContain('which carries no uploads. Upload it again.');
});

test('where there is no room for another file, the page says so and what to do', async () => {
  const path = await uploaded(file(fineRow));
  const { fileName, negotiationId, userId, uploadedAt } =
    await application.database.read.import.findFirstOrThrow();
  const row = { fileName, negotiationId, userId, uploadedAt, contents: new Uint8Array(1) };
  await application.database.write((tx) =>
    tx.import.createMany({ data: Array.from({ length: 19 }, () => row) }),
  );
  const refused = await upload(file(fineRow));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('You have 20 files waiting, and no more are kept.');
  await editor.post(path, { do: 'discard' });
});
