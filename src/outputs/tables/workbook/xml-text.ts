/** What XML 1.0 has no place for, or changes, and what looks like the notation for it. */
const unwritable = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/** Needs none of it; most texts are such. */
const plain = /^[ !#-%'-;=?-^`-~]*$/;

/**
 * Text in a part of a workbook: what XML cannot hold is written as `_x000B_` (ECMA-376, 22.9.2.19, `ST_Xstring`), and a
 * `_` that would be read as the beginning of such a notation as `_x005F_`.
 */
export function xmlText(text: string): string {
  if (plain.test(text)) return text;
  return text
    .replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (sign) => entities[sign] as string);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
