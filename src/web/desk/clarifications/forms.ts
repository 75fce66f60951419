import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';

const words = {
  headline: {
    heading: 'Clarify a headline',
    lede: 'Clearer words for the same update. The first headline stays on its page, struck, with the reason.',
    hint: 'At most 200 characters.',
  },
  proposition: {
    heading: 'Clarify a proposition',
    lede: 'Clearer words that ask for exactly the same: every stance on the demand must fit them as it did before. What asks for something else is a new demand that replaces this one.',
    hint: 'One statement of 10 to 300 characters.',
  },
} as const;

export function wordsForm(
  of: keyof typeof words,
  negotiation: Pick<Negotiation, 'name' | 'slug'>,
  place: Pick<PlainForm, 'action' | 'cancelUrl'>,
): PlainForm {
  const { heading, lede, hint } = words[of];
  return {
    ...{ negotiation, heading, lede, submit: 'Publish the clarification' },
    ...place,
    definitions: [
      { kind: 'textarea', name: 'words', label: 'Clearer words', hint, isRequired: true },
      {
        kind: 'textarea',
        name: 'reason',
        label: 'Reason',
        hint: 'Readers see it beside the words before. At least 10 characters.',
        isRequired: true,
      },
    ],
  };
}
