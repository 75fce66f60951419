import { expect, test } from 'vitest';
import {
  codeOf,
  isFinding,
  isPosition,
  needsRecordAndWords,
  positions,
} from '../../../src/domain/log/position.js';

test('the scale is the one of docs/rules.md: code, value, label, sign', () => {
  const lines = positions.map(({ code, value, label, sign }) => `${code ?? '–'} ${value} “${label}” ${sign}`);
  expect(`\n${lines.join('\n')}\n`).toBe(`
3 insists “Insists (red line)” ▲▲▲
2 demands “Demands” ▲▲
2 agreed “Agreed” ✓
1 favours “Favours” ▲
1 accepts “Would accept” △
0 conditional “Open, with conditions” ◆
0 neutral “Neutral” ●
0 withdrawn “No longer asks” ○
-1 reluctant “Reluctant” ▼
-2 rejects “Rejects” ▼▼
-3 rejects_red_line “Rejects (red line)” ▼▼▼
– contradictory “Contradictory signals” ⇅
– no_stated_position “No stated position” –
– not_applicable “Not applicable” ·
`);
});

test('red lines and agreement need an attribution on the record and a quote or document', () => {
  const needing = positions.map(({ value }) => value).filter(needsRecordAndWords);
  expect(needing).toEqual(['insists', 'agreed', 'rejects_red_line']);
});

test('a finding has no code; nor have contradictory signals, which are not a finding', () => {
  expect(positions.map(({ value }) => value).filter(isFinding)).toEqual([
    'no_stated_position',
    'not_applicable',
  ]);
  expect(codeOf('contradictory')).toBeNull();
});

test('only the values of the scale are positions', () => {
  expect(['demands', 'Demands', 'maybe', '', '__proto__', 'constructor'].filter(isPosition)).toEqual([
    'demands',
  ]);
});
