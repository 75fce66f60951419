import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ejs from 'ejs';
import { projectPath } from '../../data/engine/project-folder.js';
import { asciiHtml, EscapedText, escaped, isolatedHtml, withIsolation } from './isolation.js';
import { type Octets, octetsOf } from './octets.js';
import { nofollow, withNofollow } from './other-times.js';
import { printedInOnePiece, placeOfPart, placeOfText } from './pieces.js';

const folder = projectPath('views');

type Locals = Readonly<Record<string, unknown>>;

/** A view, compiled for locals of certain names. */
type View = (locals: Locals) => Octets;

const views = new Map<string, View>();

/**
 * Prints a view by its name with these locals, as it is sent. The parts that it includes see what they are given and nothing else.
 * EJS's own `include` checks on disk at every call whether the part exists and copies all locals, and its `with` looks
 * up every name at run time: for a large matrix that takes longer than all the rest of the page.
 */
export function viewOctets(name: string, locals: Locals): Octets {
  return viewOf(name, locals)(locals);
}

/** Compiled once for each set of names of locals. */
function viewOf(name: string, locals: Locals): View {
  const names = Object.keys(locals);
  const key = `${name} ${names.join(' ')}`;
  const present = views.get(key);
  if (present) return present;
  const view = compiled(name, names);
  views.set(key, view);
  return view;
}

function compiled(name: string, names: readonly string[]): View {
  const filename = join(folder, `${name}.ejs`);
  const source = `<% const { include, isolatedHtml, nofollow } = this; -%>\n${rewritten(readFileSync(filename, 'latin1'))}`;
  const options = {
    filename,
    context: { include: includeIn(name), isolatedHtml: printedBetween, nofollow },
    escape: printedInside,
    _with: false,
    destructuredLocals: [...names],
    // The locals are ours: they need not be copied for each part.
    unsafePrototypeLocals: true,
  };
  return ejs.compile(source, options) as View;
}

/** What no view has to take care of. */
function rewritten(view: string): string {
  return withIsolation(withNofollow(view));
}

/** A part as it was included the last time from the same place. */
interface Included {
  readonly names: readonly string[];
  readonly view: View;
  /** What it printed of an object that never changes. */
  readonly printed: WeakMap<object, Octets>;
}

/** How a view includes its parts: each is looked up once for each set of names, and prints a frozen object once. */
function includeIn(name: string): (part: string, locals?: Locals) => Octets {
  const parts = new Map<string, Included>();
  return (part, locals = {}) => {
    let included = parts.get(part);
    if (included === undefined || !areNames(locals, included.names)) {
      const view = viewOf(posix.join(posix.dirname(name), part), locals);
      included = { names: Object.keys(locals), view, printed: new WeakMap() };
      parts.set(part, included);
    }
    const { names, view, printed } = included;
    const only = names.length === 1 ? locals[names[0] as string] : null;
    if (typeof only !== 'object' || only === null || !Object.isFrozen(only)) return placeOfPart(view(locals));
    const present = printed.get(only) ?? printedInOnePiece(() => view(locals));
    printed.set(only, present);
    return placeOfPart(present);
  };
}

function areNames(locals: Locals, names: readonly string[]): boolean {
  let count = 0;
  for (const local in locals) {
    if (local !== names[count]) return false;
    count += 1;
  }
  return count === names.length;
}

function printedInside(value: Parameters<typeof escaped>[0] | EscapedText): Octets {
  if (value instanceof EscapedText) return value.octets;
  return placeOfText(value) ?? asciiHtml(value) ?? printedBefore(String(value));
}

const mostPrinted = 500;
const longestPrinted = 500;
const printed = new Map<string, Octets>();

/** Texts beyond ASCII take long, and a matrix prints each of its demands once in every cell of a row. */
function printedBefore(text: string): Octets {
  const present = printed.get(text);
  if (present !== undefined) return present;
  const octets = octetsOf(escaped(text));
  if (text.length > longestPrinted) return octets;
  if (printed.size >= mostPrinted) printed.clear();
  printed.set(text, octets);
  return octets;
}

function printedBetween(value: Parameters<typeof isolatedHtml>[0] | EscapedText): Octets {
  if (value instanceof EscapedText) return value.isolated;
  const place = placeOfText(value);
  if (place !== null) return `<bdi>${place}</bdi>` as Octets;
  return asciiHtml(value) ?? octetsOf(isolatedHtml(value));
}
