import { tmpdir } from 'node:os';
import type { RawAnswer } from '../raw-request.js';

const html = /^(text\/html|application\/(atom\+)?xml)/;
const statement = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.+\b(FROM|VALUES|SET|WHERE)\b/s;
/** A database to download holds the statements of its own views. */
const database = 'application/vnd.sqlite3';
/** What reveals internals of the program. */
const insides: readonly RegExp[] = [
  /\n\s+at .+[:(]/,
  /SQLITE_|SqliteError|[Pp]risma(Client)?[.A-Z]|\bTypeError\b|\bERR_[A-Z]/,
  /node_modules|\.(ts|js|ejs):\d+/,
];
const ownPaths = [process.cwd(), tmpdir(), process.execPath].filter((path) => path.length > 1);

/** What is wrong with an answer, in words; nothing if nothing is. */
export function faultsOf(answer: RawAnswer | null, address: string): string[] {
  if (answer === null) return ['no answer'];
  const { status, headers, text } = answer;
  const type = headers['content-type'] ?? '';
  const location = headers.location ?? null;
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(headers['x-fuzz'] === undefined ? [] : ['a header was injected']),
    ...(html.test(type) && /<i[ /]data-fuzz|" data-fuzz|<script>alert/.test(text)
      ? ['an unescaped marker']
      : []),
    ...(html.test(type) && /(href|src|action)="\s*(javascript|data):/i.test(text)
      ? ['a link that runs']
      : []),
    ...(type !== database && statement.test(text) ? [`tells ${statement.source}`] : []),
    ...insides.filter((inside) => inside.test(text)).map((inside) => `tells ${inside.source}`),
    ...ownPaths.filter((path) => text.includes(path)).map((path) => `tells the path ${path}`),
    ...(location !== null && new URL(location, address).origin !== address ? [`leads to ${location}`] : []),
    ...(type.startsWith('application/json') && !isJson(text) ? ['JSON that is none'] : []),
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** True if somebody was refused for who they are, before any handler. */
export function isTurnedAway({ status, headers }: RawAnswer): boolean {
  return status === 401 || status === 403 || headers.location?.startsWith('/sign-in?next=') === true;
}
