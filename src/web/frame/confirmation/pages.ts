import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { type Link, type Page, plainHead } from '../layout.js';

/** Asks before something that everybody will see, or that is not easily undone. */
export interface ConfirmationPage extends Page {
  /** The question: “Close the topic “NATO”?” */
  readonly heading: string;
  /** What it does, for whom, and how it can be undone. */
  readonly lede: string;
  readonly action: string;
  readonly csrfToken: string;
  /** What the button sends. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly submit: string;
  readonly cancel: Link;
}

/** What is asked; `negotiation` is null if it concerns none. */
export interface Question extends Pick<ConfirmationPage, 'heading' | 'lede' | 'action' | 'submit'> {
  readonly negotiation: Pick<Negotiation, 'name' | 'slug'> | null;
  readonly fields?: ConfirmationPage['fields'];
  readonly cancelUrl: string;
}

export function confirmationPage(
  { negotiation, cancelUrl, fields = [], ...words }: Question,
  csrfToken: string,
): ConfirmationPage {
  const place = negotiation && { name: negotiation.name, slug: negotiation.slug };
  return {
    head: { ...plainHead(words.heading), negotiation: place },
    ...words,
    csrfToken,
    fields,
    cancel: { label: 'Cancel', url: cancelUrl },
  };
}

declare module '../pages.js' {
  interface Pages {
    readonly 'frame/confirmation/confirmation': ConfirmationPage;
  }
}
