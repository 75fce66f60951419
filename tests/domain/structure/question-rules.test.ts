import { describe, expect, test } from 'vitest';
import type { FieldProblem } from '../../../src/domain/errors.js';
import type { Question } from '../../../src/domain/structure/negotiation.js';
import {
  type Joining,
  problemsOfJoining,
  problemsOfQuestion,
  questionTopicProblem,
} from '../../../src/domain/structure/question-rules.js';
import type { QuestionFields } from '../../../src/domain/structure/structure-fields.js';
import { context, crimea, natoRenunciation } from '../update-builder.js';

const { negotiation } = context;
const [topic] = negotiation.topics as [(typeof negotiation.topics)[number]];
const elsewhere = { ...topic, id: 2, name: 'Territory' };
const wording = 'How large may Ukraine’s armed forces be?';
const forces: Question = {
  ...{ id: 1, slug: 'forces', wording, unit: 'soldiers', topic, createdSequence: 5 },
  ...{ isClosed: false, closings: [] },
  alternatives: [
    {
      demand: crimea,
      amount: { sense: 'about', number: '800000' },
      joined: 6,
      joinedAt: '',
      left: null,
      leftAt: null,
    },
  ],
};
const fieldsOf = (problems: readonly (FieldProblem | null)[]) =>
  problems.flatMap((problem) => (problem ? [problem.field] : []));

describe('a question', () => {
  const sound: QuestionFields = { topic: topic.id, slug: 'forces', wording, unit: 'soldiers' };
  const problems = (changed: Partial<QuestionFields>, present: Question | null = null) =>
    fieldsOf(
      problemsOfQuestion(
        { ...sound, ...changed },
        { slugUse: 'free', negotiation: { ...negotiation, topics: [topic, elsewhere] }, present },
      ),
    );

  test('is worded as a question under a topic', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ wording: 'Ukraine keeps an army of 800,000' })).toEqual(['wording']);
    expect(problems({ wording: 'Who?' })).toEqual(['wording']);
    expect(problems({ wording: 'ما حجم القوات المسلحة الأوكرانية؟' })).toEqual([]);
    expect(problems({ wording: '乌克兰军队的规模可以有多大？' })).toEqual([]);
    expect(problems({ topic: 99, slug: 'Forces' })).toEqual(['slug', 'topic']);
  });

  test('keeps its unit from its first alternative on, and its topic while it has alternatives', () => {
    expect(problems({}, forces)).toEqual([]);
    expect(problems({ unit: null }, forces)).toEqual(['unit']);
    expect(problems({ topic: elsewhere.id }, forces)).toEqual(['topic']);
    const left = { ...forces, alternatives: forces.alternatives.map((each) => ({ ...each, left: 7 })) };
    expect(problems({ unit: null, topic: elsewhere.id }, left)).toEqual(['unit']);
    expect(problems({ unit: null }, { ...forces, alternatives: [] })).toEqual([]);
  });
});

describe('a demand joins a question', () => {
  const sound: Joining = { demand: natoRenunciation, sense: 'at_most', number: '600000' };
  const problems = (changed: Partial<Joining>, question = forces) =>
    fieldsOf(problemsOfJoining(question, { ...sound, ...changed }, { ...negotiation, questions: [forces] }));

  test('with an amount in its unit, or without a limit', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ sense: 'no_limit', number: null })).toEqual([]);
    expect(problems({ sense: 'no_limit' })).toEqual(['number']);
    expect(problems({ sense: null })).toEqual(['sense']);
    expect(problems({ number: null })).toEqual(['number']);
    expect(problems({ number: '600,000' })).toEqual(['number']);
  });

  test('without one where the question has no unit', () => {
    const unitless = { ...forces, unit: null };
    expect(problems({ sense: null, number: null }, unitless)).toEqual([]);
    expect(problems({}, unitless)).toEqual(['number']);
    expect(problems({ number: null }, unitless)).toEqual(['sense']);
  });

  test('if it is of its topic, and in no other question', () => {
    expect(problems({ demand: 99 })).toEqual(['demand']);
    expect(problems({ demand: crimea })).toEqual(['demand']);
    expect(problems({}, { ...forces, topic: elsewhere })).toEqual(['demand']);
  });
});

test('a demand in a question stays under its topic', () => {
  const questions = [forces];
  expect(questionTopicProblem({ topic: elsewhere.id }, crimea, { questions })?.field).toBe('topic');
  expect(questionTopicProblem({ topic: topic.id }, crimea, { questions })).toBeNull();
  expect(questionTopicProblem({ topic: elsewhere.id }, natoRenunciation, { questions })).toBeNull();
});
