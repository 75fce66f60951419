import { counted } from '../../../domain/cells/wording.js';
import { isolating } from '../../../domain/isolation.js';
import { originsOf } from '../../../domain/log/joint-statement.js';
import type { Stance } from '../../../domain/log/stance.js';
import {
  type Citation,
  originNamed,
  printedAddress,
  safeAddress,
  type Source,
} from '../../../domain/structure/source.js';
import { longDate } from '../../../domain/when.js';

/** A source as a page names it, with the place in it and who first reported the words. */
export interface CitationView {
  readonly outlet: string;
  readonly title: string;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly note: string | null;
  readonly locator: string | null;
  readonly firstReportedBy: string | null;
}

export function citationView({ source, locator, firstReportedBy }: Citation): CitationView {
  return { ...sourceView(source), locator, firstReportedBy };
}

export function sourceView(source: Source): CitationView {
  const { outlet, title, url, archiveUrl, author, publishedDate, note } = source;
  const published = publishedDate === null ? null : longDate(publishedDate);
  const words = note === '' ? null : note;
  return {
    outlet,
    title,
    url: url && printedAddress(url),
    archiveUrl: archiveUrl && safeAddress(archiveUrl),
    author,
    published,
    note: words,
    locator: null,
    firstReportedBy: null,
  };
}

/** “2 outlets, 1 origin (Axios)”: how far several sources are several witnesses; null for a single one. */
export function originsWords(stance: Pick<Stance, 'joint'>, citations: readonly Citation[]): string | null {
  if (citations.length < 2) return null;
  const outlets = new Set(citations.map(({ source }) => originNamed(source.outlet))).size;
  const origins = originsOf(stance, citations);
  const words = `${counted(outlets, 'outlet')}, ${counted(origins, 'origin')}`;
  const first = citations.find(({ firstReportedBy }) => firstReportedBy !== null)?.firstReportedBy;
  return origins === 1 && stance.joint === null && first ? isolating`${words} (${first})` : words;
}
