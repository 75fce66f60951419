import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { isText, stanceFields } from '../../../src/domain/log/stance-fields.js';
import { actOnRecords, editorsPages, readersPages } from '../all-pages.js';
import { type Application, startApplication } from '../application.js';
import { releaseUpTo } from '../releases.js';
import { temporaryFolder } from '../database.js';
import { idsOf, soundUpdate, versionFields } from '../update-form.js';
import type { Fields, Visitor } from '../visitor.js';
import { unescaped } from '../html.js';

/** What must never be on a page as it is written here. */
export const marker = '"\'><i data-fuzz></script><!--';

/** A field as a form offers it; `choices` are the values that can be chosen, none where it is typed. */
export interface OfferedField {
  readonly name: string;
  readonly value: string;
  readonly choices: readonly string[];
}

/** A form that some page shows: where it is sent, and its fields. */
export interface OfferedForm {
  readonly path: string;
  readonly fields: readonly OfferedField[];
}

/** What the fuzzed requests start from: one of everything that a path can name, with the marker in every text. */
export interface FuzzGround {
  /** The database file; applications serve copies of it. */
  readonly template: string;
  /** The session of an admin in that database. */
  readonly cookie: string;
  readonly time: Date;
  /** Every page, as a path. */
  readonly pages: readonly string[];
  /** The forms for each route that takes one, as pages show them. */
  readonly forms: ReadonlyMap<string, readonly OfferedForm[]>;
  /** The parameters that links and forms of pages carry, by the route that they lead to. */
  readonly parameters: ReadonlyMap<string, ReadonlySet<string>>;
  /** What to put in place of each parameter of a path, by its name; `key` by the noun before it, `record` too if it is no stance. */
  readonly segments: Readonly<Record<string, readonly string[]>>;
}

const talks = '/negotiations/russia-ukraine';
const csv = `stance_id,party,demand,position,attribution,effective_date,source_outlet,source_title,summary\r\n,Ukraine,crimea,rejects,official_document,2025-08-12,TASS,"Report ""${marker}""","A summary ${marker}"\r\n`;

export async function prepareFuzzGround(): Promise<FuzzGround> {
  const application = await startApplication();
  const admin = await application.signedIn('admin');
  const contributor = await application.signedIn('contributor');
  await actOnRecords(application, admin);
  await fill(application, admin, contributor);
  await releaseUpTo(application.database, 58, `${marker} in words`);
  const pages = await everyPage(application, admin);
  const { forms, parameters } = await offers(application, admin, pages);
  const segments = await segmentsOf(application);
  const template = join(temporaryFolder(), 'fuzz.db');
  const direct = new Sqlite(application.file);
  direct.prepare('VACUUM INTO ?').run(template);
  direct.close();
  const ground = { template, cookie: admin.cookie, time: application.time.now, pages, forms, parameters };
  await application.stop();
  return { ...ground, segments };
}

/** Sends the form, and insists that it was taken. */
async function send(who: Visitor, path: string, fields: Fields): Promise<string> {
  const { status, location, text } = await who.post(path, fields);
  if (status >= 400)
    throw new Error(`${path} was refused with ${status}: ${text.replaceAll(/<[^>]+>/g, ' ')}`);
  return location ?? '';
}

/** One of everything, with the marker wherever somebody can type. */
async function fill(application: Application, admin: Visitor, contributor: Visitor): Promise<void> {
  const ids = await idsOf(application);
  const words = `${marker} in words`;
  const marked = {
    headline: words,
    'sources.0.outlet': marker,
    'sources.0.title': words,
    'sources.0.author': words,
    'sources.0.note': words,
    ...Object.fromEntries(stanceFields.filter(isText).map(({ name }) => [`stances.0.${name}`, words])),
    'stances.0.quoteLanguage': 'uk',
    'stances.0.citations.0.locator': words,
    'stances.0.citations.0.firstReportedBy': words,
  };
  await send(admin, '/negotiations', { name: words, slug: 'marked', description: words });
  await send(admin, `${talks}/topics`, { name: words, slug: 'marked', order: '90' });
  const topic = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'marked' } });
  await send(admin, `${talks}/parties`, {
    name: words,
    slug: 'marked',
    kind: 'state',
    role: 'observer',
    order: '90',
  });
  await send(admin, `${talks}/demands`, {
    proposition: words,
    slug: 'marked',
    topic: String(topic.id),
    raisers: ids.party('russia'),
    addressees: ids.party('ukraine'),
    otherAddressees: words,
    order: '90',
  });
  await send(admin, `${talks}/speakers`, { party: ids.party('ukraine'), name: words, role: words });
  await send(admin, `${talks}/events`, { name: words, date: '2025-08-19', description: words });
  await send(admin, `${talks}/sources/edit`, { outlet: marker, title: words, note: words });
  await send(admin, `${talks}/updates`, soundUpdate(ids, marked));
  const draft = soundUpdate(ids, { ...marked, do: 'show', key: '00000000-0000-4000-8000-0000000000aa' });
  await send(admin, `${talks}/updates`, draft);
  await send(admin, `${talks}/updates`, {
    ...draft,
    do: 'discard',
    key: '00000000-0000-4000-8000-0000000000ac',
  });
  await send(admin, `${talks}/updates`, {
    ...draft,
    ...{ 'stances.0.party': 'not-listed', 'stances.0.demand': words, 'stances.0.speaker': 'not-listed' },
    key: '00000000-0000-4000-8000-0000000000ad',
  });
  await send(contributor, `${talks}/proposals`, soundUpdate(ids, { ...marked, do: 'propose' }));
  const correction = `${talks}/records/46/propose-correction`;
  const corrected = { ...versionFields(await contributor.open(correction)), 'stances.0.note': words };
  await send(contributor, correction, {
    ...{ ...corrected, do: 'publish', reason: `${words}, misread`, revision: '0' },
    key: '00000000-0000-4000-8000-0000000000ad',
  });
  await send(admin, `${talks}/positions/ukraine/crimea/notes`, { note: words });
  for (const slug of ['marked', 'closed'])
    await send(admin, `${talks}/lists/questions`, {
      ...{ wording: `${words}, how many?`, slug, topic: String(topic.id), unit: 'soldiers' },
    });
  await send(admin, `${talks}/questions/closed/close`, {});
  const marks = await application.database.read.demand.findFirstOrThrow({ where: { slug: 'marked' } });
  const joining = { demand: String(marks.id), sense: 'at_most', number: '600000' };
  await send(admin, `${talks}/questions/marked/join`, joining);
  const reason = `Because of ${words}`;
  const line = { 'sources.0.outlet': marker, 'sources.0.title': words, date: '2025-08-15' };
  await send(admin, `${talks}/briefings`, { day: '2025-08-14', text: words });
  await send(admin, `${talks}/reservations`, { party: ids.party('ukraine'), quote: words, ...line });
  await send(admin, `${talks}/updates/1/clarify`, { words, reason });
  await send(admin, `${talks}/demands/crimea/clarify`, { words: `${words} of Crimea`, reason });
  const outcome = { outcome: 'lapsed', event: '', summary: words, 'sources.0.locator': words, ...line };
  await send(admin, `${talks}/demands/nato-renunciation/outcome`, outcome);
  const kept = await application.database.read.demandOutcome.findFirstOrThrow();
  const said = { claim: 'not_kept', about: ids.party('russia'), attribution: 'on_record_official' };
  await send(admin, `${talks}/demands/nato-renunciation/outcomes/${kept.record}/compliance`, {
    ...{ party: ids.party('ukraine'), quote: words, 'sources.0.locator': words, ...said, ...line },
  });
  await send(admin, `${talks}/records/46/corroborate`, {
    'sources.0.outlet': marker,
    'sources.0.title': words,
  });
  await send(admin, '/people/invitations', { role: 'editor' });
  await send(admin, '/account/name', { publicName: words });
  await application.signedIn('editor');
  const body = new FormData();
  body.append('csrf', await admin.csrfToken());
  body.append('file', new Blob([csv]), `${marker}.csv`);
  const headers = { origin: application.address };
  const upload = await admin.send(`${talks}/imports`, { method: 'POST', body, headers });
  if (upload.status !== 303) throw new Error(`The file was refused with ${upload.status}.`);
}

async function everyPage(application: Application, admin: Visitor): Promise<string[]> {
  const { read } = application.database;
  const proposal = (await read.proposal.findFirstOrThrow({ where: { record: null } })).id;
  const correction = (await read.proposal.findFirstOrThrow({ where: { record: 46 } })).id;
  const update = (await read.update.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
  const known = [...Object.values(readersPages), ...Object.values(editorsPages)];
  const own = {
    briefings: (await read.briefing.findFirstOrThrow()).record,
    reservations: (await read.reservation.findFirstOrThrow()).record,
    outcomes: (await read.demandOutcome.findFirstOrThrow()).record,
    compliance: (await read.compliance.findFirstOrThrow()).record,
  };
  const added = (await read.entry.findFirstOrThrow({ where: { kind: 'corroboration' } })).sequence;
  const clearer = (await read.clarification.findFirstOrThrow()).sequence;
  const invitation = await admin.post('/people/invitations', { role: 'contributor' });
  const joining = /\/invitations\/[\w-]{43}/.exec(invitation.text)?.[0] as string;
  const more = [
    joining,
    ...['questions', 'briefings', 'reservations'].flatMap((noun) => [
      `${talks}/${noun}`,
      `${talks}/${noun}/new`,
    ]),
    `${talks}/lists/questions`,
    ...['', '/edit', '/join', '/leave/marked'].map((act) => `${talks}/questions/marked${act}`),
    ...['clarify', 'retract', 'restore'].map((act) => `${talks}/briefings/${own.briefings}/${act}`),
    ...['withdraw', 'retract', 'restore', 'retract-withdrawal', 'restore-withdrawal'].map(
      (act) => `${talks}/reservations/${own.reservations}/${act}`,
    ),
    ...['correct', 'retract', 'restore', 'compliance'].map(
      (act) => `${talks}/demands/nato-renunciation/outcomes/${own.outcomes}/${act}`,
    ),
    ...['correct', 'retract', 'restore'].map((act) => `${talks}/compliance/${own.compliance}/${act}`),
    ...['clarify', 'retract', 'restore'].map((act) => `${talks}/records/46/entries/${added}/${act}`),
    `${talks}/demands/marked/outcome`,
    `${talks}/demands/crimea/clarify`,
    `${talks}/demands/crimea/needs`,
    `${talks}/updates/1/clarify`,
    `/record-chain/${clearer}/remove`,
    ...['ukraine', 'marked'].map((party) => `${talks}/positions/${party}/crimea`),
    ...['parties', 'demands', 'topics', 'speakers', 'events', 'sources'].map(
      (noun) => `${talks}/${noun}/new`,
    ),
    ...['parties/marked', 'demands/marked', 'topics/marked'].map((path) => `${talks}/${path}/edit`),
    `${talks}/edit`,
    `${talks}/lists`,
    ...['parties/marked', 'demands/marked', 'questions/marked', 'topics/marked', 'speakers/1', ''].map(
      (path) => `${talks}/${path}/close`.replace('//', '/'),
    ),
    `${talks}/show`,
    `${talks}/notes/1/withdraw`,
    `${talks}/imports/1/discard`,
    '/people/1/role?role=contributor',
    '/people/invitations/1/revoke',
    `${talks}/parties/marked`,
    `${talks}/demands/marked`,
    `${talks}/updates/${update}`,
    `${talks}/updates/${update}/retract`,
    `${talks}/updates/1/correct`,
    `${talks}/updates/new?draft=00000000-0000-4000-8000-0000000000ad`,
    `${talks}/updates/new?draft=00000000-0000-4000-8000-0000000000aa&preview=1`,
    `${talks}/proposals/${proposal}`,
    `${talks}/proposals/${proposal}/review`,
    `${talks}/proposals/${correction}`,
    `${talks}/proposals/${correction}/review`,
    `${talks}/imports/1`,
    `${talks}/search?q=fuzz`,
    `${talks}/compare/ukraine/marked`,
    `${talks}/stand?with=ukraine&with=marked`,
    `${talks}.atom`,
    '/sitemap.xml',
    '/negotiations/marked',
    '/sign-in?next=/desk',
  ];
  return [...more, ...known];
}

/** Pages for people who are not signed in. */
const visitorsPages = /^\/(sign-in|invitations)/;

/** The forms and parameters that all pages offer, by the route that they lead to. */
async function offers(application: Application, admin: Visitor, pages: readonly string[]) {
  const forms = new Map<string, OfferedForm[]>();
  const parameters = new Map<string, Set<string>>();
  const routeOf = routeFinder(application.routes);
  const seen: string[] = [];
  for (const page of pages) {
    const own = routeOf('GET', page);
    // Pages of the same kind offer the same.
    if (seen.filter((route) => route === own).length === 2) continue;
    seen.push(own);
    const who = visitorsPages.test(page) ? application.visitor() : admin;
    const { text } = await who.open(page);
    for (const { method, action, fields } of formsIn(text)) {
      const path = action === '' ? page : action;
      const route = routeOf(method, path);
      const names = fields.map(({ name }) => name);
      if (method === 'POST') append(forms, route, { path, fields });
      else addAll(parameters, route, names);
    }
    for (const link of new Set([...text.matchAll(/href="(\/[^"#]*)/g)].map(([, path]) => path as string))) {
      const [path, query = ''] = unescaped(link).split('?') as [string, string?];
      addAll(parameters, routeOf('GET', path), [...new URLSearchParams(query).keys()]);
    }
  }
  return { forms, parameters };
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

function addAll(map: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  map.set(key, new Set([...(map.get(key) ?? []), ...values]));
}

/** Finds the first route whose pattern fits a path; an empty text for none. */
function routeFinder(routes: readonly string[]): (method: string, path: string) => string {
  const patterns = routes.map((route) => {
    const source = route.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+').replace(/\*\w+/g, '.+');
    return { route, pattern: new RegExp(`^${source}$`) };
  });
  return (method, path) => {
    const bare = `${method} ${path.split(/[?#]/)[0]}`;
    return patterns.find(({ pattern }) => pattern.test(bare))?.route ?? '';
  };
}

function* formsIn(html: string) {
  for (const [, tag, inner] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const method = (attributeIn(tag as string, 'method') ?? 'get').toUpperCase();
    const fields = fieldsIn(inner as string);
    yield { method, action: attributeIn(tag as string, 'action') ?? '', fields };
    // A button may send the form elsewhere.
    for (const [, button] of (inner as string).matchAll(/<button\b([^>]*)>/g)) {
      const action = attributeIn(button as string, 'formaction');
      if (action !== null) yield { method, action, fields };
    }
  }
}

function fieldsIn(html: string): OfferedField[] {
  const elements = html.split(/(?=<(?:input|button|textarea|select)\b)/);
  return merged(elements.flatMap(fieldOf));
}

/** The field of the element with which the text begins. */
function fieldOf(html: string): OfferedField[] {
  const [, element, tag = ''] = /^<(input|button|textarea|select)\b([^>]*)>/.exec(html) ?? [];
  const name = attributeIn(tag, 'name');
  if (name === null || name === 'csrf') return [];
  const value = attributeIn(tag, 'value') ?? '';
  if (element === 'textarea') return [{ name, value: unescaped(contentOf(html)).trim(), choices: [] }];
  if (element === 'select') return [{ name, ...chosenIn(html) }];
  const isChoice = element === 'button' || /type="(checkbox|radio)"/.test(tag);
  return [{ name, value, choices: isChoice ? [value] : [] }];
}

function contentOf(element: string): string {
  return element.slice(element.indexOf('>') + 1, element.lastIndexOf('</textarea>'));
}

function chosenIn(select: string): Pick<OfferedField, 'value' | 'choices'> {
  const options = [...select.matchAll(/<option\b([^>]*)>/g)].map(([, option]) => option as string);
  const chosen = options.find((option) => option.endsWith(' selected')) ?? options[0] ?? '';
  const choices = options.map((option) => attributeIn(option, 'value') ?? '');
  return { value: attributeIn(chosen, 'value') ?? '', choices };
}

/** Boxes and buttons of one name are one field with several choices. */
function merged(fields: readonly OfferedField[]): OfferedField[] {
  const byName = new Map<string, OfferedField>();
  for (const field of fields) {
    const known = byName.get(field.name);
    const choices = [...(known?.choices ?? []), ...field.choices];
    byName.set(field.name, { ...(known ?? field), choices });
  }
  return [...byName.values()];
}

function attributeIn(tag: string, name: string): string | null {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : unescaped(value);
}

async function segmentsOf(application: Application): Promise<Record<string, string[]>> {
  const { read } = application.database;
  const slugs = (rows: readonly { slug: string }[]) => rows.map(({ slug }) => slug);
  const numbers = (rows: readonly { id: number }[]) => rows.map(({ id }) => String(id));
  const sequences = (rows: readonly { sequence: number }[]) => rows.map(({ sequence }) => String(sequence));
  const parties = slugs(await read.party.findMany());
  const demands = slugs(await read.demand.findMany());
  const reports = await read.entry.findMany({ where: { kind: 'report' } });
  return {
    negotiation: ['russia-ukraine', 'russia-ukraine', 'russia-ukraine', 'marked'],
    party: parties,
    one: parties,
    other: parties,
    demand: demands,
    topic: slugs(await read.topic.findMany()),
    link: (await read.chainLink.findMany({ take: 3 })).map(
      ({ sequence, hash }) => `${sequence}-${hash.slice(0, 8)}`,
    ),
    page: ['negotiations/russia-ukraine', 'negotiations/russia-ukraine/timeline', '', 'desk', '/example.org'],
    record: reports.map(({ sequence }) => String(sequence)),
    entry: sequences(await read.entry.findMany({ where: { kind: { in: ['corroboration', 'denial'] } } })),
    question: slugs(await read.question.findMany()),
    questions: slugs(await read.question.findMany()),
    briefings: sequences(await read.briefing.findMany()),
    reservations: sequences(await read.reservation.findMany()),
    outcomes: sequences(await read.demandOutcome.findMany()),
    compliance: sequences(await read.compliance.findMany()),
    sequence: ['1', ...reports.map(({ sequence }) => String(sequence))],
    update: numbers(await read.update.findMany()),
    proposal: numbers(await read.proposal.findMany()),
    // Further ones come with the fuzzed uploads.
    import: ['1', '1', '2', '3', '4'],
    draft: (await read.draft.findMany({ where: { contentHash: null } })).map(({ key }) => key),
    note: numbers(await read.cellNote.findMany()),
    release: numbers(await read.dataRelease.findMany()),
    person: numbers(await read.user.findMany()),
    invitation: numbers(await read.invitation.findMany()),
    token: [application.setUpToken],
    file: [
      'tables.zip',
      'stances',
      'positions',
      'matrix',
      'updates',
      'sources',
      'demands',
      'parties',
      'speakers',
      'events',
    ],
    topics: slugs(await read.topic.findMany()),
    parties,
    demands,
    speakers: numbers(await read.speaker.findMany()),
    events: numbers(await read.event.findMany()),
    sources: numbers(await read.source.findMany()),
  };
}
