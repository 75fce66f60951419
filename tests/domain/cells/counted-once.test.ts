import { expect, test } from 'vitest';
import { takingQuestionsOnce } from '../../../src/domain/cells/counted-once.js';
import type { Alternative, Question } from '../../../src/domain/structure/negotiation.js';

const topic = { id: 1, slug: 'army', name: 'Army', order: 1, isClosed: false };

function alternative(demand: number, left: number | null = null): Alternative {
  return { demand, amount: null, joined: 1, joinedAt: '', left, leftAt: null };
}

test('of the alternatives of a question only the one nearest to agreement is taken', () => {
  const alternatives = [alternative(2), alternative(3), alternative(4, 9)];
  const question: Question = {
    ...{ id: 1, slug: 'size', wording: 'How large?', unit: null, topic, createdSequence: 1 },
    ...{ isClosed: false, closings: [] },
    alternatives,
  };
  const found = [
    { demandId: 1, gap: 'opposed' },
    { demandId: 2, gap: 'opposed' },
    { demandId: 3, gap: 'room_signalled' },
    { demandId: 4, gap: 'opposed' },
  ] as const;
  expect(takingQuestionsOnce(found, [question]).map(({ demandId }) => demandId)).toEqual([1, 3, 4]);
  expect(takingQuestionsOnce(found, [])).toEqual(found);
});
