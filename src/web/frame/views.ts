import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { posix } from 'node:path';
import ejs from 'ejs';
import { escaped, isolatedHtml, withIsolation } from './isolation.js';
import { laidAside } from './long-texts.js';

const folder = fileURLToPath(new URL('../../../views/', import.meta.url));

type Locals = Readonly<Record<string, unknown>>;

/** A view, compiled for locals of certain names. */
interface View {
  readonly name: string;
  readonly names: readonly string[];
  readonly render: (locals: Locals) => string;
  /** The views that it has included so far, by part and by the names of the locals that were added. */
  readonly parts: Map<string, View>;
}

const views = new Map<string, View>();

/**
 * Renders a view by its name with these locals, which the parts that it includes see too. EJS's own `include` checks on
 * disk at every call whether the part exists, and its `with` looks up every name at run time: for a large matrix that
 * takes longer than all the rest of the page.
 */
export function viewText(name: string, locals: Locals): string {
  return rendered(viewOf(name, Object.keys(locals)), locals);
}

function rendered(view: View, locals: Locals): string {
  const include = (part: string, more: Locals = {}) =>
    rendered(partOf(view, part, Object.keys(more)), { ...locals, ...more });
  return view.render({ ...locals, include, isolatedHtml: printedBetween });
}

/** The view that a part’s name means in a view, with locals added to those that the view has itself. */
function partOf(view: View, part: string, added: readonly string[]): View {
  const key = added.length === 0 ? part : `${part} ${added.join(' ')}`;
  const present = view.parts.get(key);
  if (present) return present;
  const names = [...new Set([...view.names, ...added])];
  const found = viewOf(posix.join(posix.dirname(view.name), part), names);
  view.parts.set(key, found);
  return found;
}

function printedBetween(value: Parameters<typeof isolatedHtml>[0]): string {
  const mark = laidAside(value);
  return mark === null ? isolatedHtml(value) : `<bdi>${mark}</bdi>`;
}

/** Compiled once for each set of names of locals. */
function viewOf(name: string, names: readonly string[]): View {
  const key = `${name} ${names.join(' ')}`;
  const present = views.get(key);
  if (present) return present;
  const filename = `${folder}${name}.ejs`;
  const render = ejs.compile(withIsolation(readFileSync(filename, 'utf8')), {
    filename,
    _with: false,
    escape: (value) => laidAside(value) ?? escaped(value),
    destructuredLocals: [...names, 'include', 'isolatedHtml'],
  });
  const view: View = { name, names, render, parts: new Map() };
  views.set(key, view);
  return view;
}
