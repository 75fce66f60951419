import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { posix } from 'node:path';
import ejs from 'ejs';
import { escaped, isolatedHtml, withIsolation } from './isolation.js';
import { laidAside } from './long-texts.js';

const folder = fileURLToPath(new URL('../../../views/', import.meta.url));

type Locals = Readonly<Record<string, unknown>>;

/** A view, compiled for locals of certain names. */
type View = (locals: Locals) => string;

const views = new Map<string, View>();

/**
 * Renders a view by its name with these locals. The parts that it includes see what they are given and nothing else.
 * EJS's own `include` checks on disk at every call whether the part exists and copies all locals, and its `with` looks
 * up every name at run time: for a large matrix that takes longer than all the rest of the page.
 */
export function viewText(name: string, locals: Locals): string {
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
  const filename = `${folder}${name}.ejs`;
  const source = `<% const { include, isolatedHtml } = this; -%>\n${withIsolation(readFileSync(filename, 'utf8'))}`;
  return ejs.compile(source, {
    filename,
    context: { include: includeIn(name), isolatedHtml: printedBetween },
    escape: printedInside,
    _with: false,
    destructuredLocals: [...names],
  });
}

/** How a view includes its parts, which are looked up once for each set of names. */
function includeIn(name: string): (part: string, locals?: Locals) => string {
  const parts = new Map<string, View>();
  return (part, locals = {}) => {
    let key = part;
    for (const local in locals) key += ` ${local}`;
    const present = parts.get(key);
    if (present) return present(locals);
    const found = viewOf(posix.join(posix.dirname(name), part), locals);
    parts.set(key, found);
    return found(locals);
  };
}

function printedInside(value: Parameters<typeof escaped>[0]): string {
  return laidAside(value) ?? escaped(value);
}

function printedBetween(value: Parameters<typeof isolatedHtml>[0]): string {
  const mark = laidAside(value);
  return mark === null ? isolatedHtml(value) : `<bdi>${mark}</bdi>`;
}
