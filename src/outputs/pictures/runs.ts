import type { Face, Measure } from './measure.js';
import { familyOfOtherScripts, isOfOtherScripts, scriptRuns } from './other-scripts.js';

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#34;': '"',
  '&#39;': "'",
};

/** What the styles of pictures say of classes whose texts have no size of their own. */
const sizes: Readonly<Record<string, number>> = {
  'event-name': 13,
  'event-name-narrow': 15,
  'column-head': 11.5,
  'chart-pill-word': 13,
  beside: 17,
  'beside-narrow': 14,
  'sentence-wide': 24,
  'sentence-card': 24,
  'sentence-narrow': 19,
};
const usualSize = 13;

/**
 * For resvg, which draws a line in one typeface if that has all its letters, and knows no bold one of another: each text in
 * another direction or script is set apart as a line of its own, so that it has its own direction and typeface and the words
 * around it keep theirs. Programs that read the SVG itself need no such help.
 */
export function withRuns(svg: string, exact: Measure): string {
  return svg.replace(/<text\b([^>]*)>([^<]+)<\/text>/g, (whole, attributes: string, content: string) => {
    if (!content.includes(opening) && !isOfOtherScripts(content)) return whole;
    const names = (/class="([^"]*)"/.exec(attributes)?.[1] ?? '').split(' ');
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start';
    if (anchor !== 'start' || names.includes('middle') || names.includes('end'))
      return isOfOtherScripts(content) ? `<text${attributes}${ofOtherScripts}>${content}</text>` : whole;
    const runs = runsOf(content);
    const size = Number(/font-size="([\d.]+)"/.exec(attributes)?.[1] ?? sizeOf(names));
    let x = Number(/ x="([-\d.]+)"/.exec(attributes)?.[1] ?? 0);
    const placed = runs.map((run) => {
      const start = Math.round(x * 10) / 10;
      x += exact(plainText(run), faceOf(names), size);
      const own = runs.length === 1 ? attributes : attributes.replace(/ x="[^"]*"/, ` x="${start}"`);
      // A space at the beginning of a line of its own would be lost.
      const words = runs.length === 1 ? run : run.replace(/^ | $/g, '\u00a0');
      return `<text${own}${isOfOtherScripts(run) ? ofOtherScripts : ''}>${words}</text>`;
    });
    return placed.join('');
  });
}

const opening = '\u2068';
/** Stronger than the typeface of a class. */
const ofOtherScripts = ` style="font-family:'${familyOfOtherScripts}'"`;

/** What is isolated stays so, for its own direction. */
function runsOf(content: string): string[] {
  const parts = content.match(/\u2068[^\u2069]*\u2069?|[^\u2068\u2069]+/g) ?? [];
  return parts.flatMap((part) => (part.startsWith(opening) ? [part] : scriptRuns(part)));
}

/**
 * For programs that lack our typefaces and take a wider one: a line is as long as it was measured, or it would leave its
 * box. Most of what charts say has room of its own.
 */
export function withLengths(svg: string, exact: Measure): string {
  return svg.replace(/<text\b([^>]*)>([^<]+)<\/text>/g, (whole, attributes: string, content: string) => {
    const names = (/class="([^"]*)"/.exec(attributes)?.[1] ?? '').split(' ');
    const size = Number(/ font-size="([\d.]+)"/.exec(attributes)?.[1] ?? ownSizeOf(names) ?? 0);
    const length = exact(plainText(content), faceOf(names), size);
    if (content.length < shortest || length <= 0) return whole;
    return `<text${attributes} textLength="${Math.round(length * 10) / 10}" lengthAdjust="spacingAndGlyphs">${content}</text>`;
  });
}

/** In letters; a single one is never much too long. */
const shortest = 2;

function plainText(xml: string): string {
  return xml.replace(/&(amp|lt|gt|#34|#39);/g, (entity) => entities[entity] as string);
}

function sizeOf(names: readonly string[]): number {
  return ownSizeOf(names) ?? usualSize;
}

function ownSizeOf(names: readonly string[]): number | undefined {
  return names.flatMap((name) => sizes[name] ?? [])[0];
}

function faceOf(names: readonly string[]): Face {
  if (names.includes('quote')) return 'serifItalic';
  if (names.some((name) => name === 'title' || name.startsWith('sentence-'))) return 'serif';
  return names.some((name) => name === 'bold' || name === 'talks' || name === 'gap-words')
    ? 'sansBold'
    : 'sans';
}
