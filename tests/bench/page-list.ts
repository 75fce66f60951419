/** One address that is read, under a name for people. */
export interface Page {
  readonly name: string;
  readonly path: string;
}

/** What the addresses name has to be there. */
export interface Places {
  readonly parties: number;
  readonly demands: number;
  /** How many pages the first update has, an import. */
  readonly importPages: number;
  readonly updates: number;
}

/** Addresses that hold a secret, which works once. */
const secrets = ['/set-up/:token', '/invitations/:token'];
/** Not there without a token of its own. */
const metrics = '/metrics';

const talks = '/negotiations/:negotiation';
const large = '/negotiations/large';

/** What stands in the place of a parameter of the same name; 1 in that of any other. */
const values: Readonly<Record<string, string>> = {
  negotiation: 'large',
  party: 'party-2',
  demand: 'demand-2',
  one: 'party-1',
  other: 'party-2',
  update: '2',
  record: '2',
  sequence: '2',
  file: 'stances',
};
const keys: Readonly<Record<string, string>> = { topics: 'topic-1', parties: 'party-2', demands: 'demand-2' };

/** Every GET route with something in its places, then addresses that ask more of a route than others. */
export function pagesOf(routes: readonly string[], places: Places): Page[] {
  const paths = routes.filter((route) => route.startsWith('GET ')).map((route) => route.slice(4));
  const asked = paths.filter((path) => ![...secrets, metrics].includes(path));
  return [
    ...asked.map((path) => ({ name: path.replace(talks, '…'), path: filled(path) })),
    ...harder(places),
  ];
}

function filled(path: string): string {
  return path
    .replace(/(\w+)\/:key/, (_, noun: string) => `${noun}/${keys[noun] ?? '1'}`)
    .replace(/:(\w+)/g, (_, name: string) => values[name] ?? '1');
}

function harder({ parties, demands, updates, importPages }: Places): Page[] {
  const noParty = `party-${parties}`;
  return [
    { name: '… the cell with most records', path: `${large}/positions/party-1/demand-1` },
    { name: '… a feed of a demand without stances', path: `${large}/demands/demand-${demands}.atom` },
    { name: '… a feed of a party without stances', path: `${large}/parties/${noParty}.atom` },
    { name: '… a feed of what is nowhere', path: `${large}.atom?position=not_applicable` },
    { name: '… a deep page of the sources', path: `${large}/sources?page=3` },
    { name: '… the last page of an import', path: `${large}/updates/1?page=${importPages}` },
    { name: '… old updates', path: `${large}/updates?before=${Math.ceil(updates / 2)}` },
    { name: '… a party without corrections', path: `${large}/corrections?kind=denial&party=${noParty}` },
    { name: '… a search for common words', path: `${large}/search?q=the+ceasefire` },
    { name: '… changes of everything', path: `${large}/changes?from=2022-02-01&to=2026-02-01` },
    { name: '… timeline of everything', path: `${large}/timeline?from=2022-02-01&to=2026-02-01` },
    ...['', '/sources', '/updates', '/corrections', '.atom', '/speakers.csv', '/sources.csv'].map((path) => ({
      name: `empty${path}`,
      path: `/negotiations/empty${path}`,
    })),
  ];
}
