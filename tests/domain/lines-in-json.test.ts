import { expect, test } from 'vitest';
import { linesInJson } from '../../src/domain/lines-in-json.js';

const written = `{
  "name": "a \\"quoted\\", {odd}: [name]",
  "acts": [
    { "id": "one" },
    {
      "id": "two", "stances": [
        { "quote": null,
          "amount": -1.5e3 }, {
          "deep": true }
      ]
    }
  ], "last": []
}
`;

test('the line of a value is that on which it begins', () => {
  const lineOf = linesInJson(written);
  const paths = [
    ...[['name'], ['acts'], ['acts', 0], ['acts', 0, 'id'], ['acts', 1], ['acts', 1, 'stances', 0]],
    ...[
      ['acts', 1, 'stances', 0, 'amount'],
      ['acts', 1, 'stances', 1],
      ['acts', 1, 'stances', 1, 'deep'],
    ],
    ['last'],
  ];
  expect(paths.map((path) => lineOf(path))).toEqual([2, 3, 4, 4, 5, 7, 8, 8, 9, 12]);
});

test('of what is not there, it is that of the nearest thing around it', () => {
  const lineOf = linesInJson(written);
  expect(lineOf(['acts', 1, 'stances', 1, 'missing', 3])).toBe(8);
  expect(lineOf(['acts', 7, 'id'])).toBe(3);
  expect(lineOf(['missing'])).toBe(1);
  expect(lineOf([])).toBe(1);
});
