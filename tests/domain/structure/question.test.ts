import { expect, test } from 'vitest';
import { directionWords } from '../../../src/domain/log/direction.js';
import type { Amount } from '../../../src/domain/structure/amount.js';
import {
  type Alternative,
  type Demand,
  negotiationAt,
  type Question,
} from '../../../src/domain/structure/negotiation.js';
import {
  alternativesOf,
  alternativeWords,
  amountOnce,
  hasHadAmount,
  questionOf,
  relationWords,
} from '../../../src/domain/structure/question.js';
import { context, crimea, natoRenunciation } from '../update-builder.js';

const { negotiation } = context;
const [nato, crimeaDemand] = [natoRenunciation, crimea].map(
  (id) => negotiation.demands.find((demand) => demand.id === id) as Demand,
) as [Demand, Demand];
const atMost: Amount = { sense: 'at_most', number: '600000' };
const about: Amount = { sense: 'about', number: '800000' };
const noLimit: Amount = { sense: 'no_limit', number: null };

function question(...alternatives: Alternative[]): Question {
  const wording = 'How large may Ukraine’s armed forces be?';
  const common = { id: 1, slug: 'forces', wording, unit: 'soldiers', topic: nato.topic };
  return { ...common, createdSequence: 5, isClosed: false, closings: [], alternatives };
}

function joined(demand: Demand, amount: Amount | null, sequence: number, left: number | null = null) {
  return { demand: demand.id, amount, joined: sequence, joinedAt: '', left, leftAt: null };
}

test('a question is absent before it was created, and its alternatives before they joined', () => {
  const left = question(joined(nato, atMost, 6, 9), joined(crimeaDemand, about, 8));
  const questionAt = (known: number) =>
    negotiationAt({ ...negotiation, questions: [left] }, known).questions[0];
  expect(questionAt(4)).toBeUndefined();
  const there = (known: number) =>
    alternativesOf(questionAt(known) as Question, negotiation.demands).map(({ demand }) => demand.id);
  expect([5, 6, 7, 8, 9].map(there)).toEqual([
    [],
    [nato.id],
    [nato.id],
    [nato.id, crimeaDemand.id],
    [crimeaDemand.id],
  ]);
});

test('alternatives stand along their amounts, without amounts in the order of the matrix', () => {
  const slugs = (asked: Question) =>
    alternativesOf(asked, negotiation.demands).map(({ demand }) => demand.id);
  const matrix = negotiation.demands
    .map(({ id }) => id)
    .filter((id) => [nato.id, crimeaDemand.id].includes(id));
  expect(slugs(question(joined(nato, noLimit, 6), joined(crimeaDemand, about, 7)))).toEqual([
    crimeaDemand.id,
    nato.id,
  ]);
  expect(slugs(question(joined(nato, about, 6), joined(crimeaDemand, atMost, 7)))).toEqual([
    crimeaDemand.id,
    nato.id,
  ]);
  expect(slugs(question(joined(crimeaDemand, null, 6), joined(nato, null, 7)))).toEqual(matrix);
});

test('a demand belongs to one question, until it leaves; that it had an amount stays known', () => {
  const questions = [question(joined(nato, atMost, 6, 9))];
  expect(questionOf([question(joined(nato, atMost, 6))], nato.id)?.slug).toBe('forces');
  expect(questionOf(questions, nato.id)).toBeNull();
  expect(hasHadAmount(questions, nato.id)).toBe(true);
  expect(hasHadAmount([question(joined(crimeaDemand, null, 6))], crimeaDemand.id)).toBe(false);
});

test('an amount that a demand once had counts before “no limit”, which has no direction unless one was given', () => {
  const limited = [question(joined(nato, noLimit, 6, 7), joined(nato, about, 8, 9))];
  expect(amountOnce(limited, nato.id)).toEqual(about);
  expect(amountOnce([question(joined(nato, noLimit, 6))], nato.id)).toEqual(noLimit);
  expect(amountOnce(limited, crimeaDemand.id)).toBeNull();
  expect([directionWords(null, about), directionWords(null, noLimit)]).toEqual(['direction not given', null]);
  expect(directionWords('too_high', noLimit)).toBe('too high');
});

test('another alternative excludes one, or includes it; without amounts nothing is said', () => {
  const [one, other] = [
    { demand: nato, amount: atMost },
    { demand: crimeaDemand, amount: about },
  ] as const;
  expect(relationWords(one, other)).toBe('excludes it');
  expect(relationWords(one, { ...other, amount: noLimit })).toBe('includes it');
  expect(relationWords(one, { ...other, amount: null })).toBeNull();
  expect(alternativeWords(one, 'soldiers')).toBe('at most 600,000 soldiers');
  expect(alternativeWords({ ...one, amount: null }, null)).toBe(`“${nato.proposition}”`);
});
