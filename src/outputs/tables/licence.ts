import { isolated } from '../../domain/isolation.js';

/** The terms on which an instance's data may be used, as set by its operator. */
export interface Licence {
  /** “CC BY 4.0”; null if the operator has not chosen one. */
  readonly name: string | null;
  /** Where its text is; null if nowhere. */
  readonly url: string | null;
  /** How users of the data are asked to name its source. */
  readonly attribution: string;
}

/** The parts of a Creative Commons licence, in its address or name. */
const creativeCommons = /(?:creativecommons\.org\/licenses\/|^CC[ -])(by(?:-nc)?(?:-(?:nd|sa))?)(?![\w-])/i;
const publicDomain = /creativecommons\.org\/publicdomain\/zero\/|^CC0\b/i;

/** What a licence allows, in a sentence or two; null for one that is not known here, and for none. */
export function licenceAllows({ name, url }: Licence): string | null {
  const given = [url, name].filter((each) => each !== null);
  if (given.some((each) => publicDomain.test(each)))
    return 'You may do with it whatever you like, without asking.';
  const parts = given.flatMap((each) => creativeCommons.exec(each)?.[1]?.toLowerCase().split('-') ?? []);
  if (parts.length === 0) return null;
  const [change, money] = [!parts.includes('nd'), !parts.includes('nc')];
  const may = `You may copy it${change ? ', pass it on and build on it' : ' and pass it on unchanged'}, ${money ? 'also for money' : 'but not for money'}`;
  const must = `if you name the source${change ? ', link to the licence and say what you changed' : ' and link to the licence'}`;
  return `${may}, ${must}.${parts.includes('sa') ? ' What you make of it must be under the same licence.' : ''}`;
}

/** “Source: … Licence: CC BY 4.0.”: the line that pages and files carry. */
export function licenceLine({ name, attribution }: Licence): string {
  return `Source: ${isolated(attribution)}.${name === null ? '' : ` Licence: ${isolated(name)}.`}`;
}
