import { describe, expect, test } from 'vitest';
import { linesOf, namesInCell } from '../../../src/domain/structure/pasted-lists.js';

const cells = (text: string) => linesOf('parties', text).map((line) => line.cells);

describe('the lines of a pasted list', () => {
  test('have columns between tabs, or between upright lines where there is no tab', () => {
    expect(cells('Brazil\tstate\tmediator')).toEqual([['Brazil', 'state', 'mediator']]);
    expect(cells('Brazil | state |mediator')).toEqual([['Brazil', 'state', 'mediator']]);
    expect(cells('Either | or\tstate')).toEqual([['Either | or', 'state']]);
  });

  test('keep their number, whatever is empty between them', () => {
    const lines = linesOf('topics', '\nFinance\n\t\n  \nTrade');
    expect(lines).toEqual([
      { line: 2, cells: ['Finance'] },
      { line: 5, cells: ['Trade'] },
    ]);
  });

  test('leave out a first line that names the columns', () => {
    expect(cells('Name\tKind\tRole\tShort name\tMembers\nBrazil\tstate')).toEqual([['Brazil', 'state']]);
    expect(cells('Name\nBrazil')).toEqual([['Brazil']]);
    expect(cells('Brazil\nName')).toEqual([['Brazil'], ['Name']]);
  });

  test('lose the quotation marks of a spreadsheet, and only those', () => {
    expect(cells('"The ""Arab Group"""\tbloc')).toEqual([['The "Arab Group"', 'bloc']]);
    expect(cells('"Arab" Group\tbloc')).toEqual([['"Arab" Group', 'bloc']]);
  });
});

test('names in one cell stand between commas or semicolons', () => {
  expect(namesInCell('Brazil, Colombia;India ; ')).toEqual(['Brazil', 'Colombia', 'India']);
  expect(namesInCell('')).toEqual([]);
});
