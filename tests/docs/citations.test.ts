import { expect, test } from 'vitest';
import { brokenCitations, brokenLinks } from '../support/citations.js';
import { filesUnder, rootFiles } from '../support/source-files.js';

/** Spelt like this, so that the samples below are not citations of this file. */
const md = 'md';
const named = /\.(ts|ejs|js|css|md|prisma|sql|service|conf)$/;
const files = [
  ...['src', 'tests', 'views', 'prisma', 'docs'].flatMap((folder) => filesUnder(folder, named)),
  ...rootFiles(named),
];

test('every document and section that a file cites is in the repository', () => {
  const cited = files.filter(({ text }) => text.includes(`docs/rules.${md}, "`));
  expect(cited.length).toBeGreaterThan(10);
  expect(files.flatMap(brokenCitations)).toEqual([]);
});

test('every link and every path in the documents leads to a file, or a section, of the repository', () => {
  const documents = files.filter(({ path }) => path.endsWith('.md'));
  expect(documents.map(({ path }) => path)).toContain('docs/rules.md');
  expect(documents.flatMap(brokenLinks)).toEqual([]);
});

test('a citation of something that is not there is found, with file and line', () => {
  const absent = `docs/nowhere.${md}`;
  const sample = (lines: readonly string[]) => ({ path: 'src/a.ts', text: lines.join('\n') });
  const rules = `docs/rules.${md}`;
  expect(brokenCitations(sample(['', `// ${absent}`]))).toEqual([`src/a.ts:2: there is no ${absent}`]);
  expect(brokenCitations(sample([`/** (${rules}, "The`, ' * cell rule"). */']))).toEqual([]);
  expect(brokenCitations(sample([`/** (${rules}, "A rule of`, ' * chance"). */']))).toEqual([
    `src/a.ts:1: ${rules} has no section “A rule of chance”`,
  ]);
});

test('a link to something that is not there is found, with file and line', () => {
  const first = `[a](rules.${md}#text) [b](rules.${md}#no-text) [c](gone.${md}) \`src/gone.ts\``;
  expect(brokenLinks({ path: 'docs/security.md', text: `\n${first}\n[d](#none)` })).toEqual([
    'docs/security.md:2: docs/rules.md has no section #no-text',
    `docs/security.md:2: there is no docs/gone.${md}`,
    'docs/security.md:3: docs/security.md has no section #none',
    'docs/security.md:2: there is no src/gone.ts',
  ]);
});
