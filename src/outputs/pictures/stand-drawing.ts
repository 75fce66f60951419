import { counted } from '../../domain/cells/wording.js';
import { leftOutDrawing } from './left-out.js';
import type { Room } from './picture.js';
import { compactForm } from './stand-compact-form.js';
import type { StandDrawn } from './stand-drawn.js';
import type { StandForm } from './stand-form.js';
import { roomyForm } from './stand-roomy-form.js';
import { type Drawing, placed, rect, tenth, xmlText } from './svg.js';

/**
 * As many demands on one scale as a sheet holds, and in words how many more there are; for where links are shared, how
 * many have which gap.
 */
export function standDrawing(stand: StandDrawn, room: Room): Drawing {
  if (room.kind === 'card') return gapBars(stand, room);
  const parts: string[] = [];
  let y = 0;
  const put = ({ svg, height }: Drawing) => {
    parts.push(placed(svg, 0, y));
    y += height;
  };
  const { rows } = sheetOf(stand, room);
  rows.flat().forEach(put);
  const left = sectionsOfRows(stand).slice(rows.length);
  if (left.length > 0) put(leftOutDrawing(left, room));
  return { svg: parts.join('\n'), height: y };
}

/** What of it stands on the sheet. */
export interface StandSheet {
  /** How many of its demands are drawn, the first ones. */
  readonly demands: number;
  readonly isCompact: boolean;
}

export function standSheet(stand: StandDrawn, room: Room): StandSheet {
  const { rows, form } = sheetOf(stand, room);
  return { demands: rows.length, isCompact: form === compactForm };
}

interface Sheet {
  readonly form: StandForm;
  /** What is drawn of each demand, with the heads above it. */
  readonly rows: readonly (readonly Drawing[])[];
}

/** Laid out once for the picture and its key. */
const sheets = new WeakMap<StandDrawn, Map<Room['kind'], Sheet>>();

function sheetOf(stand: StandDrawn, room: Room): Sheet {
  const known = sheets.get(stand) ?? new Map<Room['kind'], Sheet>();
  const sheet = known.get(room.kind) ?? laidOut(stand, room);
  sheets.set(stand, known.set(room.kind, sheet));
  return sheet;
}

/** With all that is said of each demand if the sheet holds all of them so, and else with less of each. */
function laidOut(stand: StandDrawn, room: Room): Sheet {
  const rows = [...fittingRows(stand, roomyForm, room)];
  if (rows.length === sectionsOfRows(stand).length) return { form: roomyForm, rows };
  return { form: compactForm, rows: [...fittingRows(stand, compactForm, room)] };
}

/** Drawn one by one as they are taken, each below the heads that it is the first under; the first one always fits. */
function* fittingRows(stand: StandDrawn, form: StandForm, room: Room): Generator<readonly Drawing[]> {
  const most = form.sheet[room.kind === 'narrow' ? 'narrow' : 'wide'];
  let bottom = 0;
  for (const pieces of drawnRows(stand, form, room)) {
    const isFirst = bottom === 0;
    bottom += pieces.reduce((sum, { height }) => sum + height, 0);
    if (bottom > most && !isFirst) return;
    yield pieces;
  }
}

function* drawnRows(stand: StandDrawn, form: StandForm, room: Room): Generator<readonly Drawing[]> {
  for (const [place, section] of stand.sections.entries()) {
    let heads = [form.sectionHead(section, stand, room)];
    if (place > 0) heads.unshift({ svg: '', height: form.space });
    for (const { question, rows } of section.items) {
      if (question !== null) heads.push(form.questionHead(question, room));
      for (const row of rows) {
        yield [...heads, form.row(row, section, stand, room)];
        heads = [];
      }
    }
  }
}

/** The title of the section of each row. */
function sectionsOfRows({ sections }: StandDrawn): string[] {
  return sections.flatMap(({ title, items }) => items.flatMap(({ rows }) => rows.map(() => title)));
}

/** A square for each demand, by gap. */
function gapBars({ sections }: StandDrawn, { width, height, measure }: Room): Drawing {
  const lineHeight = Math.min(44, (height ?? Infinity) / Math.max(sections.length, 1));
  const size = Math.min(20, lineHeight * 0.55);
  const label = Math.max(0, ...sections.map(({ title }) => measure(title, 'sansBold', size))) + 24;
  const most = Math.max(1, ...sections.map(({ number }) => number));
  const square = Math.min(lineHeight * 0.6, (width - label - 70) / most - 4);
  const lines = sections.map(({ key, title, number }, index) => {
    const y = index * lineHeight;
    const middle = y + lineHeight / 2;
    const squares = Array.from({ length: number }, (_, place) =>
      rect(
        { x: label + place * (square + 4), y: middle - square / 2, width: square, height: square },
        `bar-gap bar-gap-${key}`,
        2,
      ),
    );
    return [
      `<text class="bold" font-size="${tenth(size)}" x="0" y="${tenth(middle + size * 0.35)}">${xmlText(title)}</text>`,
      ...squares,
      `<text class="ink" font-size="${tenth(size)}" x="${tenth(label + number * (square + 4) + 8)}" y="${tenth(middle + size * 0.35)}">${number}</text>`,
    ].join('');
  });
  const count = sections.reduce((sum, { number }) => sum + number, 0);
  const title = `<desc>${xmlText(counted(count, 'demand'))}</desc>`;
  return { svg: `${title}${lines.join('\n')}`, height: lineHeight * lines.length };
}
