import type { Rows } from './rows.js';
import { dayOfNumber } from '../../src/domain/when.js';
import { randomNumbers } from './random-numbers.js';

const words =
  'ceasefire territory withdrawal guarantees sanctions assets monitoring exchange prisoners corridor grain ports border autonomy elections neutrality membership reconstruction tribunal inspection'.split(
    ' ',
  );
const positions = ['insists', 'demands', 'favours', 'conditional', 'neutral', 'reluctant', 'rejects'];
const onRecord = ['official_document', 'on_record_principal', 'on_record_official'];
const reported = ['background', 'leaked_document', 'unnamed_sources'];
const acts = ['correction', 'correction', 'clarification', 'corroboration', 'retraction', 'denial'] as const;

export const [firstDay, dayCount] = [19_000, 1_500];

/** One stance in so many is acted on; so many have a source of their own. */
const [stancesPerAct, stancesPerSource] = [20, 5];
const stancesInUpdate = 19;
/** An import publishes as much at once as a file may hold, or a fifth of all. */
const mostImported = 20_000;
/** Sources that are cited again and again: those of agencies. */
const popularSources = 10;

export function instantOfDay(day: number): Date {
  return new Date(day * 86_400_000);
}

export interface LogSize {
  readonly stances: number;
  readonly parties: number;
  readonly demands: number;
  readonly speakersOfParty: number;
}

interface Cell {
  readonly partyId: number;
  readonly demandId: number;
}

/**
 * The log of the large negotiation, recorded as things happen: nine tenths of the stances within three weeks of their
 * day, one tenth up to two years late.
 */
export class LargeLog {
  readonly #random = randomNumbers(1);
  readonly #records: { readonly sequence: number; readonly cell: Cell; readonly isOnRecord: boolean }[] = [];
  readonly #retracted = new Set<number>();
  readonly #sourceCount: number;
  #sequence = 1;
  #sources = 0;
  #updates = 0;

  constructor(
    private readonly rows: Rows,
    private readonly size: LogSize,
  ) {
    this.#sourceCount = Math.max(popularSources, Math.ceil(size.stances / stancesPerSource));
  }

  write(): void {
    const { stances } = this.size;
    const imported = Math.min(mostImported, Math.floor(stances / 5));
    if (imported > 0) this.#update(imported);
    while (this.#records.length < stances) {
      const count = Math.min(1 + this.#random(stancesInUpdate), stances - this.#records.length);
      this.#update(count);
      for (let stance = 0; stance < count; stance += 1) if (this.#random(stancesPerAct) === 0) this.#act();
    }
  }

  get #today(): number {
    return firstDay + Math.floor((this.#records.length / this.size.stances) * (dayCount - 1));
  }

  /** The instant of the next publication; each is later than the one before. */
  #instant(): Date {
    return new Date(instantOfDay(this.#today).getTime() + this.#sequence * 20);
  }

  #update(count: number): void {
    this.#updates += 1;
    const [recordedAt, id] = [this.#instant(), this.#updates];
    const headline = `Update ${id}: ${this.#words()}`;
    const key = { userId: 1, idempotencyKey: `key-${id}` };
    this.rows.insert('updates', { id, negotiationId: 1, headline, recordedAt, ...key });
    const sources = Array.from({ length: Math.min(3, count) }, () => this.#source());
    for (const [ordinal, sourceId] of [...new Set(sources)].entries())
      this.rows.insert('update_sources', { updateId: id, sourceId, ordinal });
    for (let stance = 0; stance < count; stance += 1) {
      const sequence = this.#entry('report', recordedAt, { updateId: id });
      const cell = this.#cell();
      const isOnRecord = this.#stance(sequence, cell);
      this.#cite(sequence, count > stancesInUpdate ? [this.#source()] : sources);
      this.#records.push({ sequence, cell, isOnRecord });
    }
    this.#audit('log_update', 'update', id, recordedAt);
  }

  /** Something is done to a record; where it was retracted, it is restored. */
  #act(): void {
    const target = this.#pick(this.#records);
    const recordedAt = this.#instant();
    const { sequence: record, cell, isOnRecord } = target;
    const reason = `Said otherwise: ${this.#words()}`;
    const kind = this.#retracted.has(record) ? 'restoration' : this.#pick(acts);
    if (kind === 'denial' && isOnRecord) return;
    const sequence = this.#entry(kind, recordedAt, { record, reason });
    if (kind === 'retraction') this.#retracted.add(record);
    if (kind === 'restoration') this.#retracted.delete(record);
    if (kind === 'correction' || kind === 'clarification') this.#stance(sequence, cell);
    if (kind === 'denial') this.#denial(sequence);
    if (kind !== 'retraction' && kind !== 'restoration') this.#cite(sequence, [this.#source()]);
    this.#audit('act', 'record', record, recordedAt);
  }

  #entry(
    kind: string,
    recordedAt: Date,
    more: { readonly updateId?: number; readonly record?: number; readonly reason?: string },
  ): number {
    this.#sequence += 1;
    const sequence = this.#sequence;
    this.rows.insert('publications', { sequence, recordedAt });
    const row = { sequence, kind, negotiationId: 1, record: sequence, userId: 1, ...more };
    this.rows.insert('entries', row);
    return sequence;
  }

  /** The first cell has three times what the others have; the last party and the last demand have nothing. */
  #cell(): Cell {
    const { parties, demands } = this.size;
    const cells = Math.max(1, parties - 1) * Math.max(1, demands - 1);
    const cell = Math.max(0, this.#random(cells + 2) - 2);
    return {
      partyId: 1 + (cell % Math.max(1, parties - 1)),
      demandId: 1 + Math.floor(cell / Math.max(1, parties - 1)),
    };
  }

  /** True if it is on the record. */
  #stance(sequence: number, { partyId, demandId }: Cell): boolean {
    const isOnRecord = this.#random(2) === 0;
    const day = dayOfNumber(this.#today - this.#random(this.#random(10) > 0 ? 21 : 730));
    const speakers = this.size.speakersOfParty;
    this.rows.insert('stances', {
      sequence,
      partyId,
      demandId,
      position: this.#pick(positions),
      attribution: this.#pick(isOnRecord ? onRecord : reported),
      confidence: isOnRecord ? 'high' : 'low',
      summary: `The ${this.#pick(words)} and the ${this.#pick(words)} depend on ${this.#pick(words)}.`,
      effectiveDate: day,
      effectiveDay: day,
      ...(isOnRecord && {
        speakerId: (partyId - 1) * speakers + 1 + this.#random(speakers),
        speakerRole: 'Spokesperson',
        quote: `We have always said: ${this.#words()}, then ${this.#words()}.`,
        quoteLanguage: 'en',
      }),
    });
    return isOnRecord;
  }

  #denial(sequence: number): void {
    const day = dayOfNumber(this.#today);
    const words = { attribution: 'on_record_official', quote: `We never asked for ${this.#words()}.` };
    this.rows.insert('denials', { sequence, ...words, effectiveDate: day, effectiveDay: day });
  }

  /** One source or two of those at hand, and sometimes an agency's. */
  #cite(sequence: number, sources: readonly number[]): void {
    const cited = new Set([this.#pick(sources), this.#pick(sources)]);
    if (this.#random(5) === 0) cited.add(1 + this.#random(Math.min(popularSources, this.#sources)));
    for (const [ordinal, sourceId] of [...cited].entries())
      this.rows.insert('citations', { sequence, sourceId, ordinal });
  }

  /** A new one as long as there are fewer than there should be by now, else one of those on record. */
  #source(): number {
    const due = this.#sourceCount * ((this.#records.length + 1) / this.size.stances);
    if (this.#sources >= Math.max(1, due)) return 1 + this.#random(this.#sources);
    this.#sources += 1;
    const [id, outlet] = [this.#sources, 1 + this.#random(40)];
    const url = `https://outlet-${outlet}.example/report-${id}`;
    this.rows.insert('sources', {
      id,
      outlet: `Outlet ${outlet}`,
      title: `Report ${id}: ${this.#words()}`,
      url,
      normalisedUrl: url,
      archiveUrl: id % 2 === 0 ? `https://archive.example/${id}` : null,
      publishedDate: id % 50 === 0 ? null : dayOfNumber(this.#today - this.#random(30)),
    });
    return id;
  }

  #audit(action: string, subject: string, id: number, at: Date): void {
    const who = { at, userId: 1, negotiationId: 1 };
    this.rows.insert('audit_entries', { ...who, action, subject, subjectId: String(id), details: {} });
  }

  #words(): string {
    return `${this.#pick(words)}, ${this.#pick(words)} and ${this.#pick(words)}`;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random(items.length)] as Item;
  }
}
