/** One address to measure, under a name for people. */
export interface Page {
  readonly name: string;
  readonly path: string;
  /** A table or another file is sent as it is made; a PNG is drawn by another thread, and waits its turn there. */
  readonly kind: 'page' | 'file' | 'drawing';
}

/** What has to be there for the addresses. */
export interface Places {
  readonly parties: number;
  readonly demands: number;
  /** How many pages the first update has, an import. */
  readonly importPages: number;
  /** The newest update, and one of some age in the large negotiation. */
  readonly updates: number;
  readonly update: number;
  /** A record, and one of an anonymous source, which can be denied. */
  readonly record: number;
  readonly reported: number;
  /** A corroboration, and its record. */
  readonly corroboration: number;
  readonly corroborated: number;
  /** Of what is published by itself. */
  readonly briefing: number;
  readonly reservation: number;
  readonly outcome: number;
  readonly account: number;
}

const talks = '/negotiations/:negotiation';

/** Left out: addresses with a secret, which work once; those that only lead elsewhere; and the one whose numbers are read. */
const unasked = ['/set-up/:token', '/invitations/:token', `${talks}/compare`, '/c/:link/*page', '/metrics'];

const large = '/negotiations/large';

/** What replaces each parameter of an address. */
const values: Readonly<Record<string, (places: Places) => string>> = {
  negotiation: () => 'large',
  party: () => 'party-2',
  demand: () => 'demand-2',
  one: () => 'party-1',
  other: () => 'party-2',
  update: ({ update }) => String(update),
  record: ({ record }) => String(record),
  sequence: ({ record }) => String(record),
  person: () => '3',
  invitation: () => '1',
  import: () => '1',
  proposal: () => '1',
  note: () => '1',
  topic: () => 'topic-1',
  question: () => 'question-1',
  'questions/key': () => 'question-1',
  'briefings/record': ({ briefing }) => String(briefing),
  'reservations/record': ({ reservation }) => String(reservation),
  'compliance/record': ({ account }) => String(account),
  'topics/key': () => 'topic-1',
  'parties/key': () => 'party-2',
  'demands/key': () => 'demand-2',
  'speakers/key': () => '1',
  'events/key': () => '1',
  'sources/key': () => '1',
};

/** Addresses that show nothing without more in them, or only somebody else's things. */
const whole: Readonly<Record<string, (places: Places) => string>> = {
  [`${talks}/releases/:release/:file`]: () => `${large}/releases/1/tables.zip`,
  '/people/:person/role': () => '/people/3/role?role=admin',
  [`${talks}/updates/new`]: () => `${large}/updates/new?draft=00000000-0000-4000-8000-000000000001`,
  [`${talks}/proposals/new`]: () => `${large}/proposals/new?draft=00000000-0000-4000-8000-000000000002`,
  [`${talks}/records/:record/propose-correction`]: ({ record }) =>
    `${large}/records/${record}/propose-correction?draft=00000000-0000-4000-8000-000000000004`,
  [`${talks}/proposals/:proposal/review`]: () =>
    `${large}/proposals/2/review?draft=00000000-0000-4000-8000-000000000003`,
  [`${talks}/search`]: () => `${large}/search?q=ceasefire`,
  [`${talks}/search.csv`]: () => `${large}/search.csv?q=ceasefire`,
  [`${talks}/search.json`]: () => `${large}/search.json?q=ceasefire`,
  [`${talks}/search.csv-metadata.json`]: () => `${large}/search.csv-metadata.json?q=ceasefire`,
  [`${talks}/search.xlsx`]: () => `${large}/search.xlsx?q=ceasefire`,
  '/record-chain/:sequence/remove': ({ briefing }) => `/record-chain/${briefing}/remove`,
  ...Object.fromEntries(
    ['correct', 'retract', 'restore', 'compliance'].map((act) => [
      `${talks}/demands/:demand/outcomes/:record/${act}`,
      ({ demands, outcome }: Places) => `${large}/demands/demand-${demands}/outcomes/${outcome}/${act}`,
    ]),
  ),
  ...Object.fromEntries(
    ['clarify', 'retract', 'restore'].map((act) => [
      `${talks}/records/:record/entries/:entry/${act}`,
      ({ corroborated, corroboration }: Places) =>
        `${large}/records/${corroborated}/entries/${corroboration}/${act}`,
    ]),
  ),
};

/**
 * Every GET route with its parameters replaced, then addresses that take more work than others of a route. Throws if
 * there is nothing to replace a parameter with.
 */
export function pagesOf(routes: readonly string[], places: Places): Page[] {
  const paths = routes.filter((route) => route.startsWith('GET ')).map((route) => route.slice(4));
  const asked = paths.filter((path) => !unasked.includes(path));
  return [
    ...asked.map((path) => page(path.replace(talks, '…'), whole[path]?.(places) ?? filled(path, places))),
    ...harder(places),
  ];
}

function filled(path: string, places: Places): string {
  return path.replace(/(\w+\/)?:(\w+)/g, (_, before: string | undefined, name: string) => {
    const value = values[`${before ?? ''}${name}`] ?? values[name];
    if (!value)
      throw new Error(
        `The route ${path} has no example of “${name}”: say in tests/bench/examples.ts what stands in its place.`,
      );
    return `${before ?? ''}${value(places)}`;
  });
}

function page(name: string, path: string): Page {
  const [asked] = path.split('?') as [string];
  const kind = /\.(csv|json|xlsx|zip|db)$/.test(asked) ? 'file' : asked.endsWith('.png') ? 'drawing' : 'page';
  return { name, path, kind };
}

function harder({ parties, demands, updates, importPages, reported }: Places): Page[] {
  const noParty = `party-${parties}`;
  return [
    page('… the cell with most records', `${large}/positions/party-1/demand-1`),
    page('… its table', `${large}/positions/party-1/demand-1.csv`),
    page('… a matrix filtered', `${large}?party=party-1&party=party-2&topic=topic-1`),
    page('… a matrix since a day', `${large}?since=2022-06-01`),
    page('… where two parties stand', `${large}/stand?with=party-1&with=party-2&sort=topic`),
    page('… a feed of a demand without stances', `${large}/demands/demand-${demands}.atom`),
    page('… a feed of a party without stances', `${large}/parties/${noParty}.atom`),
    page('… a feed of what is nowhere', `${large}.atom?position=not_applicable`),
    page('… a deep page of the sources', `${large}/sources?page=3`),
    page('… an import as an update', `${large}/updates/1`),
    page('… its last page', `${large}/updates/1?page=${importPages}`),
    page('… old updates', `${large}/updates?before=${Math.ceil(updates / 2)}`),
    page('… a party without corrections', `${large}/corrections?kind=denial&party=${noParty}`),
    page('… corrections of every kind', `${large}/corrections?kind=correction&kind=retraction&kind=denial`),
    page('… a search for common words', `${large}/search?q=the+ceasefire`),
    page('… the best hits of it', `${large}/search?q=the+ceasefire&order=best`),
    page('… a search for a begun word', `${large}/search?q=cease`),
    page('… a search for what is nowhere', `${large}/search?q=zebra`),
    page('… changes of everything', `${large}/changes?from=2022-02-01&to=2026-01-01`),
    page(
      '… changes of everything, reaffirmed',
      `${large}/changes?from=2022-02-01&to=2026-01-01&reaffirmed=1`,
    ),
    page('… the cells of a count', `${large}/evidence?cells=one_origin&page=2`),
    page('… alignment over everything', `${large}/alignment?from=2022-02-01&to=2026-01-01`),
    page('… timeline of everything', `${large}/timeline?from=2022-02-01&to=2026-01-01`),
    page('… denying what a record says', `${large}/records/${reported}/deny`),
    page('… recent changes of a person', `${large}/recent-changes?person=desk&kind=report`),
    page('… the second negotiation', '/negotiations/second'),
    ...['', '/sources', '/updates', '/corrections', '.atom', '/speakers.csv', '/sources.csv'].map((path) =>
      page(`empty${path}`, `/negotiations/empty${path}`),
    ),
  ];
}
