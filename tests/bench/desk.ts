import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfToken } from '../../src/actions/people/sign-in.js';
import { recordCompliance } from '../../src/actions/compliance/record-compliance.js';
import { recordOutcome } from '../../src/actions/outcomes/record-outcome.js';
import { publishBriefing } from '../../src/actions/briefings/publish-briefing.js';
import { recordReservation } from '../../src/actions/briefings/record-reservation.js';
import { corroborateRecord } from '../../src/actions/records/corroborate-record.js';
import { createQuestion } from '../../src/actions/structure/create-question.js';
import { joinQuestion } from '../../src/actions/structure/join-question.js';
import type { Database, Transaction } from '../../src/data/engine/database.js';
import { connect, migrate } from '../../src/data/open.js';
import { insertSession } from '../../src/data/people/sessions.js';
import { insertUser } from '../../src/data/people/users.js';
import { theServer } from '../../src/domain/people/actor.js';
import { temporaryFolder } from '../support/database.js';
import { fileOfManyRows } from '../support/large-import.js';
import { releaseUpTo } from '../support/releases.js';
import { fillNegotiation, type LargeSize } from './data.js';

/** A filled database in a folder of its own, with people who work on it. */
export interface Desk {
  readonly stances: number;
  readonly size: Required<LargeSize>;
  readonly folder: string;
  readonly file: string;
  readonly url: string;
  /** The cookies of its editors, and that of an admin. */
  readonly editors: readonly string[];
  readonly admin: string;
}

const editorCount = 20;
/** Of what waits at a desk: proposals, uploaded files, drafts. */
const waiting = 60;

export async function makeDesk(stances: number, size: Required<LargeSize>): Promise<Desk> {
  const folder = temporaryFolder();
  const file = join(folder, 'tracker.db');
  const url = `file:${file}`;
  await migrate(url);
  await fillNegotiation(file, stances, size);
  const database = await connect(url);
  const [admin = '', ...editors] = await signEverybodyIn(database);
  await database.write(async (tx) => {
    const { id } = await tx.user.findFirstOrThrow({ where: { role: 'admin' } });
    await fillDesk(tx, id, new Date());
  });
  await publishByThemselves(database, size);
  const { sequence } = await database.read.chainLink.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  await releaseUpTo(database, sequence);
  await database.close();
  return { stances, size, folder, file, url, editors, admin };
}

/** Makes an admin and the editors, each with a session; answers their cookies, the admin’s first. */
export async function signEverybodyIn(database: Database): Promise<readonly string[]> {
  const tokens = Array.from({ length: editorCount + 1 }, () => randomBytes(32).toString('base64url'));
  await database.write(async (tx) => {
    const createdAt = new Date();
    for (const [index, token] of tokens.entries()) {
      const role = index === 0 ? 'admin' : 'editor';
      const account = { signInName: `${role}-${token.slice(0, 8)}`, publicName: null, passwordHash: '' };
      const userId = await insertUser(tx, { ...account, role, createdAt });
      await insertSession(tx, { tokenHash: hashOfToken(token), userId, createdAt });
    }
  });
  return tokens.map((token) => `sid-${database.instance.uuid}=${token}`);
}

export function removeDesk({ folder }: Desk): void {
  rmSync(folder, { recursive: true });
}

/** A corroboration, and one of each thing that is published by itself: a question with an alternative, a briefing, a reservation, an outcome with an account of whether it was kept. */
async function publishByThemselves(database: Database, { demands }: LargeSize): Promise<void> {
  const now = new Date();
  const negotiationId = 1;
  const last = await database.read.demand.findFirstOrThrow({ where: { slug: `demand-${demands}` } });
  const question = {
    ...{ topic: last.topicId, slug: 'question-1', wording: 'How many observers are there?' },
    unit: 'observers',
  };
  const { id } = await createQuestion(database, theServer, { negotiationId, fields: question }, now);
  const joining = { demand: last.id, sense: 'at_most', number: '600' } as const;
  await joinQuestion(database, theServer, { negotiationId, question: id, joining }, now);
  const about = { topic: null, demand: null, day: '2024-06-01', text: 'Both sides wait for the next round.' };
  await publishBriefing(database, theServer, { negotiationId, words: about }, now);
  const source = {
    ...{ outlet: 'Reuters', title: 'What was said', url: null, archiveUrl: null, author: null, note: '' },
    ...{ publishedDate: '2024-06-02', accessedDate: null },
  };
  const quoted = { quote: 'Nothing is agreed', quoteLanguage: 'en', quoteTranslation: null };
  const words = { party: 1, date: '2024-06-01', ...quoted };
  await recordReservation(database, theServer, { negotiationId, words, source }, now);
  const report = await database.read.entry.findFirst({
    where: { negotiationId, kind: 'report', acts: { none: { kind: { not: 'report' } } } },
  });
  const citation = { source: 0, locator: null, firstReportedBy: null };
  // An empty log has none.
  if (report)
    await corroborateRecord(
      database,
      theServer,
      { negotiationId, record: report.record, source, citation },
      now,
    );
  const outcome = {
    outcome: 'lapsed',
    event: null,
    date: '2024-06-01',
    summary: 'The round ended without it.',
  };
  const place = { negotiationId, demandId: last.id };
  const sources = [{ source, locator: null }];
  const { sequence: outcomeRecord } = await recordOutcome(
    database,
    theServer,
    { ...place, outcome, sources },
    now,
  );
  const account = {
    ...{ party: 1, claim: 'not_kept', about: 2, date: '2024-06-01', attribution: 'on_record_official' },
    ...{ accountBy: null, speaker: null, ...quoted },
  };
  await recordCompliance(
    database,
    theServer,
    { negotiationId, demandId: last.id, outcomeRecord, account, sources },
    now,
  );
}

/** What one person has left to do. */
async function fillDesk(tx: Transaction, userId: number, now: Date): Promise<void> {
  const of = { negotiationId: 1, userId };
  for (let count = 0; count < waiting; count += 1) {
    const idempotencyKey = randomUUID();
    // Every other one is somebody else's, since nobody reviews their own.
    const by = { negotiationId: 1, userId: count % 2 === 0 ? userId : 1 };
    await tx.proposal.create({ data: { ...by, proposedAt: now, contents: proposed(count), idempotencyKey } });
    const place = { ...of, key: randomUUID(), path: '/negotiations/large/updates/new' };
    const fields = { headline: `Draft ${count}` };
    await tx.draft.create({ data: { ...place, fields, revision: 1, savedAt: now } });
    const note = { ...of, partyId: 1, demandId: 1, text: `Ask again, ${count}.`, writtenAt: now };
    await tx.cellNote.create({ data: note });
  }
  const contents = new TextEncoder().encode(fileOfManyRows(1_000, () => ['party-2', 'demand-2']));
  await tx.import.create({ data: { ...of, fileName: 'archive.csv', contents, uploadedAt: now } });
  const expiresAt = new Date(now.getTime() + 86_400_000);
  const link = {
    tokenHash: randomUUID(),
    role: 'editor',
    createdAt: now,
    expiresAt,
    invitedBy: userId,
  } as const;
  await tx.invitation.create({ data: link });
}

function proposed(count: number) {
  const absent = {
    ...{
      accountBy: null,
      confidence: null,
      confidenceNote: null,
      speaker: null,
      speakerRole: null,
      note: null,
    },
    ...{ conditions: null, quote: null, quoteLanguage: null, quoteTranslation: null, quoteTranslator: null },
  };
  const stance = {
    ...absent,
    ...{ party: 2, demand: 2, position: 'favours', attribution: 'unnamed_sources', date: '2025-08-15' },
    ...{
      time: null,
      summary: `Said ${count}.`,
      citations: [{ source: 0, locator: null, firstReportedBy: null }],
    },
  };
  return { headline: `Proposal ${count}`, sources: [1], stances: [stance] };
}
