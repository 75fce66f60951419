import { cutTo } from './lines.js';
import type { Room } from './picture.js';
import { counted } from '../../domain/cells/wording.js';
import { type Drawing, tenth, xmlText } from './svg.js';

/** One thing that happened, or was said. */
export interface News {
  readonly date: string;
  readonly kind: string;
  readonly text: string;
}

const lineHeight = 36;

/** The newest of so many, each in a line; how many more there are is said. */
export function newsList(news: readonly News[], count: number, { width, height, measure }: Room): Drawing {
  const room = height === null ? news.length : Math.max(1, Math.floor(height / lineHeight));
  const shown = count <= room ? news : news.slice(0, room - 1);
  const dates = Math.max(0, ...shown.map(({ date }) => measure(date, 'sans', 18))) + 20;
  const lines = shown.map(({ date, kind, text }, index) => {
    const y = tenth(lineHeight * (index + 0.7));
    const kindWidth = measure(kind, 'sansBold', 18) + 12;
    const words = cutTo(text, width - dates - kindWidth, { measure, face: 'sans', size: 18 });
    return `<text class="soft" font-size="18" x="0" y="${y}">${xmlText(date)}</text><text font-size="18" x="${tenth(dates)}" y="${y}"><tspan class="bold">${xmlText(kind)}</tspan><tspan dx="10">${xmlText(words)}</tspan></text>`;
  });
  const left = count - shown.length;
  if (left > 0) {
    const y = tenth(lineHeight * (shown.length + 0.7));
    lines.push(
      `<text class="soft" font-size="18" x="${tenth(dates)}" y="${y}">and ${counted(left, 'more line')}</text>`,
    );
  }
  return { svg: lines.join('\n'), height: lineHeight * lines.length };
}
