import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { projectPath } from '../engine/project-folder.js';
import { linesInJson, type PathInJson } from '../../domain/lines-in-json.js';
import { type ExampleAct, exampleAct } from './example-acts.js';
import { exampleStructure } from './example-structure.js';

/** The slug of the first of the example's negotiations. */
export const exampleSlug = 'russia-ukraine';

/** The example data, one file for each negotiation. */
export const exampleFiles: readonly URL[] = ['ceasefire-2025-26', 'cop30'].map((name) =>
  pathToFileURL(projectPath(`prisma/seed/${name}.json`)),
);

/** Data that read like the facts: by slugs, names and the keys of the facts, in the order in which it was published. */
const exampleData = z
  .strictObject({ ...exampleStructure, acts: z.array(exampleAct) })
  .superRefine(({ sources, acts }, context) => {
    for (const { id, path } of [...twice(idsOfSources(sources)), ...twice(idsOfActs(acts))])
      context.addIssue({ code: 'custom', path: [...path], message: `“${id}” is used before.` });
  });

export type ExampleData = z.infer<typeof exampleData>;

/** A file of example data, and where in it something stands. */
export interface ExampleFile {
  readonly name: string;
  readonly data: ExampleData;
  readonly lineOf: (path: PathInJson) => number;
}

/** Something wrong at a place in a file. */
export interface ExampleProblem {
  readonly path: PathInJson;
  readonly message: string;
}

/** Throws an Error with a sentence, and its line, for each thing that is wrong. */
export async function readExampleFile(url: URL): Promise<ExampleFile> {
  const name = basename(fileURLToPath(url));
  const written = await readFile(url, 'utf8');
  const json = parsed(name, written);
  const lineOf = linesInJson(written);
  const { data, error } = exampleData.safeParse(json);
  if (error) throw refusalOf({ name, lineOf }, error.issues);
  return { name, data, lineOf };
}

/** “ceasefire-2025-26.json, line 812, “speaker”: …”, a line for each. */
export function refusalOf(
  { name, lineOf }: Pick<ExampleFile, 'name' | 'lineOf'>,
  problems: readonly ExampleProblem[],
): Error {
  const said = problems.map(({ path, message }) => {
    const field = isWhole(path) ? undefined : path.findLast((step) => typeof step === 'string');
    return `${name}, line ${lineOf(path)}${field === undefined ? '' : `, “${field}”`}: ${message}`;
  });
  return new Error(`The example data are not sound.\n${[...new Set(said)].join('\n')}`);
}

/** True of the path of an act, a demand or another thing of the file as a whole. */
function isWhole(path: PathInJson): boolean {
  return path.length === 2 && typeof path[1] === 'number';
}

function parsed(name: string, written: string): unknown {
  try {
    return JSON.parse(written);
  } catch (error) {
    throw new Error(`${name} is not JSON.`, { cause: error });
  }
}

interface Identified {
  readonly id: string;
  readonly path: PathInJson;
}

function idsOfSources(sources: ExampleData['sources']): Identified[] {
  return sources.map(({ id }, index) => ({ id, path: ['sources', index, 'id'] }));
}

function idsOfActs(acts: readonly ExampleAct[]): Identified[] {
  return acts.flatMap((act, index) => [
    ...('id' in act ? [{ id: act.id, path: ['acts', index, 'id'] }] : []),
    ...(act.act === 'update'
      ? act.stances.map(({ id }, place) => ({ id, path: ['acts', index, 'stances', place, 'id'] }))
      : []),
  ]);
}

function twice(all: readonly Identified[]): Identified[] {
  const seen = new Set<string>();
  return all.filter(({ id }) => seen.size === seen.add(id).size);
}
