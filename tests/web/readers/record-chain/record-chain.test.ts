import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';
import { cutOffNewestUpdate } from '../../../support/cut-off.js';
import { temporaryFolder } from '../../../support/database.js';
import { filesOfZip } from '../../../support/zip.js';
import { unescaped } from '../../../support/html.js';

const talks = '/negotiations/russia-ukraine';

let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

const get = async (path: string) => application.visitor().get(path);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The commands that a page prints, as somebody copies them. */
const commandsOf = (html: string) =>
  [...html.matchAll(/aria-label="Command">([\s\S]*?)<\/pre>/g)].map(([, text]) => unescaped(text as string));

const folder = () => temporaryFolder();

function shell(command: string, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', command], { cwd }, (error, stdout, stderr) =>
      error ? reject(new Error(`${command}\n${stderr}`)) : resolve(stdout),
    );
  });
}

async function newest() {
  return application.database.read.chainLink.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
}

test('every page of the record names the entry on which it rests, and its citation holds the hash', async () => {
  const { hash } = await newest();
  for (const path of ['/', talks, `${talks}/positions/ukraine/crimea`, `${talks}/updates/1`]) {
    const { text } = await get(path);
    expect(text).toContain(`<a href="/record-chain/58">entry 58</a>, whose SHA-256 in the record chain is`);
    expect(text).toContain(`entry 58, SHA-256 ${hash}.`);
  }
});

test('a page of an earlier instant rests on the entry that was newest then', async () => {
  const link = await application.database.read.chainLink.findUniqueOrThrow({
    where: { sequence: 45 },
    include: { publication: true },
  });
  const instant = link.publication.recordedAt.toISOString();
  const known = await application.database.read.publication.count({
    where: { recordedAt: { lte: new Date(instant) } },
  });
  const head = await application.database.read.chainLink.findUniqueOrThrow({ where: { sequence: known } });
  expect((await get(`${talks}?known_at=${instant}`)).text).toContain(head.hash);
});

test('files name that entry in their metadata', async () => {
  const { hash } = await newest();
  const json = JSON.parse((await get(`${talks}/positions.json`)).text) as Record<string, unknown>;
  expect([json.chain_entry, json.chain_hash]).toEqual(['58', hash]);
  const metadata = JSON.parse((await get(`${talks}/stances.csv-metadata.json`)).text) as Record<
    string,
    unknown
  >;
  expect([metadata['dc:identifier'], metadata['dc:provenance']]).toEqual([
    `entry 58, SHA-256 ${hash}`,
    { '@id': `${application.address}/record-chain/58` },
  ]);
  const zip = await fetch(`${application.address}${talks}/tables.zip`);
  const files = await filesOfZip(Buffer.from(await zip.arrayBuffer()));
  expect(files['README.txt']).toContain(
    `58 entries, SHA-256 ${hash}: ${application.address}/record-chain/58`,
  );
});

describe('a hash that is looked up', () => {
  test('is that of an entry', async () => {
    const { hash } = await application.database.read.chainLink.findUniqueOrThrow({ where: { sequence: 46 } });
    const { text } = await get(`/record-chain?hash=%20${hash.toUpperCase()}%20`);
    expect(text).toContain('It is that of <a href="/record-chain/46">Entry 46</a>');
    expect(text).toContain('Since then 12 entries were published');
  });

  test.each([
    ['0'.repeat(64), 'This hash is not in the chain.'],
    ['12', 'A hash has 64 digits'],
  ])('%s is answered with a sentence', async (hash, sentence) => {
    expect((await get(`/record-chain?hash=${hash}`)).text).toContain(sentence);
  });
});

test('the commands of the page, typed as they stand, load the chain and compute it anew', async () => {
  const [load, , compute] = commandsOf((await get('/record-chain')).text) as [string, string, string];
  const cwd = folder();
  const { hash } = await newest();
  await shell(load, cwd);
  expect(await shell(`grep ${hash} chain.csv | cut -d , -f 1`, cwd)).toBe('58\n');
  expect(await shell(compute, cwd)).toBe(`every link follows - the newest hash is ${hash}\n`);
  await shell("sed -i.old '/^30,/s/,[0-9a-f]*,/,00,/' chain.csv", cwd);
  expect(await shell(compute, cwd)).toBe(
    `entry 30 does not follow from the one before it\n1 links do not follow - the newest hash is ${hash}\n`,
  );
});

test('the commands of an entry, typed as they stand, print what the page says that they must', async () => {
  const { text } = await get('/record-chain/46');
  const expected = [...text.matchAll(/<code class="hash">([0-9a-f]{64})<\/code>/g)].map(
    ([, hash]) => hash as string,
  );
  const commands = commandsOf(text);
  expect(commands.length).toBe(4);
  const printed = [];
  for (const command of commands) printed.push((await shell(command, folder())).slice(0, 64));
  expect(printed).toEqual(expected.slice(0, printed.length));
});

test('quotes, breaks and characters that a shell reads do no harm in the commands of an entry', async () => {
  const editor = await application.signedIn('editor');
  const words = `It's "so" $(touch harm) \`touch harm\`; \\ & <b>\n%s — Київ`;
  await editor.post(
    `${talks}/updates`,
    soundUpdate(await idsOf(application), { 'stances.0.summary': words }),
  );
  const { sequence } = await newest();
  const { text } = await get(`/record-chain/${sequence}`);
  const command = commandsOf(text).find((each) => each.includes('touch harm')) as string;
  const cwd = folder();
  expect((await shell(command, cwd)).slice(0, 64)).toBe(sha256(words));
  expect(await shell('ls', cwd)).toBe('');
});

test('the whole chain is a table, and its contents are handed out as the bytes that were hashed', async () => {
  const rows = parse((await get('/record-chain.csv')).text, { columns: true }) as Record<string, string>[];
  expect(rows.map(({ sequence }) => Number(sequence))).toEqual(
    Array.from({ length: 58 }, (_, index) => index + 1),
  );
  for (const { sequence, content_hash } of [rows[2], rows[29], rows[45]] as {
    sequence: string;
    content_hash: string;
  }[]) {
    expect(sha256((await get(`/record-chain/${sequence}.json`)).text)).toBe(content_hash);
  }
});

test('a text that the law required to be removed leaves every hash as it was', async () => {
  const before = (await get('/record-chain/46.json')).text;
  const admin = await application.signedIn('admin');
  const answer = await admin.post(`${talks}/records/46/remove`, {
    texts: 'stances.46.summary',
    reason: 'An order of a court.',
  });
  expect(answer.status).toBe(303);
  const page = (await get('/record-chain/46')).text;
  expect(page).toContain('Removed, as the law required.');
  expect((await get('/record-chain/46.json')).text).toBe(before);
});

test('what a hidden negotiation published is not there for readers, but for those who sign in', async () => {
  const admin = await application.signedIn('admin');
  await admin.post(`${talks}/hide`, {});
  for (const path of ['/record-chain/46', '/record-chain/46.json', '/record-chain/1']) {
    expect((await get(path)).status).toBe(404);
    expect((await admin.get(path)).status).toBe(200);
  }
  expect((await get('/record-chain.csv')).status).toBe(200);
});

test.each([
  [1, 'the negotiation “Russia–Ukraine ceasefire talks”'],
  [3, 'the party “Ukraine”'],
  [7, 'the demand “Fighting stops before a peace agreement is negotiated”'],
])('entry %i names what was created: %s', async (sequence, what) => {
  expect((await get(`/record-chain/${sequence}`)).text).toContain(`Created: ${what}`);
});

test.each(['0', '59', '1.5', '-1', 'x', '99999999999', '46.csv'])('there is no entry %s', async (name) => {
  expect((await get(`/record-chain/${name}`)).status).toBe(404);
});

test('the page says of a hash whose entries were cut off that it is not in the chain', async () => {
  const { hash } = await newest();
  cutOffNewestUpdate(application.file);
  const { status, text } = await get(`/record-chain?hash=${hash}`);
  expect(status).toBe(200);
  expect(text).toContain('This hash is not in the chain.');
  expect(text).toContain('the record that was cited is not the one that is here');
});
