import type { Sequence } from '../../src/domain/identifiers.js';
import type { ActEntry, Entry, StanceCore } from '../../src/domain/log/entry.js';

/** What a stance says where a test does not say otherwise: Russia demands something, on the record. */
const usual: StanceCore = {
  party: 1,
  demand: 1,
  position: 'demands',
  attribution: 'on_record_principal',
  date: '2025-08-09',
  day: '2025-08-09',
  time: null,
};

/** A stance with some fields of its own; its date is its day unless both are given. */
export function stance(fields: Partial<StanceCore> = {}): StanceCore {
  const day = fields.day ?? fields.date ?? usual.day;
  return { ...usual, ...fields, day, date: fields.date ?? day };
}

/** A log, written entry by entry as an editor would. Each method answers the number of its entry. */
export class LogBuilder {
  readonly entries: Entry[] = [];
  private readonly versions = new Map<Sequence, StanceCore>();

  report(fields: Partial<StanceCore> = {}): Sequence {
    const sequence = this.next();
    return this.version('report', sequence, stance(fields));
  }

  correct(record: Sequence, fields: Partial<StanceCore>): Sequence {
    return this.version('correction', record, stance({ ...this.standing(record), ...withDate(fields) }));
  }

  clarify(record: Sequence): Sequence {
    return this.version('clarification', record, this.standing(record));
  }

  corroborate(record: Sequence): Sequence {
    return this.act('corroboration', record);
  }

  /** The record or, with a target, one of its corroborations and denials. */
  retract(record: Sequence, target?: Sequence): Sequence {
    return this.act('retraction', record, target);
  }

  restore(record: Sequence, target?: Sequence): Sequence {
    return this.act('restoration', record, target);
  }

  /** The sources of a corroboration or denial. */
  clarifySources(record: Sequence, target: Sequence): Sequence {
    return this.act('clarification', record, target);
  }

  deny(record: Sequence): Sequence {
    return this.act('denial', record);
  }

  private version(
    kind: 'report' | 'correction' | 'clarification',
    record: Sequence,
    words: StanceCore,
  ): Sequence {
    const sequence = this.next();
    this.versions.set(record, words);
    this.entries.push({ sequence, record, kind, stance: words });
    return sequence;
  }

  private act(kind: ActEntry['kind'], record: Sequence, target?: Sequence): Sequence {
    const sequence = this.next();
    this.entries.push({ sequence, record, kind, ...(target !== undefined && { target }) });
    return sequence;
  }

  private standing(record: Sequence): StanceCore {
    return this.versions.get(record) as StanceCore;
  }

  private next(): Sequence {
    return this.entries.length + 1;
  }
}

function withDate(fields: Partial<StanceCore>): Partial<StanceCore> {
  return fields.day === undefined ? fields : { date: fields.day, ...fields };
}
