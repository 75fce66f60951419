import { inflateSync } from 'node:zlib';

/** The pixels of a PNG with eight bits for each of red, green, blue and opacity (PNG 3, 9: the five filters). */
export function pixelsOf(png: Buffer): (x: number, y: number) => string {
  const width = png.readUInt32BE(16);
  const [line, parts] = [width * 4, [] as Buffer[]];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
  }
  const packed = inflateSync(Buffer.concat(parts));
  const height = packed.length / (line + 1);
  const pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = packed[y * (line + 1)] as number;
    for (let x = 0; x < line; x += 1) {
      const left = x < 4 ? 0 : (pixels[y * line + x - 4] as number);
      const above = y === 0 ? 0 : (pixels[(y - 1) * line + x] as number);
      const corner = x < 4 || y === 0 ? 0 : (pixels[(y - 1) * line + x - 4] as number);
      const guess = [0, left, above, (left + above) >> 1, nearest(left, above, corner)][filter] as number;
      pixels[y * line + x] = ((packed[y * (line + 1) + 1 + x] as number) + guess) & 0xff;
    }
  }
  return (x, y) => `#${pixels.toString('hex', y * line + x * 4, y * line + x * 4 + 3)}`;
}

function nearest(left: number, above: number, corner: number): number {
  const wanted = left + above - corner;
  const [one, two, three] = [left, above, corner].map((each) => Math.abs(wanted - each)) as [
    number,
    number,
    number,
  ];
  if (one <= two && one <= three) return left;
  return two <= three ? above : corner;
}
