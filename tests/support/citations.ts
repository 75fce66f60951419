import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from './source-files.js';

/** `docs/rules.md, "Two clocks"`, even if a comment breaks the line within it; links are checked below. */
const citation = /(?<![\w./-]|\]\()(?:\.\.\/)*(\w[\w./-]*\.md)\b(?:,[\s*#/]+["“]([^"”]{1,80})["”])?/g;
const link = /\]\(([^)\s]+)\)/g;
const path = /`((?:src|tests|views|prisma|docs)\/[\w./-]+)`/g;

/** “src/domain/cells/cell.ts:12: docs/rules.md has no section “Two clocks””, for everything that a file cites and that is not there. */
export function brokenCitations({ path: file, text }: SourceFile): string[] {
  return [...text.matchAll(citation)].flatMap((match) => {
    const [, document = '', section] = match;
    if (!isThere(document)) return [at(file, text, match.index, `there is no ${document}`)];
    const wanted = section?.replace(/\s*\n[\s*#/]*/g, ' ');
    if (wanted === undefined || headingsOf(document).includes(wanted)) return [];
    return [at(file, text, match.index, `${document} has no section “${wanted}”`)];
  });
}

/** The same for the links of a Markdown file within the project, and for the paths that it names as code. */
export function brokenLinks({ path: file, text }: SourceFile): string[] {
  const links = [...text.matchAll(link)].filter(([, target]) => !/^[a-z]+:/.test(target as string));
  return [
    ...links.flatMap((match) => {
      const [address = '', anchor] = (match[1] as string).split('#');
      const document = address === '' ? file : posix.join(posix.dirname(file), address);
      if (!isThere(document)) return [at(file, text, match.index, `there is no ${document}`)];
      if (anchor === undefined || headingsOf(document).map(anchorOf).includes(anchor)) return [];
      return [at(file, text, match.index, `${document} has no section #${anchor}`)];
    }),
    ...[...text.matchAll(path)]
      .filter(([, named]) => !isThere(named as string))
      .map((match) => at(file, text, match.index, `there is no ${match[1]}`)),
  ];
}

function at(file: string, text: string, index: number, problem: string): string {
  return `${file}:${text.slice(0, index).split('\n').length}: ${problem}`;
}

function urlOf(name: string): URL {
  return new URL(`../../${name}`, import.meta.url);
}

function isThere(name: string): boolean {
  return existsSync(fileURLToPath(urlOf(name)));
}

function headingsOf(document: string): string[] {
  const text = readFileSync(urlOf(document), 'utf8').replace(/^```.*?^```/gms, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading as string);
}

/** As GitHub and GitLab make them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');
}
