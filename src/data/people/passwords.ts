import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { projectPath } from '../engine/project-folder.js';
import { foldedPassword, shortestWord } from '../../domain/people/common-password.js';

/** Argon2id, the package’s default, with 19,456 KiB, two passes and one lane (OWASP Password Storage Cheat Sheet). */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const mostAtOnce = 2;

/** Loaded when somebody signs in, so that the server starts sooner. */
const argon2 = () => import('@node-rs/argon2');

/** Loaded with the first new password. */
const wordLists = () =>
  createRequire(import.meta.url)('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');

let running = 0;
const waiting: (() => void)[] = [];
let decoy: Promise<string> | null = null;

export function hashPassword(password: string): Promise<string> {
  return inTurn(async () => (await argon2()).hash(password.normalize('NFC'), options));
}

/** True if the password matches the hash. Without a hash the same work is done, and the result is false. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('a password that nobody has');
  const against = passwordHash ?? (await decoy);
  const fits = await inTurn(async () => (await argon2()).verify(against, password.normalize('NFC')));
  return fits && passwordHash !== null;
}

let common: ReadonlySet<string> | null = null;

/** What guessing programs try first: phrases from this version's own list, and words from leaked passwords. */
export function commonPasswords(): ReadonlySet<string> {
  common ??= readCommonPasswords();
  return common;
}

function readCommonPasswords(): ReadonlySet<string> {
  const list = readFileSync(projectPath('src/data/people/common-phrases.txt'), 'utf8');
  const phrases = list.split('\n').filter((line) => !line.startsWith('#'));
  const { dictionary } = wordLists();
  const words = dictionary['passwords-common'].map(String).filter((word) => !/^\d+$/.test(word));
  return new Set([...phrases, ...words].map(foldedPassword).filter((each) => each.length >= shortestWord));
}

/** At most two hashes at once: each takes 19 MB and a core. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
