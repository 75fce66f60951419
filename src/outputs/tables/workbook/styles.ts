import { tints } from '../../pictures/styles.js';
import { declaration, mainNamespace } from './parts.js';

/** The formats of cells by their place in the list below. */
export const formats = { general: 0, header: 1, text: 2, day: 3, lines: 4, numberAbove: 5 } as const;

/** “Text” in the list of formats that every spreadsheet knows (ECMA-376, 18.8.30): what is typed over stays text. */
const asText = 49;
const ownFormats = 164;

/** The tints behind positions, as pages have them; what has no code stands in grey on white there too. */
const tones = Object.keys(tints);
const isGrey = (tone: string) => tone === 'uncoded' || tone === 'nothing';

/** The format of a text on a tint. */
export function formatOf(tone: string): number {
  return Object.keys(formats).length + tones.indexOf(tone);
}

const solid = (colour: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour.slice(1).toUpperCase()}"/><bgColor indexed="64"/></patternFill></fill>`;
const filled = tones.filter((tone) => !isGrey(tone));
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  ...filled.map((tone) => solid(tints[tone] as string)),
];
const fonts = [
  '<font><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/></font>',
  '<font><sz val="11"/><color rgb="FF191917"/><name val="Calibri"/></font>',
  '<font><sz val="11"/><color rgb="FF5A5954"/><name val="Calibri"/></font>',
];
const sides = ['left', 'right', 'top', 'bottom'];
const hairlines = sides.map((side) => `<${side} style="thin"><color rgb="FFD8D7D1"/></${side}>`).join('');
const borders = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border>',
  // Behind a fill a spreadsheet draws no lines of its own.
  `<border>${hairlines}<diagonal/></border>`,
];
const cellFormats = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  `<xf numFmtId="${asText}" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1"/>`,
  `<xf numFmtId="${asText}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  `<xf numFmtId="${ownFormats}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  `<xf numFmtId="${asText}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`,
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>',
  ...tones.map(
    (tone) =>
      `<xf numFmtId="${asText}" fontId="${isGrey(tone) ? 3 : 2}" fillId="${isGrey(tone) ? 0 : filled.indexOf(tone) + 2}" borderId="2" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`,
  ),
];
const list = (name: string, items: readonly string[]) =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;

export const styles = `${declaration}<styleSheet xmlns="${mainNamespace}"><numFmts count="1"><numFmt numFmtId="${ownFormats}" formatCode="yyyy\\-mm\\-dd"/></numFmts>${list('fonts', fonts)}${list('fills', fills)}${list('borders', borders)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', cellFormats)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
