import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { tracker } from '../support/tracker-command.js';
import { filesOfZip } from '../support/zip.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeEach(async () => {
  process.env.PUBLIC_URL = 'https://tracker.example.org';
  process.env.PUBLISHER = 'The Institute';
  application = await startApplication();
  application.time.now = new Date();
});

afterEach(async () => {
  delete process.env.PUBLIC_URL;
  delete process.env.PUBLISHER;
  await application.stop();
});

const release = (...options: string[]) => tracker(application.url, ['release', ...options]);
const bytesOf = async (file: string) => {
  const answer = await fetch(`${application.address}${talks}/releases/1/${file}`);
  return Buffer.from(await answer.arrayBuffer());
};

test('the command keeps what readers can download, beside a running server, with how it is cited', async () => {
  const { code, stdout, stderr } = await release(
    '--negotiation',
    'russia-ukraine',
    '--name',
    'First edition',
  );
  expect([code, stderr]).toEqual([0, '']);
  const link = await application.database.read.chainLink.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  const [said, ...files] = stdout.trim().split('\n');
  expect(said).toBe(
    `“First edition” is released, at entry 58, SHA-256 ${link.hash}: https://tracker.example.org${talks}/data`,
  );
  const told = files.map((line) => line.split('\t'));
  expect(told.map(([name]) => name)).toEqual(['tables.zip', 'data.db', 'CITATION.cff', 'datacite.json']);
  for (const [name, size, digest] of told) {
    const bytes = await bytesOf(name as string);
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([Number(size), digest]);
  }
  const zip = await filesOfZip(await bytesOf('tables.zip'));
  const csv = (await application.visitor().get(`${talks}/stances.csv`)).text;
  const [, address] = /(https:\/\/tracker\.example\.org)/.exec(zip['stances.csv'] ?? '') ?? [];
  expect(zip['stances.csv']).toBe(csv.replaceAll(application.address, address as string));
  expect((await bytesOf('CITATION.cff')).toString()).toContain('version: "First edition"');
  expect(JSON.parse((await bytesOf('datacite.json')).toString())).toMatchObject({
    creators: [{ name: 'The Institute', nameType: 'Organizational' }],
    version: 'First edition',
  });
  expect((await application.visitor().get(`${talks}/data`)).text).toContain('First edition');
});

test('a release needs a negotiation that readers see, a name of its own, and the address of the tracker', async () => {
  const named = ['--negotiation', 'russia-ukraine', '--name', 'First edition'] as const;
  expect((await release(...named)).code).toBe(0);
  expect((await release(...named)).stderr).toBe(
    'Nothing was changed: There is a release “First edition” already.\n',
  );
  expect((await release('--negotiation', 'nowhere', '--name', 'x')).stderr).toBe(
    'Nothing was changed: There is no negotiation “nowhere”.\n',
  );
  expect((await release('--negotiation', 'russia-ukraine')).code).toBe(1);
  delete process.env.PUBLIC_URL;
  expect((await release('--negotiation', 'russia-ukraine', '--name', 'x')).stderr).toContain(
    'Set PUBLIC_URL first',
  );
});
