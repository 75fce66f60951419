import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { posix } from 'node:path';
import ejs from 'ejs';
import { escaped, isolatedHtml, withIsolation } from './isolation.js';
import { laidAside } from './long-texts.js';

const folder = fileURLToPath(new URL('../../../views/', import.meta.url));

type Locals = Readonly<Record<string, unknown>>;
type Template = (locals: Locals) => string;

const templates = new Map<string, Template>();
/** Which view a part’s name means, beside the view that includes it. */
const partsBeside = new Map<string, string>();

/**
 * Renders a view by its name with these locals, which the parts that it includes see too. EJS's own `include` checks on
 * disk at every call whether the part exists, and its `with` looks up every name at run time: for a large matrix that
 * takes longer than all the rest of the page.
 */
export function viewText(name: string, locals: Locals): string {
  const include = (part: string, more: Locals = {}) =>
    viewText(partBeside(name, part), { ...locals, ...more });
  return templateOf(name, Object.keys(locals))({ ...locals, include, isolatedHtml: printedBetween });
}

function partBeside(name: string, part: string): string {
  const key = `${name} ${part}`;
  const present = partsBeside.get(key);
  if (present !== undefined) return present;
  const path = posix.join(posix.dirname(name), part);
  partsBeside.set(key, path);
  return path;
}

function printedBetween(value: Parameters<typeof isolatedHtml>[0]): string {
  const mark = laidAside(value);
  return mark === null ? isolatedHtml(value) : `<bdi>${mark}</bdi>`;
}

/** Compiled once for each set of names of locals. */
function templateOf(name: string, names: readonly string[]): Template {
  const key = `${name} ${names.join(' ')}`;
  const present = templates.get(key);
  if (present) return present;
  const filename = `${folder}${name}.ejs`;
  const template = ejs.compile(withIsolation(readFileSync(filename, 'utf8')), {
    filename,
    _with: false,
    escape: (value) => laidAside(value) ?? escaped(value),
    destructuredLocals: [...names, 'include', 'isolatedHtml'],
  });
  templates.set(key, template);
  return template;
}
