import { expect, test } from 'vitest';
import { attributions, confidenceOf, isAttribution, strengthOf } from '../../src/domain/attribution.js';

test('attributions stand strongest first, each with its class and the usual confidence in our recording', () => {
  const lines = attributions.map(({ value, class: evidence }) => {
    return `${strengthOf(value)} ${value}: ${evidence}, ${confidenceOf(value)}`;
  });
  expect(`\n${lines.join('\n')}\n`).toBe(`
8 official_document: on_record, high
7 on_record_principal: on_record, high
6 on_record_official: on_record, high
5 counterparty_account: reported, moderate
4 background: reported, moderate
3 leaked_document: reported, low
2 unnamed_sources: reported, low
1 inferred: inferred, low
`);
});

test('off the record is not accepted at all', () => {
  expect(isAttribution('off_the_record')).toBe(false);
  expect(isAttribution('background')).toBe(true);
});

test('a finding carries no attribution, and is weaker than any', () => {
  expect(strengthOf(null)).toBe(0);
});
