import { expect, test } from 'vitest';
import {
  isWanted,
  markOf,
  mayBeWanted,
  onAnyOf,
  onShelf,
  positionOfMark,
  sayingOther,
  type Shelf,
  shelfOf,
  shelfOfMark,
} from '../../../src/domain/cells/shelf.js';
import { positions } from '../../../src/domain/log/position.js';

const shelves: Shelf[] = ['on_record', 'reported', 'inferred', 'finding', 'denied', 'retracted'];

test('a record lies on the shelf of its class while it stands, else on that of what became of it', () => {
  expect(shelfOf('standing', 'official_document')).toBe('on_record');
  expect(shelfOf('standing', 'background')).toBe('reported');
  expect(shelfOf('standing', 'inferred')).toBe('inferred');
  expect(shelfOf('standing', null)).toBe('finding');
  expect(shelfOf('denied', 'background')).toBe('denied');
  expect(shelfOf('retracted', 'official_document')).toBe('retracted');
});

test('every shelf with every position has a mark of its own, of two bits', () => {
  const marks = shelves.flatMap((shelf) => positions.map(({ value }) => markOf(shelf, value)));
  expect(new Set(marks).size).toBe(shelves.length * positions.length);
  for (const mark of marks) expect(mark.toString(2).replaceAll('0', '')).toBe('11');
});

test('a mark says its shelf and its position', () => {
  for (const shelf of shelves) {
    for (const { value } of positions) {
      expect(shelfOfMark(markOf(shelf, value))).toBe(shelf);
      expect(positionOfMark(markOf(shelf, value))).toBe(value);
    }
  }
});

test('a phase is wanted if its shelf and its position are', () => {
  const mark = markOf('reported', 'demands');
  expect(isWanted(mark, onShelf.reported)).toBe(true);
  expect(isWanted(mark, onShelf.on_record)).toBe(false);
  expect(isWanted(mark, onAnyOf(['on_record', 'reported']))).toBe(true);
  expect(isWanted(mark, sayingOther(onShelf.reported, 'demands'))).toBe(false);
  expect(isWanted(mark, sayingOther(onShelf.reported, 'rejects'))).toBe(true);
});

test('a page is passed only if none of its phases can be wanted', () => {
  const page = markOf('reported', 'demands') | markOf('on_record', 'rejects');
  expect(mayBeWanted(page, onShelf.inferred)).toBe(false);
  expect(mayBeWanted(page, onShelf.reported)).toBe(true);
  expect(mayBeWanted(page, sayingOther(sayingOther(onShelf.reported, 'demands'), 'rejects'))).toBe(false);
  expect(mayBeWanted(markOf('reported', 'demands'), sayingOther(onShelf.reported, 'demands'))).toBe(false);
});
