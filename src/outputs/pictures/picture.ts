import type { KeyItem } from './key.js';
import { keyLines } from './key.js';
import { evenly, type Type, wrapped } from './lines.js';
import { type Logo, logoDrawing } from './logo.js';
import type { Measure } from './measure.js';
import { stylesIn } from './styles.js';
import { type Drawing, type DrawingMade, inPieces, placed, rect, rule, tenth, text, xmlText } from './svg.js';

/** For a page and for print, for a narrow column, and 1,200 × 630 for where links are shared. */
export type PictureKind = 'wide' | 'narrow' | 'card';

/** Where a picture draws what it is of; `height` null where there is as much as it needs. */
export interface Room {
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number | null;
  readonly measure: Measure;
}

/** What a page shows, as a picture that can be taken elsewhere. */
export interface Picture {
  /** The sentence of the page; a proposition never stands in it as a fact. */
  readonly title: string;
  /** Above it: which talks. */
  readonly talks: string;
  /** Below it; null for nothing. */
  readonly lead: string | null;
  /** Both clocks, and the evidence; empty where it is of none. */
  readonly clocks: string;
  readonly draw: (room: Room) => DrawingMade;
  /** Of what is drawn; where that is as much as there is room for, `measure` says how much. */
  readonly key: (kind: PictureKind, measure: Measure) => readonly KeyItem[];
  /** Where the data comes from, on which terms, and who publishes it. */
  readonly source: string;
  /** The page as it stands, for ever. */
  readonly address: string;
}

interface Shape {
  readonly width: number;
  readonly margin: number;
  readonly title: number;
  readonly titleLines: number;
  readonly lead: number;
  readonly leadLines: number;
  readonly small: number;
}

const shapes: Readonly<Record<PictureKind, Shape>> = {
  wide: { width: 1200, margin: 56, title: 36, titleLines: 4, lead: 18, leadLines: 4, small: 14 },
  narrow: { width: 600, margin: 28, title: 30, titleLines: 6, lead: 18, leadLines: 8, small: 15 },
  card: { width: 1200, margin: 44, title: 38, titleLines: 2, lead: 20, leadLines: 3, small: 15 },
};

/** How wide what it shows is. */
export function innerWidthOf(kind: PictureKind): number {
  return shapes[kind].width - 2 * shapes[kind].margin;
}

/** The height of a picture for where links are shared. */
const cardHeight = 630;

export interface DrawnPicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What every picture of an instance is drawn with. */
export interface Drafting {
  readonly measure: Measure;
  /** The symbols of the signs, as pages draw them. */
  readonly signs: string;
  /** The colour of the instance; null for the usual one. */
  readonly accent?: string | null;
  /** Of the publisher; null for the name alone. */
  readonly logo?: Logo | null;
}

/** Yields between its longer parts, so that the caller can give other work its turn. */
export function* drawnPicture(
  picture: Picture,
  kind: PictureKind,
  { measure, signs, accent = null, logo = null }: Drafting,
): Generator<void, DrawnPicture> {
  const shape = shapes[kind];
  const { width, margin } = shape;
  const inner = innerWidthOf(kind);
  const head = headOf(picture, kind, measure, inner);
  const foot = footOf(picture, kind, measure, logo);
  const [top, gap] = [margin + head.height, kind === 'wide' ? 24 : 18];
  const most = kind === 'card' ? cardHeight - top - gap - foot.height - margin * 0.6 : null;
  const body = yield* inPieces(picture.draw({ kind, width: inner, height: most, measure }));
  yield;
  const height =
    kind === 'card' ? cardHeight : Math.ceil(top + gap + body.height + foot.height + margin * 0.75);
  const footTop = kind === 'card' ? cardHeight - margin * 0.6 - foot.height : top + gap + body.height;
  const parts = [
    rect({ x: 0, y: 0, width, height }, 'paper'),
    rect({ x: margin, y: 0, width: 64, height: kind === 'narrow' ? 5 : 7 }, 'accent'),
    placed(head.svg, margin, margin),
    placed(body.svg, margin, top + gap),
    placed(foot.svg, margin, footTop),
  ];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${[picture.title, picture.clocks]
      .filter((words) => words !== '')
      .map(xmlText)
      .join('. ')}</title>`,
    `<style>${stylesIn(accent)}</style>`,
    `<defs>${signs}</defs>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
  return { svg, width, height };
}

/** The talks, the title, what is said of it, and the clocks. */
function headOf(picture: Picture, kind: PictureKind, measure: Measure, inner: number): Drawing {
  const shape = shapes[kind];
  const parts: string[] = [];
  let y = 0;
  const put = (words: string | null, style: Style) => {
    if (words === null || words === '') return;
    const type: Type = { measure, face: style.face, size: style.size };
    y += style.above;
    const broken = style.face === 'serif' ? evenly : wrapped;
    for (const line of broken(words, inner, type, style.lines)) {
      y += style.size * style.leading;
      parts.push(
        `<text class="${style.name}" font-size="${style.size}" x="0" y="${tenth(y - style.size * 0.28)}">${xmlText(line)}</text>`,
      );
    }
  };
  put(picture.talks, {
    name: 'talks',
    face: 'sansBold',
    size: shape.lead - 2,
    lines: 1,
    leading: 1.2,
    above: 0,
  });
  put(picture.title, {
    name: 'title',
    face: 'serif',
    size: titleSize(picture.title, measure, inner, shape),
    lines: shape.titleLines,
    leading: 1.2,
    above: 6,
  });
  put(wholeSentences(picture.lead, measure, inner, shape), {
    name: 'lead',
    face: 'sans',
    size: shape.lead,
    lines: shape.leadLines,
    leading: 1.4,
    above: 8,
  });
  // Where there is little room, with the source.
  if (kind !== 'card')
    put(picture.clocks, { name: 'soft', face: 'sans', size: shape.small, lines: 2, leading: 1.35, above: 6 });
  return { svg: parts.join('\n'), height: y };
}

/** The largest in which it is whole: a proposition without its end says something else. */
function titleSize(
  words: string,
  measure: Measure,
  width: number,
  { title: usual, titleLines }: Shape,
): number {
  const smallest = Math.round(usual * 0.72);
  const isWhole = (size: number) =>
    !wrapped(words, width, { measure, face: 'serif', size }, titleLines).at(-1)?.includes('…');
  return [usual, Math.round(usual * 0.85)].find(isWhole) ?? smallest;
}

/** As many of them as have room. */
function wholeSentences(
  lead: string | null,
  measure: Measure,
  width: number,
  { lead: size, leadLines }: Shape,
) {
  const sentences = lead?.split(/(?<=[.?!]) /) ?? [];
  const fits = (words: string) =>
    !wrapped(words, width, { measure, face: 'sans', size }, leadLines).at(-1)?.endsWith('…');
  while (sentences.length > 1 && !fits(sentences.join(' '))) sentences.pop();
  return sentences.join(' ');
}

interface Style {
  readonly name: string;
  readonly face: Type['face'];
  readonly size: number;
  readonly lines: number;
  readonly leading: number;
  readonly above: number;
}

/** What the signs mean, where the data comes from, and where the page stands. */
function footOf(picture: Picture, kind: PictureKind, measure: Measure, logo: Logo | null): Drawing {
  const inner = innerWidthOf(kind);
  const size = shapes[kind].small;
  const type: Type = { measure, face: 'sans', size };
  const key = keyLines(picture.key(kind, measure), inner, type);
  const above = key.height === 0 ? 0 : 16;
  let y = above + (key.height === 0 ? 16 : key.height + 14);
  const parts = [placed(key.svg, 0, above), rule(0, y, inner)];
  y += 8;
  const sign = logo && logoDrawing(logo, kind === 'narrow' ? 110 : 170);
  const most = inner - (sign ? sign.width + 24 : 0);
  if (sign) parts.push(placed(sign.svg, inner - sign.width, y + 3));
  const signBottom = y + 3 + (sign?.height ?? 0);
  const first =
    kind === 'card'
      ? [picture.clocks, picture.source].filter((words) => words !== '').join(' · ')
      : picture.source;
  for (const [words, lines] of [
    [first, kind === 'card' ? 2 : 3],
    [picture.address, kind === 'card' ? 1 : 3],
  ] as const) {
    for (const line of wrapped(words, most, type, lines)) {
      y += size * 1.4;
      parts.push(
        `<text class="soft" font-size="${size}" x="0" y="${tenth(y - size * 0.3)}">${xmlText(line)}</text>`,
      );
    }
  }
  return { svg: parts.join('\n'), height: Math.max(y, sign ? signBottom : 0) };
}

/** A sentence where there is nothing to draw. */
export function sentenceDrawing(words: string, { width, measure, kind }: Room): Drawing {
  const size = kind === 'narrow' ? 19 : 24;
  const lines = wrapped(words, width, { measure, face: 'serif', size }, 6);
  const svg = lines.map((line, index) => text(0, size * 1.35 * (index + 1) - 6, line, `sentence-${kind}`));
  return { svg: svg.join(''), height: lines.length * size * 1.35 };
}

/** What is said below what is drawn, in small letters. */
export function noteDrawing(words: string, { width, measure, kind }: Room): Drawing {
  const size = kind === 'narrow' ? 15 : 14;
  const lines = wrapped(words, width, { measure, face: 'sans', size }, 6);
  const svg = lines.map(
    (line, index) =>
      `<text class="soft" font-size="${size}" x="0" y="${tenth(size * 1.35 * (index + 1) - 4)}">${xmlText(line)}</text>`,
  );
  return { svg: svg.join(''), height: lines.length * size * 1.35 };
}
