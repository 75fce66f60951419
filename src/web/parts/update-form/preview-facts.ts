import { entriesOfCells } from '../../../data/memory/log.js';
import { chosenSources } from '../../../actions/updates/source-choices.js';
import { type DeniedReports, deniedReports } from '../../../data/memory/denied-reports.js';
import { namesOnRecord } from '../../../data/structure/sources.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import { updatesCiting } from '../../../data/log/updates.js';
import type { Negotiation, Speaker } from '../../../domain/structure/negotiation.js';
import type { Source } from '../../../domain/structure/source.js';
import type { NewUpdate } from '../../../domain/log/update.js';
import { withQuoteChecks } from '../../../domain/log/quote-check.js';
import { NegotiationLog } from '../../../domain/cells/negotiation-log.js';
import { olderAnswerWarnings, otherAnswers } from '../../../domain/cells/older-answers.js';
import { pastDays } from '../../../domain/cells/past.js';
import { previewOf, type StancePreview } from '../../../domain/cells/update-preview.js';
import { countsFrom, utcDay } from '../../../domain/when.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import type { Services } from '../../frame/services.js';
import { type RowWarnings, rowWarnings } from './row-warnings.js';

/** An unpublished update, and what publishing it will do. */
export interface PreviewFacts {
  readonly negotiation: Negotiation;
  readonly update: NewUpdate;
  readonly speakers: readonly Speaker[];
  readonly sources: readonly Source[];
  /** About what was typed, by row. */
  readonly warnings: RowWarnings;
  /** By the index of the stance: what asks whether another answer of the party to the same question still stands. */
  readonly olderAnswers: readonly (readonly string[])[];
  /** By the index of the stance. */
  readonly stances: readonly StancePreview[];
  /** Of the cells that are reported and denied, before or after. */
  readonly denied: DeniedReports;
  /** By the index of the source: the updates of this negotiation that already cite it, newest first. */
  readonly logged: readonly (readonly { readonly id: number; readonly headline: string }[])[];
}

export async function previewFacts(
  { database, memory, clock }: Services,
  negotiation: Negotiation,
  given: NewUpdate,
  values: FormValues,
): Promise<PreviewFacts> {
  const { read } = database;
  const update = { ...given, stances: withQuoteChecks(given.stances, given.articleText ?? '') };
  const sources = await chosenSources(read, update.sources);
  const today = utcDay(clock());
  const stances = update.stances.map(({ citations, ...stance }) => {
    const published = citations.flatMap(({ source }) => sources[source]?.publishedDate ?? []);
    return { ...stance, day: countsFrom(stance.date, published, today) };
  });
  const others = update.stances.flatMap((stance) => otherAnswers(negotiation, stance));
  const entries = await entriesOfCells(read, negotiation.id, [...update.stances, ...others]);
  const log = new NegotiationLog(entries);
  const cellAt = (party: number, demand: number) =>
    log.cellAt(party, demand, { asOf: null, known: log.lastSequence, evidence: 'default' });
  const parties = negotiation.parties.map(({ id }) => id);
  const previewed = previewOf(entries, stances, pastDays(negotiation));
  const cells = previewed.flatMap(({ before, after }) => [before, after]);
  return {
    negotiation,
    update,
    speakers: await listSpeakers(read, parties),
    sources,
    warnings: await rowWarnings(read, values, await namesOnRecord(read)),
    olderAnswers: update.stances.map((stance) =>
      olderAnswerWarnings(negotiation, stance, update.stances, cellAt),
    ),
    stances: previewed,
    denied: await deniedReports({ read, memory }, negotiation.id, cells, log.lastSequence),
    logged: await Promise.all(sources.map(({ id }) => updatesCiting(read, negotiation.id, id))),
  };
}
