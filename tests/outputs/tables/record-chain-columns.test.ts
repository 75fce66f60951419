import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { cleanText } from '../../../src/domain/text.js';
import { printableJson, printCommand } from '../../../src/outputs/tables/record-chain-columns.js';
import { unprintable } from '../../support/unprintable.js';

test.each(["It's “100 %” \\n clear.\nSecond line", `${unprintable}5'\\`])(
  'a shell prints a text byte for byte by a command that a page can print: %j',
  (text) => {
    const command = printCommand(text);
    expect(cleanText(command)).toBe(command);
    expect(execFileSync('sh', ['-c', command]).equals(Buffer.from(text))).toBe(true);
  },
);

test('contents mean the same when they are printed', () => {
  const contents = `${JSON.stringify({ speaker_role: unprintable }, null, 2)}\n`;
  expect(cleanText(printableJson(contents))).toBe(printableJson(contents));
  expect(JSON.parse(printableJson(contents))).toEqual(JSON.parse(contents));
  expect(printableJson('{\n  "a": "Łódź"\n}\n')).toBe('{\n  "a": "Łódź"\n}\n');
});
