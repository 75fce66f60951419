import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { releaseData } from './actions/releases/release-data.js';
import { withDatabase } from './cli/command.js';
import { type Config, readConfig } from './config.js';
import type { Database } from './data/engine/database.js';
import { LogMemory } from './data/memory/log.js';
import type { NewReleaseFile } from './data/releases/releases.js';
import { theServer } from './domain/people/actor.js';
import { cleanName } from './domain/text.js';
import { utcDay } from './domain/when.js';
import { dataCite, releaseCitation } from './outputs/tables/release-citation.js';
import { citationFileText } from './outputs/tables/citation-file.js';
import { createApp } from './web/app.js';
import { createLogger } from './web/frame/logger.js';
import { paths, withQuery } from './web/frame/paths.js';
import { readingNow, readingOf } from './web/frame/reading/reading.js';
import type { Services } from './web/frame/services.js';

/**
 * Freezes what readers can download of a negotiation under a name. A process of its own, started by the command
 * `release`: the files are asked of the pages themselves, which no command may import.
 */
async function release(slug: string, givenName: string): Promise<string> {
  const config = readConfig();
  const { publicUrl } = config;
  if (publicUrl === null)
    throw new Error(
      'Set PUBLIC_URL first: what is released names for ever the address at which it can be checked.',
    );
  return withDatabase(config.databaseUrl, async (database) => {
    const services = servicesOf(config, database);
    const reading = await readingOf(services, slug, readingNow);
    const { negotiation, chainHead, knownAt, permalinkQuery } = reading;
    if (!chainHead) throw new Error('Nothing is published yet.');
    const now = new Date();
    const [name, day, page] = [cleanName(givenName), utcDay(now), paths.data(slug)];
    const { publisher, licence } = config;
    const permalink = `${publicUrl}${withQuery(page, permalinkQuery)}`;
    const cited = { publisher, licence, negotiation, knownAt, permalink, chainHead, release: { name, day } };
    const facts = {
      ...{ publisher, licence, name, day, head: chainHead, url: permalink },
      negotiation: negotiation.name,
      description: negotiation.description,
    };
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    const stop = await listening(services);
    try {
      const asked = (path: string) => `${stop.address}${withQuery(path, permalinkQuery)}`;
      const files = [
        await downloaded(folder, 'tables.zip', asked(paths.archive(slug))),
        await downloaded(folder, 'data.db', asked(paths.tableFile(slug))),
        written('CITATION.cff', 'application/yaml', citationFileText(cited)),
        written('datacite.json', 'application/json', dataCite(facts)),
      ];
      const { sequence, hash } = chainHead;
      const citation = releaseCitation(facts);
      const kept = { negotiationId: negotiation.id, name, releasedAt: now, sequence, hash, citation, files };
      await releaseData(database, theServer, kept);
      const digests = files.map(({ name: file, size, digest }) => `${file}\t${size}\t${digest}`);
      return [
        `“${name}” is released, at entry ${sequence}, SHA-256 ${hash}: ${publicUrl}${page}`,
        ...digests,
      ].join('\n');
    } finally {
      stop.end();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** Nobody else is answered, so nothing of a server but its pages. */
function servicesOf(config: Config, database: Database): Services {
  return {
    ...{ config, database, memory: new LogMemory(database.read) },
    brand: { logo: null, accent: null, about: null },
    logger: createLogger('silent'),
    clock: () => new Date(),
    lifecycle: { isStopping: false, readOnly: null, lastBackup: null },
    onDamage: (message) => {
      throw new Error(message);
    },
    backUp: () => Promise.resolve(),
    setUpToken: '',
  };
}

async function listening(
  services: Services,
): Promise<{ readonly address: string; readonly end: () => void }> {
  const server = createApp(services).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    end: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Kept on the disk until it is stored, however large it is. */
async function downloaded(folder: string, name: string, url: string): Promise<NewReleaseFile> {
  const answer = await fetch(url);
  if (!answer.ok || !answer.body) throw new Error(`${name} could not be made: ${answer.status}.`);
  const path = join(folder, name);
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      size += piece.length;
      done(null, piece);
    },
  });
  await pipeline(Readable.fromWeb(answer.body), measure, createWriteStream(path));
  return {
    ...{ name, size, digest: hash.digest('hex') },
    mediaType: answer.headers.get('content-type') ?? 'application/octet-stream',
    pieces: () => createReadStream(path),
  };
}

function written(name: string, mediaType: string, text: string): NewReleaseFile {
  const bytes = Buffer.from(text);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { name, mediaType, size: bytes.length, digest, pieces: () => Readable.from([bytes]) };
}

const [slug = '', name = ''] = process.argv.slice(2);
process.umask(0o077);
await release(slug, name).then(
  (said) => process.stdout.write(`${said}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
