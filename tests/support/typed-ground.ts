import { isText, stanceFields } from '../../src/domain/log/stance-fields.js';
import { type Application, startApplication } from './application.js';
import { everythingSeen, fieldIn, versionFields } from './update-form.js';
import type { Answer, Fields, Visitor } from './visitor.js';

/** A text of at most that many characters. */
export type Words = (longest: number) => string;

/** An application in which every text of a negotiation is the one that a test gives, and the paths of its pages. */
export interface TypedGround {
  readonly application: Application;
  readonly admin: Visitor;
  readonly readersPages: readonly string[];
  readonly editorsPages: readonly string[];
  readonly feeds: readonly string[];
  /** Pages that answer a form: with its problems, a preview, a conflict, words given back. */
  readonly answers: readonly { readonly name: string; readonly text: string }[];
}

/** As long as a slug may be, without any place where a line can break. */
const slug = 'x'.repeat(80);
const talks = `/negotiations/${slug}`;
const own = (number: number) => `${slug.slice(1)}${number}`;
const key = (number: number) => `00000000-0000-4000-8000-00000000010${number}`;

export async function typedGround(words: Words): Promise<TypedGround> {
  const application = await startApplication({ exampleData: false });
  const admin = await application.signedIn('admin');
  const contributor = await application.signedIn('contributor');
  const records = await fill(application, admin, contributor, words);
  return {
    application,
    admin,
    readersPages: readersPages(records, words),
    editorsPages: await editorsPages(application, records),
    feeds: ['', `/parties/${own(1)}`, `/demands/${own(1)}`].map((path) => `${talks}${path}.atom`),
    answers: await answersOf(application, admin, records, words),
  };
}

/** Sends the form, and insists that it was taken. */
async function send(who: Visitor, path: string, fields: Fields): Promise<void> {
  const { status, text } = await who.post(path, fields);
  if (status >= 400)
    throw new Error(
      `${path} was refused with ${status}: ${text.match(/class="(?:field-error|lede|problem-link)"[^<]*/g)?.join(' ')}`,
    );
}

/** The numbers of the records, and the choices of their parties and demands in forms. */
interface Filled {
  readonly records: readonly number[];
  readonly party: readonly string[];
  readonly demand: readonly string[];
}

async function fill(
  application: Application,
  admin: Visitor,
  contributor: Visitor,
  words: Words,
): Promise<Filled> {
  const { read } = application.database;
  await send(admin, '/negotiations', { name: words(120), slug, description: words(2000) });
  await send(admin, `${talks}/topics`, { name: words(120), slug, order: '1' });
  const topic = String((await read.topic.findFirstOrThrow()).id);
  const party: string[] = [];
  for (const number of [3, 2, 1]) {
    const kind = number === 1 ? 'bloc' : 'state';
    const members = number === 1 ? party.slice(0, 1) : [];
    const fields = { name: words(110) + words(number), kind, role: 'principal', order: String(number) };
    await send(admin, `${talks}/parties`, { ...fields, slug: own(number), members });
    party.unshift(String((await read.party.findFirstOrThrow({ where: { slug: own(number) } })).id));
  }
  const demand: string[] = [];
  for (const number of [1, 2]) {
    await send(admin, `${talks}/demands`, {
      proposition: words(280) + words(number),
      slug: own(number),
      topic,
      raisers: party.slice(0, 1),
      addressees: party.slice(1, 2),
      otherAddressees: words(300),
      ...(number === 2 ? { needs: party, until: '2026-01-31', partOf: demand.slice(0, 1) } : {}),
      order: String(number),
    });
    demand.push(String((await read.demand.findFirstOrThrow({ where: { slug: own(number) } })).id));
  }
  await send(admin, `${talks}/speakers`, { party: party[0] as string, name: words(120), role: words(200) });
  const speaker = String((await read.speaker.findFirstOrThrow()).id);
  await send(admin, `${talks}/events`, { name: words(200), date: '2025-08-15', description: words(2000) });
  const update = (one: number, other: number, changes: Fields) =>
    send(admin, `${talks}/updates`, { ...typedUpdate(words, party[one], demand[other]), ...changes });
  await update(0, 0, { 'stances.0.position': 'demands', 'stances.0.speaker': speaker });
  await update(1, 0, { 'stances.0.position': 'rejects' });
  await update(2, 0, {
    'stances.0.position': 'conditional',
    'stances.0.attribution': 'counterparty_account',
    'stances.0.accountBy': party[0] as string,
  });
  await update(0, 1, { 'stances.0.position': 'favours', 'stances.0.attribution': 'unnamed_sources' });
  await update(1, 1, { 'stances.0.position': 'rejects' });
  await update(0, 0, { 'stances.0.position': 'reluctant', 'stances.0.date': '2025-08-20' });
  const reports = await read.entry.findMany({ where: { kind: 'report' }, orderBy: { sequence: 'asc' } });
  const records = reports.map(({ sequence }) => sequence);
  await acts(admin, records, { words, party, demand });
  await desk(application, admin, contributor, { words, party, demand }, records[5]);
  return { records, party, demand };
}

/** A sound update of one stance, whose every text is the given one. */
function typedUpdate(words: Words, party = '', demand = ''): Record<string, string> {
  return {
    do: 'publish',
    key: crypto.randomUUID(),
    seen: everythingSeen,
    revision: '0',
    headline: words(200),
    ...typedSource(words),
    ...typedStance(words, party, demand),
  };
}

function typedSource(words: Words): Record<string, string> {
  return {
    'sources.0.url': `https://example.org/${'y'.repeat(300)}`,
    'sources.0.outlet': words(200),
    'sources.0.title': words(500),
    'sources.0.author': words(200),
    'sources.0.note': words(2000),
    'sources.0.publishedDate': '2025-08-20',
  };
}

function typedStance(words: Words, party: string, demand: string): Record<string, string> {
  return {
    'stances.0.party': party,
    'stances.0.demand': demand,
    'stances.0.position': 'rejects',
    'stances.0.attribution': 'on_record_principal',
    'stances.0.date': '2025-08-16',
    ...Object.fromEntries(
      stanceFields
        .filter(isText)
        .map(({ name, value: { limit } }) => [`stances.0.${name}`, words(limit ?? 200)]),
    ),
    'stances.0.quoteLanguage': 'ar',
    'stances.0.confidence': 'low',
    'stances.0.citations.0.source': '0',
    'stances.0.citations.0.locator': words(200),
    'stances.0.citations.0.firstReportedBy': words(200),
  };
}

interface Typed {
  readonly words: Words;
  readonly party: readonly string[];
  readonly demand: readonly string[];
}

/** One act of every kind. */
async function acts(admin: Visitor, records: readonly number[], { words, party, demand }: Typed) {
  const source = { ...typedSource(words), 'sources.0.url': 'https://example.org/another' };
  const about = { locator: words(200), firstReportedBy: words(200) };
  const version = {
    do: 'publish',
    reason: words(2000),
    version: String(records[0]),
    ...source,
    ...typedStance(words, party[0] as string, demand[0] as string),
    'stances.0.summary': words(1000),
    'stances.0.position': 'insists',
  };
  await send(admin, `${talks}/records/${records[0]}/correct`, version);
  await send(admin, `${talks}/records/${records[1]}/clarify`, {
    ...version,
    ...typedStance(words, party[1] as string, demand[0] as string),
    version: String(records[1]),
    'stances.0.summary': words(1000),
  });
  await send(admin, `${talks}/records/${records[2]}/corroborate`, { ...source, ...about });
  await send(admin, `${talks}/records/${records[3]}/deny`, {
    ...source,
    ...about,
    attribution: 'on_record_official',
    date: '2025-08-19',
    speakerRole: words(200),
    quote: words(5000),
    quoteLanguage: 'ar',
    quoteTranslation: words(5000),
  });
  await send(admin, `${talks}/records/${records[4]}/retract`, { reason: words(2000) });
}

/** What only the desk sees. */
async function desk(
  application: Application,
  admin: Visitor,
  contributor: Visitor,
  { words, party, demand }: Typed,
  corrected = 0,
): Promise<void> {
  const { read } = application.database;
  const update = () => typedUpdate(words, party[2], demand[1]);
  await send(admin, `${talks}/updates`, { ...update(), do: 'show', key: key(1) });
  for (const _ of [1, 2]) await send(contributor, `${talks}/proposals`, { ...update(), do: 'propose' });
  const correction = `${talks}/records/${corrected}/propose-correction`;
  const fields = versionFields(await contributor.open(`${correction}?draft=${key(6)}`));
  const changed = { ...fields, 'stances.0.note': words(1999), reason: words(2000) };
  await send(contributor, correction, { ...changed, do: 'publish', key: key(6), revision: '0' });
  const declined = (
    await read.proposal.findFirstOrThrow({ where: { record: null }, orderBy: { id: 'desc' } })
  ).id;
  await send(admin, `${talks}/proposals/${declined}/decline`, { reason: words(2000) });
  await send(admin, `${talks}/positions/${own(1)}/${own(1)}/notes`, { note: words(2000) });
  await send(admin, '/account/name', { publicName: words(100) });
  const lines = [
    'party,demand,position,attribution,effective_date,source_outlet,source_title,summary',
    `${words(100)}z,${words(200)}z,rejects,official_document,2025-08-12,${words(100)},${words(100)},${words(100)}`,
    `${words(100)},${words(200)},${words(100)},${words(100)},${words(100)},,,`,
  ];
  const body = new FormData();
  body.append('csrf', await admin.csrfToken());
  body.append('file', new Blob([lines.join('\r\n')]), words(60));
  const headers = { origin: application.address };
  const upload = await admin.send(`${talks}/imports`, { method: 'POST', body, headers });
  if (upload.status !== 303) throw new Error(`The file was refused with ${upload.status}.`);
}

function readersPages({ records }: Filled, words: Words): string[] {
  const query = encodeURIComponent(words(60));
  return [
    '/',
    '/record-chain',
    ...[1, 2, 3, 4, 5, 6, 7].map((sequence) => `/record-chain/${sequence}`),
    `/record-chain/${records[0]}`,
    `/record-chain/${records[3]}`,
    '/sign-in',
    `/sign-in?next=/${'q'.repeat(200)}`,
    `/${query.slice(0, 600)}`,
    ...[
      '',
      '?as_of=2025-08-17&since=2025-08-15',
      `?q=${query}`,
      `?${'q'.repeat(200)}=1`,
      ...[1, 2, 3].flatMap((party) => [1, 2].map((demand) => `/positions/${own(party)}/${own(demand)}`)),
      `/positions/${own(1)}/${own(1)}?as_of=2025-08-17`,
      ...[1, 2, 3].map((party) => `/parties/${own(party)}`),
      ...[1, 2].map((demand) => `/demands/${own(demand)}`),
      '/updates',
      '/updates/1',
      '/updates/3',
      '/changes?from=2025-08-01&to=2025-08-20&reaffirmed=1',
      `/compare/${own(1)}/${own(2)}`,
      `/search?q=${query}`,
      '/search',
      '/timeline?from=2025-08-01&to=2025-08-21',
      '/corrections?kind=correction&kind=retraction&kind=clarification&kind=denial',
      '/sources',
      '/data',
      '/methodology',
    ].map((path) => `${talks}${path}`),
    `/embed${talks}`,
    `/embed${talks}/positions/${own(1)}/${own(1)}`,
    `/embed${talks}/positions/${own(3)}/${own(2)}`,
  ];
}

async function editorsPages({ database: { read } }: Application, { records }: Filled): Promise<string[]> {
  const lists = ['parties', 'demands', 'topics', 'speakers', 'events'];
  const proposals = await read.proposal.findMany();
  const [first] = records;
  return [
    '/desk',
    '/account',
    '/people',
    '/audit',
    '/confirm',
    '/negotiations/new',
    ...[
      '/edit',
      `/updates/new?draft=${key(1)}`,
      `/updates/new?draft=${key(2)}`,
      `/updates/new?party=${own(1)}&demand=${own(1)}&draft=${key(3)}`,
      `/updates/new?reaffirm=${records[1]}&draft=${key(4)}`,
      ...['correct', 'clarify', 'corroborate', 'retract', 'remove'].map((act) => `/records/${first}/${act}`),
      `/records/${records[2]}/deny`,
      `/records/${records[4]}/restore`,
      '/updates/1/retract',
      '/updates/5/restore',
      '/proposals',
      `/proposals/new?draft=${key(5)}`,
      ...proposals.map(({ id }) => `/proposals/${id}`),
      `/proposals/${proposals[0]?.id}/review`,
      ...proposals
        .filter(({ record }) => record !== null)
        .map(({ id }) => `/proposals/${id}/review?draft=${key(7)}`),
      `/records/${first}/propose-correction?draft=${key(8)}`,
      `/positions/${own(1)}/${own(1)}`,
      '/imports',
      '/imports/1',
      '/work-list',
      '/work-list?days=1',
      '/recent-changes?kind=report&kind=correction&kind=clarification&kind=corroboration&kind=retraction&kind=denial',
      ...lists.flatMap((noun) => [`/${noun}`, `/${noun}/new`]),
      ...['parties', 'demands'].map((noun) => `/${noun}/${own(1)}/edit`),
      `/topics/${slug}/edit`,
      '/speakers/1/edit',
      '/events/1/edit',
      '/sources/edit',
      '/sources/1/edit',
    ].map((path) => `${talks}${path}`),
  ];
}

async function answersOf(
  application: Application,
  admin: Visitor,
  { records, party, demand }: Filled,
  words: Words,
): Promise<TypedGround['answers']> {
  const editor = await application.signedIn('editor');
  const update = typedUpdate(words, party[1], demand[0]);
  const long = (longest: number) => words(longest) + words(longest);
  const wrong = { ...typedUpdate(long, party[1], demand[0]), 'stances.0.date': words(200) };
  const seen = fieldIn(await admin.get(`${talks}/parties/${own(1)}/edit`), 'seen') ?? '';
  const posted: [string, Promise<Answer>][] = [
    ['a form with problems', admin.post(`${talks}/updates`, wrong)],
    ['a preview', admin.press(`${talks}/updates`, { ...update, do: 'preview' })],
    ['a conflict', editor.post(`${talks}/updates`, { ...update, key: key(6), seen: '0' })],
    ['a correction with problems', admin.post(`${talks}/records/${records[0]}/correct`, { ...wrong, seen })],
    ['a forged form', admin.postBare(`${talks}/records/${records[0]}/retract`, { reason: words(2000) })],
    ['an ended session', application.visitor().postBare(`${talks}/updates`, update)],
    ['a topic with problems', admin.post(`${talks}/topics`, { name: long(120), slug: words(200) })],
    ['a party with problems', admin.post(`${talks}/parties`, { name: long(120), slug: words(200) })],
    ['a demand with problems', admin.post(`${talks}/demands`, { proposition: long(300), slug: words(200) })],
    [
      'a sign-in refused',
      application.visitor().postBare('/sign-in', { signInName: words(200), password: 'x' }),
    ],
  ];
  return Promise.all(
    posted.map(async ([name, answer]) => {
      const { status, text } = await answer;
      if (status < 400 && name !== 'a preview') throw new Error(`${name} was answered ${status}.`);
      return { name, text };
    }),
  );
}
