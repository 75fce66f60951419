import { evidenceClassOf, isAttribution } from '../../../domain/attribution.js';
import type { CitedChoice } from '../../../domain/log/act-sources.js';
import type { NewCompliance } from '../../../domain/structure/compliance-rules.js';
import { type ComplianceAccount, claims } from '../../../domain/structure/compliance.js';
import type { Demand, Negotiation, Speaker } from '../../../domain/structure/negotiation.js';
import { isolating } from '../../../domain/isolation.js';
import { choicesOf, type FieldDefinition } from '../../frame/forms/form-fields.js';
import {
  type FormValues,
  numberIn,
  optionalTextIn,
  textIn,
  valuesOf,
} from '../../frame/forms/form-values.js';
import { type OutcomeActName, paths } from '../../frame/paths.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';
import {
  citedSourceFields,
  citedSourcesIn,
  citedSourceValues,
  dateField,
  quoteFields,
  quoteIn,
  reasonField,
} from '../../frame/plain-form/shared-fields.js';
import { attributionChoices, speakerChoices } from '../../parts/update-form/stance-fields.js';

export type ComplianceForm = 'record' | OutcomeActName;

const words: Readonly<Record<ComplianceForm, { heading: string; lede: string; submit: string }>> = {
  record: {
    heading: 'Record what a party says on whether it was kept:',
    lede: 'It is printed under the outcome, as that party’s account. Principals who contradict one another on the record make the outcome disputed.',
    submit: 'Publish the account',
  },
  correct: {
    heading: 'Correct the account on',
    lede: 'The words before stay in the log, with the reason.',
    submit: 'Publish the correction',
  },
  retract: {
    heading: 'Retract the account on',
    lede: 'For an account that should never have been recorded. It stays in the log, struck.',
    submit: 'Retract the account',
  },
  restore: {
    heading: 'Restore the account on',
    lede: 'For a retraction that was itself a mistake. The account counts again.',
    submit: 'Restore the account',
  },
};

export interface ComplianceFormPlace {
  readonly negotiation: Negotiation;
  readonly speakers: readonly Speaker[];
  readonly demand: Demand;
  /** The number of the report of the outcome. */
  readonly outcome: number;
  /** Null for a new one. */
  readonly account: ComplianceAccount | null;
}

export function complianceForm(name: ComplianceForm, place: ComplianceFormPlace): PlainForm {
  const { negotiation, demand, outcome, account } = place;
  const { slug } = negotiation;
  const { heading, lede, submit } = words[name];
  return {
    negotiation,
    heading: isolating`${heading} “${demand.proposition}”`,
    ...{ lede, submit },
    action:
      name === 'record'
        ? paths.outcomeCompliance(slug, demand.slug, outcome)
        : paths.complianceAct(slug, account?.record ?? 0, name),
    definitions: fieldsOf(name, place),
    cancelUrl: `${paths.demand(slug, demand.slug)}#outcome`,
  };
}

function fieldsOf(
  name: ComplianceForm,
  { negotiation, speakers, account }: ComplianceFormPlace,
): FieldDefinition[] {
  if (name === 'retract' || name === 'restore') return [reasonField];
  const parties = choicesOf(negotiation.parties, (party) => party.name);
  const choose = { value: '', label: 'Choose…' };
  const known = attributionChoices().filter(({ value }) => isSaid(value));
  const select = (field: string, label: string, first: string, choices: FieldDefinition['choices'] = []) => ({
    ...({ kind: 'select', name: field, label } as const),
    choices: [{ value: '', label: first }, ...choices],
  });
  return [
    { ...select('party', 'Which party says it', choose.label, parties), isRequired: true },
    { ...select('claim', 'What it says', choose.label, claims), isRequired: true },
    {
      ...select('about', 'By whom', 'By all: it speaks of the whole', parties),
      hint: 'Which party kept it, or did not.',
    },
    dateField,
    { ...select('attribution', 'How it is known', choose.label, known), isRequired: true },
    {
      ...select('accountBy', 'Account by', 'Nobody', parties),
      hint: 'Only of an account by another party: which.',
    },
    select('speaker', 'Speaker', 'Nobody named', speakerChoices(negotiation, speakers)),
    ...quoteFields(false),
    ...citedSourceFields(account?.words.sources.length ?? 0),
    ...(name === 'correct' ? [reasonField] : []),
  ];
}

/** What is inferred, nobody says. */
function isSaid(attribution: string): boolean {
  return isAttribution(attribution) && evidenceClassOf(attribution) !== 'inferred';
}

/** The form as the account now stands. */
export function complianceValues({ account }: Pick<ComplianceFormPlace, 'account'>): FormValues {
  if (account === null) return {};
  const { party, claim, about, date, attribution, accountBy, speaker, sources } = account.words;
  const { quote, quoteLanguage, quoteTranslation } = account.words;
  return {
    ...valuesOf({ party, claim, about, date, attribution, accountBy, speaker: speaker?.id }),
    ...valuesOf({ quote, quoteLanguage, quoteTranslation }),
    ...citedSourceValues(sources),
  };
}

export function complianceIn(
  values: FormValues,
  { account }: Pick<ComplianceFormPlace, 'account'>,
): { readonly account: NewCompliance; readonly sources: readonly CitedChoice[] } {
  const chosen = (name: string) => (textIn(values, name) === '' ? null : numberIn(values, name));
  return {
    account: {
      party: numberIn(values, 'party'),
      claim: textIn(values, 'claim'),
      about: chosen('about'),
      date: textIn(values, 'date'),
      attribution: textIn(values, 'attribution'),
      accountBy: chosen('accountBy'),
      speaker: chosen('speaker'),
      quote: optionalTextIn(values, 'quote'),
      ...quoteIn(values),
    },
    sources: citedSourcesIn(values, account?.words.sources ?? []),
  };
}
