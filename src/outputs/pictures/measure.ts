import { withArabicForms } from './arabic-forms.js';

/** The typefaces of pictures: Source Sans for what is read on the way, Source Serif for headlines and quotations. */
export type Face = 'sans' | 'sansBold' | 'serif' | 'serifItalic';

/** How wide a text is in a typeface of a size, in the units of the picture. */
export type Measure = (text: string, face: Face, size: number) => number;

/** The advance of a character as a share of the size; null where the typeface has none. */
export type Advance = (code: number) => number | null;

/** What has our typefaces not and draws with its own needs somewhat more room; so do outlines that are not kerned. */
const usualSpare = 1.06;
/** Of a script that both typefaces lack. */
const foreign = 0.66;
/** In other typefaces the letters of other scripts are somewhat wider than in the one that is measured. */
const usualForeignSpare = 1.04;

const squares = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{Emoji_Presentation}]/u;
/** Neither Latin, Greek and Cyrillic nor their signs, which are in every typeface of ours: then nothing has to be looked up. */
const ofOtherScripts = /[^\0-\u052F\u2000-\u22FF]/;
/** Marks above and below letters, and what is not drawn. */
const withoutWidth = /[\p{M}\p{Cf}]/u;

/** By how much a text may be wider than its letters; 1 for texts that are placed beside each other. */
interface Spare {
  readonly spare?: number;
  /** In addition, of a script that our typefaces lack. */
  readonly foreignSpare?: number;
}

/** @param fallbacks for each typeface the one with the letters of other scripts */
export function measureWith(
  advances: Readonly<Record<Face, Advance>>,
  fallbacks: Readonly<Record<Face, Advance>>,
  { spare = usualSpare, foreignSpare = usualForeignSpare }: Spare = {},
): Measure {
  const widths = new Map<Face, Float64Array>();
  const widthsOf = (face: Face) => {
    const known = widths.get(face) ?? new Float64Array(remembered).fill(NaN);
    widths.set(face, known);
    return known;
  };
  return (text, face, size) => {
    const known = widthsOf(face);
    const fallback = fallbacks[face];
    const ownWidth = (sign: string) => {
      const code = sign.codePointAt(0) as number;
      let width = known[code] ?? NaN;
      if (Number.isNaN(width)) {
        width = widthOf(sign, advances[face], fallback, foreignSpare);
        if (code < remembered) known[code] = width;
      }
      return width;
    };
    const usual = usualWidth(text, known, ownWidth);
    if (usual !== null) return usual * size * spare;
    let width = 0;
    for (const run of text.split(/[\u2068\u2069]/)) {
      const signs = withArabicForms(run);
      const isForeign = isDrawnElsewhere(signs, advances[face], fallback);
      for (const sign of signs)
        width += isForeign ? foreignWidth(sign, advances[face], fallback, foreignSpare) : ownWidth(sign);
    }
    return width * size * spare;
  };
}

/** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, which are not drawn. */
const [opening, closing] = [0x2068, 0x2069];

/** Of so many characters the width is worked out once: all that are not of the scripts of East Asia. */
const remembered = 0x3000;

/** Up to here are Latin, Greek and Cyrillic; their signs are in other places. */
const [afterLetters, signs, afterSigns] = [0x530, 0x2000, 0x2300];

/** Of a text in these alone, letter by letter: nearly all that is measured. Null of another. */
function usualWidth(text: string, known: Float64Array, ownWidth: (sign: string) => number): number | null {
  let width = 0;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= afterLetters && (code < signs || code >= afterSigns)) return null;
    if (code === opening || code === closing) continue;
    const own = known[code] as number;
    width += Number.isNaN(own) ? ownWidth(text.charAt(place)) : own;
  }
  return width;
}

/** A run with a letter that the typeface lacks is drawn as a whole in the other one, if that has all of it. */
function isDrawnElsewhere(run: string, own: Advance, fallback: Advance): boolean {
  if (!ofOtherScripts.test(run)) return false;
  const codes = Array.from(run)
    .filter((sign) => !withoutWidth.test(sign))
    .map((sign) => sign.codePointAt(0) as number);
  return codes.some((code) => own(code) === null) && codes.every((code) => fallback(code) !== null);
}

function foreignWidth(sign: string, own: Advance, fallback: Advance, foreignSpare: number): number {
  const code = sign.codePointAt(0) as number;
  return own(code) === null || withoutWidth.test(sign)
    ? widthOf(sign, own, fallback, foreignSpare)
    : (fallback(code) ?? 0);
}

function widthOf(sign: string, advance: Advance, fallback: Advance, foreignSpare: number): number {
  if (withoutWidth.test(sign)) return 0;
  const code = sign.codePointAt(0) as number;
  return advance(code) ?? (squares.test(sign) ? 1 : (fallback(code) ?? foreign) * foreignSpare);
}

/** Reads the advances of a TrueType font (OpenType 1.9: cmap formats 4 and 12, hmtx). */
export function advancesOf(bytes: Uint8Array): Advance {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(font);
  const at = (name: string) => tables.get(name) ?? 0;
  const unitsPerEm = font.getUint16(at('head') + 18);
  const metrics = font.getUint16(at('hhea') + 34);
  const glyphOf = glyphsOf(font, at('cmap'));
  return (code) => {
    const glyph = glyphOf(code);
    if (glyph === 0) return null;
    return font.getUint16(at('hmtx') + Math.min(glyph, metrics - 1) * 4) / unitsPerEm;
  };
}

function tablesOf(font: DataView): ReadonlyMap<string, number> {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.getUint16(4); index += 1) {
    const record = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((place) => font.getUint8(record + place)));
    tables.set(name, font.getUint32(record + 8));
  }
  return tables;
}

/** The number of the glyph of a character; 0 for none. */
function glyphsOf(font: DataView, cmap: number): (code: number) => number {
  for (let index = 0; index < font.getUint16(cmap + 2); index += 1) {
    const subtable = cmap + font.getUint32(cmap + 4 + index * 8 + 4);
    const format = font.getUint16(subtable);
    if (format === 12) return (code) => glyphInGroups(font, subtable, code);
    if (format === 4) return (code) => glyphInSegments(font, subtable, code);
  }
  return () => 0;
}

function glyphInGroups(font: DataView, subtable: number, code: number): number {
  const count = font.getUint32(subtable + 12);
  for (let index = 0; index < count; index += 1) {
    const group = subtable + 16 + index * 12;
    if (code > font.getUint32(group + 4)) continue;
    const first = font.getUint32(group);
    return code < first ? 0 : font.getUint32(group + 8) + code - first;
  }
  return 0;
}

function glyphInSegments(font: DataView, subtable: number, code: number): number {
  const doubled = font.getUint16(subtable + 6);
  const part = (number: number, index: number) => subtable + 14 + number * doubled + index * 2;
  if (code > 0xffff) return 0;
  for (let index = 0; index < doubled / 2; index += 1) {
    if (code > font.getUint16(part(0, index))) continue;
    const first = font.getUint16(part(1, index) + 2);
    if (code < first) return 0;
    const delta = font.getUint16(part(2, index) + 2);
    const place = part(3, index) + 2;
    const offset = font.getUint16(place);
    const glyph = offset === 0 ? code : font.getUint16(place + offset + (code - first) * 2);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
