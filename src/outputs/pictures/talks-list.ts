import { counted } from '../../domain/cells/wording.js';
import { wrapped } from './lines.js';
import type { Room } from './picture.js';
import { type Drawing, rule, tenth, text, xmlText } from './svg.js';

/** Negotiations as a site lists them. */
export interface Talks {
  readonly name: string;
  readonly description: string;
}

const space = 22;

/** One below another, as many as there is room for; how many more there are is said. */
export function talksList(talks: readonly Talks[], room: Room): Drawing {
  const blocks = talks.map((each) => blockOf(each, room));
  const countHeight = 34;
  const parts: string[] = [];
  let y = 0;
  for (const [index, block] of blocks.entries()) {
    const isLast = index === blocks.length - 1;
    if (room.height !== null && y + block.height + (isLast ? 0 : countHeight) > room.height) {
      const left = counted(blocks.length - index, 'more', 'more');
      parts.push(rule(0, y, room.width), text(0, y + countHeight - 8, `and ${left}`, 'beside'));
      return { svg: parts.join('\n'), height: y + countHeight };
    }
    parts.push(rule(0, y, room.width), `<g transform="translate(0 ${tenth(y)})">${block.svg}</g>`);
    y += block.height;
  }
  return { svg: parts.join('\n'), height: y };
}

/** The name, and below it what the talks are about. */
function blockOf({ name, description }: Talks, { kind, width, measure }: Room): Drawing {
  const [size, small] = kind === 'narrow' ? [19, 16] : [24, 18];
  const names = wrapped(name, width, { measure, face: 'serif', size }, 2);
  const words = wrapped(description, width, { measure, face: 'sans', size: small }, kind === 'card' ? 2 : 4);
  const below = space / 2 + names.length * size * 1.35;
  const lines = [
    ...names.map((line, index) =>
      text(0, space / 2 + size * (1.35 * index + 1.05), line, `sentence-${kind}`),
    ),
    ...words.map((line, index) => {
      const y = tenth(below + small * (1.4 * index + 1.1));
      return `<text class="soft" font-size="${small}" x="0" y="${y}">${xmlText(line)}</text>`;
    }),
  ];
  const height = below + words.length * small * 1.4 + space / 2;
  return { svg: lines.join('\n'), height };
}
