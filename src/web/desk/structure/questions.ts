import { isolating } from '../../../domain/isolation.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import type { Question } from '../../frame/confirmation/pages.js';
import { paths } from '../../frame/paths.js';

const words = {
  close: {
    verb: 'Close',
    lede: 'It takes no new updates and keeps what it has; readers see that at once. It can be opened again.',
  },
  hide: {
    verb: 'Hide',
    lede: 'Readers find none of its pages any more, nor its feeds, embeds and tables: every address of it answers that there is nothing. It can be shown again.',
  },
  show: {
    verb: 'Show',
    lede: 'Everybody can read it at once: its pages, feeds, tables and the whole of its log. It can be hidden again.',
  },
} as const;

/** What is asked before something is done to a whole negotiation. */
export function negotiationQuestion(
  negotiation: Pick<Negotiation, 'name' | 'slug'>,
  act: keyof typeof words,
): Question {
  const { verb, lede } = words[act];
  return {
    negotiation,
    heading: isolating`${verb} “${negotiation.name}”?`,
    lede,
    action: paths.negotiationAct(negotiation.slug, act),
    submit: `${verb} the negotiation`,
    cancelUrl: paths.desk,
  };
}
