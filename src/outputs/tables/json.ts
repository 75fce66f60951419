import { cleanText } from '../../domain/text.js';

/** JSON (RFC 8259) for readers: every text as it is printed, whatever is stored. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, (_, member) => printed(member), indent);
}

function printed(value: unknown): unknown {
  return typeof value === 'string' ? cleanText(value) : value;
}
