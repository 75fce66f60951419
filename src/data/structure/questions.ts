import type { Sequence } from '../../domain/identifiers.js';
import type { Alternative, Question, Topic } from '../../domain/structure/negotiation.js';
import type { Amount, Sense } from '../../domain/structure/amount.js';
import type { QuestionFields } from '../../domain/structure/structure-fields.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { ClosingsOf } from './closing.js';
import { plainSql } from '../engine/statements.js';

interface AlternativeRow {
  readonly sequence: Sequence;
  readonly act: 'joined' | 'left';
  readonly questionId: number;
  readonly demandId: number;
  readonly sense: Sense | null;
  readonly amount: string | null;
  readonly recordedAt: Date;
}

const alternativesIn = `SELECT a.sequence, a.act, a.question_id AS questionId, a.demand_id AS demandId, a.sense, a.amount,
    p.recorded_at AS recordedAt
  FROM alternatives a JOIN publications p ON p.sequence = a.sequence WHERE a.negotiation_id = ? ORDER BY a.sequence`;

/** The questions of a negotiation in the order of its topics, oldest first within each. */
export async function questionsOf(
  read: Reader | Transaction,
  negotiationId: number,
  topics: readonly Topic[],
  closings: ClosingsOf,
): Promise<Question[]> {
  const questions = await read.question.findMany({ where: { negotiationId }, orderBy: { id: 'asc' } });
  if (questions.length === 0) return [];
  const acts = await plainSql(read).rows<AlternativeRow>(alternativesIn, [negotiationId]);
  return topics.flatMap((topic) =>
    questions
      .filter(({ topicId }) => topicId === topic.id)
      .map(({ id, slug, wording, unit, createdSequence }) => {
        const own = acts.filter(({ questionId }) => questionId === id);
        const about = { id, slug, wording, unit, topic, createdSequence, ...closings(id, null) };
        return { ...about, alternatives: alternativesFrom(own) };
      }),
  );
}

function alternativesFrom(acts: readonly AlternativeRow[]): Alternative[] {
  return acts
    .filter(({ act }) => act === 'joined')
    .map(({ sequence, demandId, sense, amount: number, recordedAt }) => {
      const left = acts.find(
        (each) => each.act === 'left' && each.demandId === demandId && each.sequence > sequence,
      );
      const amount = sense && { sense, number };
      return {
        ...{ demand: demandId, amount, joined: sequence, joinedAt: recordedAt.toISOString() },
        ...{ left: left?.sequence ?? null, leftAt: left?.recordedAt.toISOString() ?? null },
      };
    });
}

export async function insertQuestion(
  tx: Transaction,
  negotiationId: number,
  { topic, slug, wording, unit }: QuestionFields,
  createdSequence: Sequence,
): Promise<number> {
  const row = { negotiationId, topicId: topic, slug, wording, unit, createdSequence };
  const [inserted] = await plainSql(tx).publish('questions', [row]);
  return Number(inserted?.id);
}

export async function updateQuestion(
  tx: Transaction,
  id: number,
  { topic, slug, wording, unit }: QuestionFields,
): Promise<void> {
  await tx.question.update({ where: { id }, data: { topicId: topic, slug, wording, unit } });
}

interface AlternativeAct {
  readonly sequence: Sequence;
  readonly negotiationId: number;
  readonly userId: number | null;
  readonly act: 'joined' | 'left';
  readonly questionId: number;
  readonly demandId: number;
  readonly amount: Amount | null;
}

/** Publishes that a demand joined a question, or left it. */
export async function insertAlternative(tx: Transaction, { amount, ...act }: AlternativeAct): Promise<void> {
  const row = { ...act, sense: amount?.sense ?? null, amount: amount?.number ?? null };
  await plainSql(tx).publish('alternatives', [row]);
}
