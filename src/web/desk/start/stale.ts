import { type WorkCounts, workCounts } from '../../../domain/desk/work-list.js';
import type { HeldStructure } from '../../../data/memory/structure-memory.js';
import type { Day } from '../../../domain/when.js';
import type { Services } from '../../frame/services.js';

/** What the counts of a negotiation were made of: they are the same as long as it is. */
interface Counted {
  readonly structure: HeldStructure;
  readonly known: number;
  readonly today: Day;
  readonly counts: WorkCounts;
}

/** How much waits in the work list of each negotiation; counted anew only after something was published, or on another day. */
export class StaleMemory {
  readonly #counted = new Map<number, Counted>();

  constructor(private readonly services: Pick<Services, 'memory'>) {}

  /** Null if there is no such negotiation. */
  async countsOf(
    { id, slug }: { readonly id: number; readonly slug: string },
    { today, known }: { readonly today: Day; readonly known: number },
  ): Promise<WorkCounts | null> {
    const { memory } = this.services;
    const structure = await memory.structures.find(slug);
    if (!structure) return null;
    const before = this.#counted.get(id);
    if (before?.structure === structure && before.known === known && before.today === today)
      return before.counts;
    const counts = workCounts(structure.negotiation, await memory.logOf(id), { today, known });
    this.#counted.set(id, { structure, known, today, counts });
    return counts;
  }
}
