import type { ClockControls } from '../reading/clock-controls.js';
import type { KeptField } from '../forms/kept-fields.js';
import type { Link, Page } from '../layout.js';
import { plainHead } from '../layout.js';
import { paths } from '../paths.js';

/** What happened, to which input, and what to do. `kept` are fields that were typed and must not be lost. */
export interface ErrorPage extends Page {
  readonly status: number;
  readonly title: string;
  readonly message: string;
  readonly requestId: string;
  readonly back: Link;
  readonly kept: readonly KeptField[];
  /** Where the kept fields can be sent again; null if there is nothing to send. */
  readonly again: { readonly url: string; readonly csrfToken: string } | null;
  /** The form for asking for another time; null if no time was asked for. */
  readonly controls: ClockControls | null;
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
  kept: Partial<Pick<ErrorPage, 'kept' | 'again' | 'back' | 'controls'>> = {},
): ErrorPage {
  const title = titles[status] ?? 'Something went wrong';
  const back = { label: 'Go to the front page', url: paths.front };
  const nothing = { kept: [], again: null, controls: null };
  return { head: plainHead(title), status, title, message, requestId, back, ...nothing, ...kept };
}

declare module '../pages.js' {
  interface Pages {
    readonly 'frame/errors/error': ErrorPage;
  }
}
