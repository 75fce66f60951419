import { othersTurn } from '../../../data/engine/others-turn.js';

/** In characters: how much is read before other work gets its turn, which takes some milliseconds. */
const slice = 65_536;

/** The fields of a URL-encoded form, as `URLSearchParams` reads them; a long form is read in slices. */
export async function readInSlices(encoded: string): Promise<URLSearchParams> {
  if (encoded.length <= slice) return new URLSearchParams(encoded);
  const form = new URLSearchParams();
  let since = 0;
  for (const pair of pairsOf(encoded)) {
    const end = pair.indexOf('=');
    const [name, value] = end < 0 ? [pair, ''] : [pair.slice(0, end), pair.slice(end + 1)];
    form.append(await decoded(name), await decoded(value));
    since += pair.length;
    if (since < slice) continue;
    since = 0;
    await othersTurn();
  }
  return form;
}

function* pairsOf(encoded: string): Generator<string> {
  for (let start = 0, end = 0; start < encoded.length; start = end + 1) {
    const at = encoded.indexOf('&', start);
    end = at < 0 ? encoded.length : at;
    if (end > start) yield encoded.slice(start, end);
  }
}

async function decoded(encoded: string): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  for (let start = 0; start < encoded.length; ) {
    const end = endOfSlice(encoded, start + slice);
    parts.push(decoder.decode(plainBytes(Buffer.from(encoded.slice(start, end))), { stream: true }));
    start = end;
    if (start < encoded.length) await othersTurn();
  }
  return [...parts, decoder.decode()].join('');
}

/** Never cuts inside a percent-encoded byte, nor inside an unencoded character. */
function endOfSlice(encoded: string, place: number): number {
  let end = place;
  if (encoded[end - 1] === '%') end -= 1;
  else if (encoded[end - 2] === '%') end -= 2;
  return /[\uDC00-\uDFFF]/.test(encoded.charAt(end)) ? end - 1 : end;
}

const [percent, plus, space] = [0x25, 0x2b, 0x20];

/** Decodes the bytes in place (WHATWG URL, 1.3 and 5.1). */
function plainBytes(bytes: Buffer): Buffer {
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    const meant = byte === percent ? byteOf(bytes[at + 1], bytes[at + 2]) : null;
    if (meant !== null) at += 2;
    bytes[length] = meant ?? (byte === plus ? space : byte);
    length += 1;
  }
  return bytes.subarray(0, length);
}

function byteOf(high: number | undefined, low: number | undefined): number | null {
  const [first, second] = [digitOf(high), digitOf(low)];
  return first === null || second === null ? null : first * 16 + second;
}

/** The value of a hexadecimal digit, by its character code. */
function digitOf(code = 0): number | null {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : null;
}
