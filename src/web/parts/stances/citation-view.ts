import { type Citation, printedAddress, safeAddress, type Source } from '../../../domain/structure/source.js';
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
