import { tenth } from './svg.js';

/** The small marks of a cell, twelve units wide, as views/assets/tracker.css draws them. */
const paths = {
  'moved-up': '<path d="M2 10 9.500 2.500M4 2h6v6"/>',
  'moved-down': '<path d="M2 2 9.500 9.500M10 4v6H4"/>',
  moved: '<path d="M1 6h9M6.500 2.500 10 6 6.500 9.500"/>',
  first: '<path d="M6 1v10M1 6h10"/>',
  contested: '<path d="M0 4h11M8 1l3 3M12 8H1M4 11 1 8"/>',
  beside: '<path d="M1 4.200h10M1 7.800h10M9 1 3 11"/>',
  reserved: '<path d="M6 1v10M1.700 3.500l8.600 5M10.300 3.500l-8.600 5"/>',
  corrected: '<path d="M2 10l.6-2.600L8.800 1.200l2 2L4.600 9.400zM1 11.500h10"/>',
  stale: '<path d="M6 1.300a4.700 4.700 0 1 0 .01 0zM6 3v3.200l2 1.300"/>',
  denied: '<path d="M2 2l8 8M10 2l-8 8"/>',
  retracted: '<path d="M6 1.400a4.600 4.600 0 1 0 .01 0zM2.800 9.200l6.400-6.400"/>',
} as const;

export type MarkKind = keyof typeof paths;

/** A mark of a size. */
export function markAt(kind: MarkKind, x: number, y: number, size: number): string {
  const scale = Math.round((size / 12) * 1000) / 1000;
  const name = kind === 'first' || kind.startsWith('moved') ? 'cue cue-moved' : 'cue';
  return `<g class="${name}" transform="translate(${tenth(x)} ${tenth(y)}) scale(${scale})">${paths[kind]}</g>`;
}
