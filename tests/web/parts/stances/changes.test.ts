import { expect, test } from 'vitest';
import type { PublishedEntry } from '../../../../src/domain/log/published-entry.js';
import type { Stance } from '../../../../src/domain/log/stance.js';
import { type StanceFieldName, stanceFields } from '../../../../src/domain/log/stance-fields.js';
import { changesBetween } from '../../../../src/web/parts/stances/changes.js';
import {
  context,
  crimea,
  fullStance,
  natoRenunciation,
  putin,
  russia,
} from '../../../domain/update-builder.js';

const full = fullStance();
const stance = {
  ...full,
  day: full.date,
  sequence: 1,
  joint: null,
  speaker: { id: 3, name: 'Marco Rubio' },
} as Stance;
const entryOf = (changed: object) =>
  ({ stance: { ...stance, ...changed }, citations: [] }) as unknown as PublishedEntry;

const others: Readonly<Partial<Record<StanceFieldName, unknown>>> = {
  ...{ party: russia, accountBy: russia, demand: full.demand === crimea ? natoRenunciation : crimea },
  ...{ position: 'rejects', attribution: 'background', confidence: 'high', direction: 'too_low' },
  ...{ speaker: { id: putin, name: 'Vladimir Putin' }, date: '2025-08-10', time: '15:00' },
};

/** The language of a quote is seen in the quote. */
const told = stanceFields.map(({ name }) => name).filter((name) => name !== 'quoteLanguage');

test.each(told)('a version that differs only in its %s has one line that says so', (name) => {
  const other = entryOf({ [name]: others[name] ?? 'other words' });
  expect(changesBetween(entryOf({}), other, context.negotiation)).toHaveLength(1);
});

test('what stood nowhere before was added, and what stands nowhere now was removed', () => {
  const [without, quoted] = [entryOf({ quote: null }), entryOf({ quote: 'It is signed.' })];
  const quoteIn = (before: PublishedEntry, after: PublishedEntry) =>
    changesBetween(before, after, context.negotiation).find(({ label }) => label === 'Quote');
  expect(quoteIn(without, quoted)).toEqual({ label: 'Quote', before: null, after: 'It is signed.' });
  expect(quoteIn(quoted, without)).toEqual({ label: 'Quote', before: 'It is signed.', after: null });
});
