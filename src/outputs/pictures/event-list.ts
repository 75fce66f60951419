import { isolating } from '../../domain/isolation.js';
import { wrapped } from './lines.js';
import type { Room } from './picture.js';
import { type Drawing, tenth, text } from './svg.js';

/** An event by its number in the picture. */
export interface NumberedEvent {
  readonly number: number;
  readonly name: string;
  readonly date: string;
}

const [numberWidth, gap] = [26, 24];

/** What the numbers in a picture stand for, in columns that are read downward. */
export function eventList(events: readonly NumberedEvent[], { width, measure, kind }: Room): Drawing {
  if (events.length === 0) return { svg: '', height: 0 };
  const [size, lineHeight] = kind === 'narrow' ? [15, 20] : [13, 18];
  const count = kind === 'narrow' ? 1 : Math.min(3, Math.max(1, Math.ceil(events.length / 3)));
  const columnWidth = (width - gap * (count - 1)) / count;
  const written = events.map(({ number, name, date }) => ({
    number,
    lines: wrapped(
      isolating`${name}, ${date}`,
      columnWidth - numberWidth,
      { measure, face: 'sans', size },
      3,
    ),
  }));
  const total = written.reduce((sum, { lines }) => sum + lines.length, 0);
  const parts: string[] = [];
  let [column, y, bottom, taken] = [0, 0, 0, 0];
  for (const { number, lines } of written) {
    if (column < count - 1 && taken >= ((column + 1) * total) / count) [column, y] = [column + 1, 0];
    const x = column * (columnWidth + gap);
    parts.push(
      `<g class="chart-event"><circle cx="${tenth(x + 9)}" cy="${tenth(y + 9)}" r="9"/><text x="${tenth(x + 9)}" y="${tenth(y + 13)}">${number}</text></g>`,
    );
    for (const [index, line] of lines.entries())
      parts.push(
        text(
          x + numberWidth,
          y + 13.5 + index * lineHeight,
          line,
          kind === 'narrow' ? 'event-name-narrow' : 'event-name',
        ),
      );
    y += lines.length * lineHeight + 5;
    taken += lines.length;
    bottom = Math.max(bottom, y);
  }
  return { svg: parts.join('\n'), height: bottom };
}
