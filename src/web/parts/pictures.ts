import type { PictureContents } from '../frame/pictures/answer.js';
import type { TablePlace } from './tables.js';

/** The picture of one page: where it is, the parameters that its page takes besides the clocks, and what it shows. */
export interface PagePicture {
  /** Its path without “.svg” or “.png”. */
  readonly path: string;
  readonly once: readonly string[];
  readonly repeatable: readonly string[];
  readonly load: (place: TablePlace) => Promise<Omit<PictureContents, 'clocks' | 'name'>>;
}
