import { expect, test } from 'vitest';
import { positionDrawing } from '../../../src/outputs/pictures/position-drawing.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;

test('only a quote is in italics; what an editor wrote is upright', () => {
  const looksOf = (isQuote: boolean) => {
    const { svg } = positionDrawing(
      {
        ...{ label: 'Reluctant', sign: null, looks: 'tone-against-1 by-record', beside: '', lines: [] },
        words: { text: 'It is for Kyiv to decide.', isQuote },
      },
      { kind: 'wide', width: 1088, height: null, measure },
      { isShort: false },
    );
    return /<text class="(\w+)"[^>]*>It is/.exec(svg)?.[1];
  };
  expect([looksOf(true), looksOf(false)]).toEqual(['quote', 'ink']);
});
