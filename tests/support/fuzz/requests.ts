import fc from 'fast-check';
import { csrfField, csrfTokenOf } from '../../../src/web/frame/security/request-forgery.js';
import type { RawRequest } from '../raw-request.js';
import { type FuzzGround, marker, type OfferedField, type OfferedForm } from './ground.js';
import {
  encoded,
  nastyBodies,
  nastyFormHeaders,
  nastyHeaders,
  nastySegment,
  nastyText,
  nastyUpload,
  soundParameters,
  wellFormed,
} from './values.js';

/** Anything longer never reaches us: the server's HTTP parser ends the connection. */
const longestPath = 12_000;
const parameterNames = Object.keys(soundParameters);

/** A request to a route, before the session and its token are added. */
export interface FuzzedRequest {
  readonly route: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The fields of a form, or a body as it is; null for none. */
  readonly fields: readonly (readonly [string, string])[] | null;
  readonly rawBody: string | null;
}

/** Requests to one route: most of them as a page would send them, except for a thing or two. */
export function requestsTo(route: string, ground: FuzzGround): fc.Arbitrary<FuzzedRequest> {
  const [method, pattern] = route.split(' ') as [string, string];
  const isPost = method === 'POST';
  return fc.record({
    route: fc.constant(route),
    path: fc
      .tuple(pathOf(pattern, ground), queryOf(route, ground))
      .map((parts) => parts.join('').slice(0, longestPath)),
    headers: mostly(fc.constant({}), fc.constantFrom(...nastyHeaders, ...(isPost ? nastyFormHeaders : []))),
    fields: isPost ? fieldsFor(ground.forms.get(route) ?? []) : fc.constant(null),
    rawBody: isPost ? rawBodyFor(pattern) : fc.constant(null),
  });
}

/** A body in place of the form's fields, or none; `{csrf}` in it is replaced by the token. */
function rawBodyFor(pattern: string): fc.Arbitrary<string | null> {
  if (takesFile(pattern)) return nastyUpload;
  return mostly(fc.constant(null), fc.constantFrom(...nastyBodies), 12);
}

function takesFile(path: string): boolean {
  return /\/imports(\?|$)/.test(path);
}

/** The rarer of two, once in that many times. */
function mostly<A, B>(usual: fc.Arbitrary<A>, rarer: fc.Arbitrary<B>, oneIn = 6): fc.Arbitrary<A | B> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: usual }, { weight: 1, arbitrary: rarer });
}

function pathOf(pattern: string, { segments }: FuzzGround): fc.Arbitrary<string> {
  const names = [...pattern.matchAll(/[:*](\w+)/g)].map(([, name]) => name as string);
  const noun = /\/(\w+)\/:(?:key|record)/.exec(pattern)?.[1] ?? '';
  const parts = names.map((name) => {
    const ofNoun = name === 'key' || name === 'record' ? segments[noun] : undefined;
    const known = ofNoun ?? segments[name];
    if (!known) throw new Error(`The ground of the fuzzing has nothing for :${name} in ${pattern}.`);
    const sound = fc.constantFrom(...known);
    return mostly(sound, nastySegment, 4 + 4 * names.length);
  });
  return fc.tuple(...parts).map((chosen) => {
    let index = 0;
    return pattern.replace(/[:*]\w+/g, () => chosen[index++] as string);
  });
}

function queryOf(route: string, { parameters }: FuzzGround): fc.Arbitrary<string> {
  const [known, all] = [[...(parameters.get(route) ?? [])], parameterNames];
  const name =
    known.length > 0
      ? mostly(fc.constantFrom(...known), fc.constantFrom(...all), 4)
      : fc.constantFrom(...all);
  const sound = name.chain((each) =>
    fc.tuple(fc.constant(each), fc.constantFrom(...(soundParameters[each] ?? ['1']))),
  );
  const pair = fc.oneof(
    { weight: 4, arbitrary: sound },
    { weight: 3, arbitrary: fc.tuple(name, nastyText) },
    { weight: 1, arbitrary: fc.tuple(nastyText, nastyText) },
  );
  const pairs = fc.array(pair, { minLength: 1, maxLength: 3 });
  const query = pairs.map(
    (each) => `?${each.map(([key, value]) => `${encoded(key)}=${encoded(value)}`).join('&')}`,
  );
  const broken = fc.constantFrom(
    '?',
    '??',
    '?%',
    '?%zz=%ff',
    '?as_of',
    '?=',
    '?&&',
    '?as_of[]=1',
    '?as_of[a][b]=c',
    `?q=${'x'.repeat(9_000)}`,
    '?<i data-fuzz>'.replace(' ', '%20'),
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 6, arbitrary: query },
    { weight: 1, arbitrary: broken },
  );
}

type Pair = readonly [string, string];

/** The fields of a form that a page offers, filled in properly, then some of them made nasty. */
function fieldsFor(forms: readonly OfferedForm[]): fc.Arbitrary<Pair[]> {
  if (forms.length === 0)
    return mostly(fc.constant([]), fc.array(fc.tuple(nastyText, nastyText), { maxLength: 3 }));
  const filled = fc
    .constantFrom(...forms)
    .chain(({ fields }) => fc.tuple(...fields.map((field) => soundField(field, fields.length))));
  return fc
    .tuple(
      filled.map((fields) => fields.flat()),
      fc.array(change, { maxLength: 2 }),
    )
    .map(([fields, changes]) => changes.reduce((changed, apply) => apply(changed), fields));
}

/** Forms with more fields than this have many that are usually left empty. */
const shortForm = 12;

function soundField({ name, value, choices }: OfferedField, fieldCount: number): fc.Arbitrary<Pair[]> {
  return soundValue().map((text) => [[name, text]]);

  function soundValue(): fc.Arbitrary<string> {
    if (name === 'key') return fc.uuid();
    if (name === 'do' && choices.length > 0)
      return fc.constantFrom(...choices, ...choices.filter((act) => submitting.test(act)));
    if (choices.length > 0)
      return mostly(fc.constant(value), fc.constantFrom(...choices), value === '' ? 2 : 6);
    if (value !== '') return fc.constant(value);
    return fieldCount > shortForm ? mostly(fc.constant(''), typed(name), 4) : typed(name);
  }
}

const submitting = /^(publish|propose|preview|create)$/;

/** What somebody would type into an empty field of the name. */
function typed(name: string): fc.Arbitrary<string> {
  const words = fc.constant(`Words ${marker}, long enough to be taken`);
  if (/date$/i.test(name)) return fc.constantFrom('2025-08-10', '2025-08', '2025');
  if (/url$/i.test(name)) return fc.nat().map((number) => `https://example.org/${number}?a="<i/data-fuzz>`);
  if (/slug$/.test(name)) return fc.nat().map((number) => `fuzzed-${number}`);
  if (/language$/i.test(name)) return fc.constantFrom('', 'uk');
  if (/time$/i.test(name)) return fc.constantFrom('', '14:30');
  if (/password|current/.test(name)) return fc.constant('the harbour at four in the morning');
  if (/signInName/.test(name)) return fc.nat().map((number) => `fuzzed-${number}`);
  return fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: fc.constant('') });
}

/** Something done to the fields of a form. */
const change: fc.Arbitrary<(fields: Pair[]) => Pair[]> = fc
  .tuple(
    fc.constantFrom('spoil', 'spoil', 'spoil', 'drop', 'repeat', 'add', 'swap'),
    fc.nat(60),
    nastyText,
    nastyText,
  )
  .map(([kind, which, text, other]) => (fields) => {
    const index = fields.length === 0 ? 0 : which % fields.length;
    const [name = text, value = other] = fields[index] ?? [];
    if (kind === 'add') return [...fields, [text, other]];
    if (kind === 'repeat') return [...fields, [name, text]];
    const without = fields.filter((_, at) => at !== index);
    if (kind === 'drop') return without;
    return [...without, kind === 'spoil' ? [name, text] : [text, value]];
  });

/** The request as it goes over the wire, with somebody's session. */
export function rawRequestOf(request: FuzzedRequest, address: string, cookie: string | null): RawRequest {
  const { route, path, fields, rawBody } = request;
  const method = route.split(' ')[0] as string;
  const headers: Record<string, string> = {};
  if (cookie !== null) headers.cookie = cookie;
  let body: Buffer | null = null;
  if (method === 'POST') {
    headers.origin = address;
    const isUpload = takesFile(route);
    headers['content-type'] = isUpload
      ? 'multipart/form-data; boundary=b'
      : 'application/x-www-form-urlencoded';
    const form = new URLSearchParams((fields ?? []).map((pair) => pair.map(wellFormed) as [string, string]));
    const token = cookie === null ? '' : csrfTokenOf(cookie.slice(cookie.indexOf('=') + 1));
    if (cookie !== null) form.append(csrfField, token);
    body = Buffer.from(rawBody?.replaceAll('{csrf}', token) ?? form.toString());
    headers['content-length'] = String(body.length);
  }
  return { method, path, headers: { ...headers, ...request.headers }, body };
}
