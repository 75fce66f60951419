import { expect, test } from 'vitest';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { olderAnswerWarnings } from '../../../src/domain/cells/older-answers.js';
import type { Position } from '../../../src/domain/log/position.js';
import type { Demand, Question } from '../../../src/domain/structure/negotiation.js';
import type { OutcomeEntry } from '../../../src/domain/structure/outcome.js';
import { LogBuilder } from '../log-builder.js';
import { context } from '../update-builder.js';

const { demands, parties } = context.negotiation;
const [lower, higher] = demands as [Demand, Demand];
const never = { joinedAt: '2025-08-01T09:00:00.000Z', leftAt: null };
const question: Question = {
  ...{ id: 1, slug: 'forces', wording: 'How large may the forces be?', unit: 'soldiers' },
  ...{ topic: lower.topic, createdSequence: 1, isClosed: false, closings: [] },
  alternatives: [lower, higher].map(({ id }, index) => ({
    ...{
      demand: id,
      amount: { sense: 'about', number: String(600_000 + index) },
      joined: 1,
      left: null,
      ...never,
    },
  })),
};

const lapsed: OutcomeEntry = {
  ...{ sequence: 9, record: 9, kind: 'report', recordedAt: '2025-08-20T09:00:00.000Z', reason: null },
  words: {
    ...{ outcome: 'lapsed', event: null, date: '2025-08-20', day: '2025-08-20' },
    ...{ summary: 'The talks ended without it.', sources: [] },
  },
};

/** Whether the editor of a new stance on the lower amount is asked about what the party said of the higher one. */
function isAsked(position: Position, all: readonly Demand[] = [lower], past = false): boolean {
  const builder = new LogBuilder();
  builder.report({ demand: higher.id, position });
  const log = new NegotiationLog(builder.entries);
  const warnings = olderAnswerWarnings(
    { demands: past ? [lower, { ...higher, outcomes: [lapsed] }] : demands, parties, questions: [question] },
    { party: 1, demand: lower.id },
    all.map(({ id }) => ({ party: 1, demand: id })),
    (party, demand) => log.cellAt(party, demand, { asOf: null, known: 99, evidence: 'default' }),
  );
  return warnings.some((warning) => warning.includes('Does it still stand?'));
}

test('an older answer to the same question is asked about, whichever side it takes', () => {
  expect(isAsked('demands')).toBe(true);
  expect(isAsked('conditional')).toBe(true);
  expect(isAsked('rejects')).toBe(true);
});

test('but not one that was dropped, is no position, is answered in the same update, or is past', () => {
  expect(isAsked('withdrawn')).toBe(false);
  expect(isAsked('not_applicable')).toBe(false);
  expect(isAsked('demands', [lower, higher])).toBe(false);
  expect(isAsked('demands', [lower], true)).toBe(false);
});
