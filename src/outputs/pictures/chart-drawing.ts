import type { Room } from './picture.js';
import type { Drawing } from './svg.js';

/** A chart as a page draws it: its SVG, and its size in units of its own. */
export interface PageChart {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Nothing is drawn smaller than this share of its size on pages: then the picture is cut instead. */
const leastScale = 0.62;

/** The chart of a page, as wide as there is room; where the height is limited, as large as fits. */
export function chartDrawing({ svg, width, height }: PageChart, room: Room): Drawing {
  const fitting = room.width / width;
  const scale =
    room.height === null ? fitting : Math.min(fitting, Math.max(room.height / height, leastScale));
  const [drawnWidth, drawnHeight] = [width * scale, height * scale];
  const shownHeight = room.height === null ? drawnHeight : Math.min(drawnHeight, room.height);
  const view = `viewBox="0 0 ${width} ${Math.round((shownHeight / scale) * 10) / 10}"`;
  const size = `x="0" y="0" width="${Math.round(drawnWidth * 10) / 10}" height="${Math.round(shownHeight * 10) / 10}"`;
  // Letters of other scripts may be wider than a page reckons; where all is shown, nothing is cut off.
  const whole = shownHeight === drawnHeight ? ' overflow="visible"' : '';
  const own = withoutLinks(svg)
    .replace(/viewBox="[^"]*"/, view)
    .replace('<svg ', `<svg ${size}${whole} `);
  return { svg: own, height: shownHeight };
}

/** A link of a page leads nowhere from a picture that was taken elsewhere. */
function withoutLinks(svg: string): string {
  return svg.replace(/<a\b[^>]*>/g, '<g>').replaceAll('</a>', '</g>');
}
