import fc from 'fast-check';
import { marker } from './ground.js';

/** Texts that have broken programs of this kind. */
const nastyTexts = [
  marker,
  `javascript:alert(1)//${marker}`,
  '<script>alert(1)</script>',
  '&lt;i data-fuzz&gt;',
  "' OR 1=1 --",
  "'); DROP TABLE entries; --",
  '<%= process.env %>',
  '{{7*7}}',
  '../../../../etc/passwd',
  '..',
  '.',
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\nX-Fuzz: 1',
  '\u2028\u2029\u0085',
  '\ud800',
  '\u202eобратно',
  'Київ',
  'שלום',
  '中文',
  '👩‍👩‍👧‍👦',
  'e\u0301'.repeat(50),
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '__proto__.isAdmin',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  'true',
  '[]',
  '{}',
  '[object Object]',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e309',
  '0x10',
  '007',
  '999999999',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '9223372036854775808',
  '-9223372036854775809',
  '1'.repeat(400),
  '2025-02-30',
  '0000-00-00',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '10000-01-01',
  '+275760-09-13',
  '-000001-01-01',
  '2025-08-14T09:30:00+14:00',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59-23:59',
  '2025-08-14T24:00:00Z',
  '2025-08-14T09:30:60Z',
  '%00',
  '%',
  '*',
  '"',
  '""',
  '"unclosed',
  'NEAR(',
  'AND',
  'a AND OR NOT b',
  'a*^:-()',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  '/\tevil.example',
  '\\\\evil.example',
  'http://[',
  'http://a b',
  'data:text/html,<i data-fuzz>',
  'x'.repeat(300),
  'Ж'.repeat(6_000),
];
export const nastyText = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...nastyTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...nastyTexts), fc.constantFrom(...nastyTexts))
      .map((two) => two.join('')),
  },
);

/** Parts of a path as they are written, some of them not as they should be. */
const brokenSegments = [
  '%',
  '%zz',
  '%c3%28',
  '%ff',
  '%00',
  '%2f..%2f',
  '..',
  '..%2f',
  '%2e%2e',
  '%252f',
  ';a=b',
  '"<i',
  '\\',
  '%0d%0aX-Fuzz:1',
  '%u0041',
  'x'.repeat(9_000),
  '%D0%9A%D0%B8%D1%97%D0%B2',
];
export const nastySegment = fc.oneof(
  fc.constantFrom(...brokenSegments),
  nastyText.map((text) => encoded(text).slice(0, 9_000)),
);

/** Proper values of parameters, by their names, to be mixed with nasty ones. */
export const soundParameters: Readonly<Record<string, readonly string[]>> = {
  as_of: ['2025-08-14', '2025-08-20', '2020-01-01', ''],
  known_at: ['2025-08-20', '2025-08-20T12:00:00Z', '2025-08-21T09:00:00+03:00', ''],
  evidence: ['on_record', 'default', 'all'],
  since: ['2025-08-14', '2025-01-01'],
  from: ['2025-08-01', '2020-01-01'],
  to: ['2025-08-20', '2025-08-15'],
  party: ['russia', 'ukraine', 'marked'],
  demand: ['crimea', 'marked'],
  one: ['russia'],
  other: ['ukraine', 'marked'],
  topic: ['territory', 'nato'],
  with: ['russia', 'ukraine', 'marked'],
  width: ['600', '1200', '2400'],
  card: ['1'],
  sort: ['gap', 'topic', 'one_origin'],
  position: ['rejects', 'demands', 'no_stated_position'],
  attribution: ['official_document', 'unnamed_sources'],
  movement: ['reversed', 'new', 'moved'],
  kind: ['report', 'correction', 'retraction', 'stance', 'own'],
  show: ['circles', 'chains', 'demands', 'words', 'refusals'],
  relation: ['both_for', 'opposite_sides'],
  reaffirmed: ['1', '0'],
  q: ['territory', 'fuzz', 'Київ', 'nato OR crimea'],
  order: ['best', 'newest'],
  bom: ['1', '0'],
  closed: ['1', '0'],
  details: ['1', ''],
  table: ['1', ''],
  stale: ['3', '1', '12'],
  cells: ['nothing', 'stale', 'one_origin'],
  raw: ['1', '0'],
  page: ['1', '2', '999999'],
  before: ['1', '40', '999999999'],
  after: ['2025-08-21T09:00:00.000Z_00000000-0000-4000-8000-0000000000aa'],
  discarded: ['00000000-0000-4000-8000-0000000000aa'],
  record: ['48', '38'],
  role: ['contributor', 'editor', 'admin'],
  days: ['30', '1', '3650'],
  list: ['stale', 'unassessed', 'unarchived', 'successor'],
  draft: ['00000000-0000-4000-8000-0000000000aa', '00000000-0000-4000-8000-0000000000ab'],
  preview: ['1'],
  kept: ['1'],
  reaffirm: ['46', '39'],
  sources: ['1', '5'],
  next: ['/desk', '/negotiations/russia-ukraine?as_of=2025-08-14'],
  group: ['record', 'people', 'opposed', 'past'],
  person: ['admin-1'],
  negotiation: ['russia-ukraine', 'marked'],
  hash: ['0'.repeat(64), 'abc'],
  utm_source: ['letter'],
};

/** Headers that some requests carry. */
export const nastyHeaders: readonly Readonly<Record<string, string>>[] = [
  { host: marker.replaceAll('"', '') },
  { host: '[' },
  { host: 'a b' },
  { host: '' },
  { host: 'evil.example:99999' },
  { cookie: `sid=${'x'.repeat(3_000)}; sid=; =; sid` },
  { cookie: '__proto__=1; sid=%' },
  { accept: marker, 'accept-language': marker, referer: marker },
  { 'accept-encoding': 'br;q=0, gzip;q=0, identity;q=0' },
  { 'accept-encoding': '*;q=nonsense, , ;' },
  { 'if-none-match': '*' },
  { 'if-none-match': '"\u00e9' },
  { 'if-modified-since': 'never' },
  { range: 'bytes=5-1,99999999999999999999-' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript', 'x-forwarded-for': marker },
  { 'sec-fetch-site': 'none' },
  { 'x-http-method-override': 'DELETE' },
  { authorization: 'Bearer ' },
  { authorization: `Basic ${marker}` },
  { expect: '100-continue' },
  { upgrade: 'websocket', connection: 'upgrade' },
];
export const nastyFormHeaders: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': '' },
  { 'content-type': 'application/json' },
  { 'content-type': 'text/html' },
  { 'content-type': 'nonsense' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'multipart/form-data; boundary=' },
  { 'content-type': 'multipart/form-data; boundary=b' },
  { 'content-type': 'application/x-www-form-urlencoded; charset=utf-16le' },
  { 'content-type': 'application/x-www-form-urlencoded; charset=x-no-such' },
  { 'content-type': 'application/x-www-form-urlencoded; charset' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'br' },
  { 'content-encoding': 'deflate' },
  { 'content-encoding': 'compress' },
  { 'content-encoding': 'identity, gzip' },
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
];

/** A part of a body that is not a form. */
export const nastyBodies = [
  '',
  '=',
  '&&&=&',
  '%',
  '%zz=%zz&a=%',
  '\0\0\0',
  '{"__proto__":{"isAdmin":true}}',
  '[1,2,3]',
  'csrf={csrf}',
  'csrf={csrf}&csrf={csrf}',
  'csrf={csrf}&%zz=%&a[b][c]=d&__proto__=1&__proto__.x=2',
  `${'csrf={csrf}&'}${'stances.0.summary=%D0%96&'.repeat(500)}`,
  `${'a=b&'.repeat(2_000)}`,
];

const token = '--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf}\r\n';
const fileHead = '--b\r\nContent-Disposition: form-data; name="file"; filename=';
const csvHead =
  'party_slug,demand_slug,position,attribution,effective_date,source_outlet,source_title,summary';
const csvRow = [
  'ukraine',
  'crimea',
  'rejects',
  'official_document',
  '2025-08-12',
  'TASS',
  'Title',
  'Summary',
];

/** A file of stances in which some cells are not what they should be. */
const nastyFile = fc
  .array(
    fc.tuple(
      ...csvRow.map((cell) =>
        fc.oneof({ weight: 9, arbitrary: fc.constant(cell) }, { weight: 1, arbitrary: nastyText }),
      ),
    ),
    { maxLength: 4 },
  )
  .map((rows) =>
    [csvHead, ...rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))].join(
      '\r\n',
    ),
  );

/** The body of a form with a file, whole or not. */
export const nastyUpload = fc.oneof(
  {
    weight: 4,
    arbitrary: nastyFile.map(
      (file) => `${token}${fileHead}"stances.csv"\r\nContent-Type: text/csv\r\n\r\n${file}\r\n--b--\r\n`,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      `${token}${fileHead}"../../a\0.csv"\r\nContent-Type: text/csv\r\n\r\n\ufffe\0\0\r\n--b--\r\n`,
      `${token}${fileHead}"${'x'.repeat(5_000)}"\r\n\r\n\ufeff${csvHead}\r\n"unclosed\r\n--b--\r\n`,
      `${token}${fileHead}"a"\r\n\r\n${csvHead}\n${'"x",'.repeat(3_000)}\r\n--b--\r\n`,
      `${token}${fileHead}"a"\r\n\r\ncut off`,
      `${token}${fileHead}"a"\r\nContent-Transfer-Encoding: base64\r\n\r\n####\r\n--b--`,
      `${token}${fileHead}""\r\n\r\n\r\n--b--`,
      `${token}--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--`,
      `${token}--b\r\nContent-Disposition: nonsense; name\r\n\r\nx\r\n--b--`,
      `${token}${'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(30)}--b--`,
      token,
      '--b--',
      '--other--',
      '',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => `${token}${text}`) },
);

/** Percent-encoded, with what is not text as a browser would send it. */
export function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** Without lone surrogates, which no browser can send. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
