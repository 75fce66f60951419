import { cleanText } from '../../domain/text.js';

/** JSON (RFC 8259) for readers: every text as it is printed, whatever is stored. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, (_, member) => printed(member), indent);
}

/** The same of a single value, of which a file has millions: to look through it as through an object takes ten times as long. */
export function jsonValue(value: string | number | null): string {
  return JSON.stringify(printed(value));
}

function printed(value: unknown): unknown {
  return typeof value === 'string' ? cleanText(value) : value;
}
