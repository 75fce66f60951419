import type { KeptField } from '../kept-fields.js';
import type { Link, Page } from '../layout.js';
import { plainHead } from '../layout.js';
import { paths } from '../paths.js';

/** What happened, to which input, and what to do. `kept` are typed fields that must not be lost. */
export interface ErrorPage extends Page {
  readonly status: number;
  readonly title: string;
  readonly message: string;
  readonly requestId: string;
  readonly back: Link;
  readonly kept: readonly KeptField[];
  /** Where the kept fields can be sent again; null where there is nothing to send. */
  readonly again: { readonly url: string; readonly csrfToken: string } | null;
}

const titles: Readonly<Record<number, string>> = {
  400: 'This cannot be read',
  401: 'Please sign in',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Not possible here',
  409: 'Somebody was faster',
  413: 'Too much at once',
  415: 'This form cannot be read',
  500: 'Something went wrong',
  503: 'Not available at the moment',
};

export function errorPage(
  status: number,
  message: string,
  requestId: string,
  kept: Pick<ErrorPage, 'kept' | 'again'> & Partial<Pick<ErrorPage, 'back'>> = { kept: [], again: null },
): ErrorPage {
  const title = titles[status] ?? 'Something went wrong';
  const back = { label: 'Go to the front page', url: paths.front };
  return { head: plainHead(title), status, title, message, requestId, back, ...kept };
}
