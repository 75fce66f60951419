import { isolating } from '../../../domain/isolation.js';
import type { CitedChoice } from '../../../domain/log/act-sources.js';
import type { Demand, Event, Negotiation } from '../../../domain/structure/negotiation.js';
import type { NewOutcome } from '../../../domain/structure/outcome-rules.js';
import { outcomes, type OutcomeRecord } from '../../../domain/structure/outcome.js';
import { longDate } from '../../../domain/when.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import { type FormValues, numberIn, textIn } from '../../frame/forms/form-values.js';
import { type OutcomeActName, paths } from '../../frame/paths.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';
import {
  citedSourceFields,
  citedSourcesIn,
  citedSourceValues,
  reasonField,
} from '../../frame/plain-form/shared-fields.js';

export type OutcomeForm = 'record' | OutcomeActName;

const words: Readonly<Record<OutcomeForm, { heading: string; lede: string; submit: string }>> = {
  record: {
    heading: 'Record the outcome',
    lede: 'What became of the demand, with the day and its sources. From that day on it is past: it keeps its positions of that day and leaves the matrix.',
    submit: 'Publish the outcome',
  },
  correct: {
    heading: 'Correct the outcome',
    lede: 'The words before stay in the log, with the reason.',
    submit: 'Publish the correction',
  },
  retract: {
    heading: 'Retract the outcome',
    lede: 'For an outcome that should never have been recorded. It stays in the log, struck, and the demand is open again.',
    submit: 'Retract the outcome',
  },
  restore: {
    heading: 'Restore the outcome',
    lede: 'For a retraction that was itself a mistake. The outcome counts again.',
    submit: 'Restore the outcome',
  },
};

export interface OutcomeFormPlace {
  readonly negotiation: Negotiation;
  readonly events: readonly Event[];
  readonly demand: Demand;
  /** Null for a new one. */
  readonly record: OutcomeRecord | null;
}

export function outcomeForm(name: OutcomeForm, place: OutcomeFormPlace): PlainForm {
  const { negotiation, demand, record } = place;
  const { slug } = negotiation;
  const { heading, lede, submit } = words[name];
  return {
    negotiation,
    heading: isolating`${heading} of “${demand.proposition}”`,
    ...{ lede, submit },
    action:
      name === 'record'
        ? paths.demandOutcome(slug, demand.slug)
        : paths.outcomeAct(slug, demand.slug, record?.record ?? 0, name),
    definitions: outcomeFields(name, place),
    cancelUrl: `${paths.demand(slug, demand.slug)}#outcome`,
  };
}

export function outcomeFields(
  name: OutcomeForm,
  { events, record }: Pick<OutcomeFormPlace, 'events' | 'record'>,
): FieldDefinition[] {
  if (name === 'retract' || name === 'restore') return [reasonField];
  const named = events.map(({ id, name: event, date }) => ({
    value: String(id),
    label: isolating`${event}, ${longDate(date)}`,
  }));
  return [
    {
      kind: 'select',
      name: 'outcome',
      label: 'Outcome',
      choices: [
        { value: '', label: 'Choose…' },
        ...outcomes.map(({ value, label, meaning }) => ({ value, label: `${label}: ${meaning}` })),
      ],
      isRequired: true,
    },
    {
      kind: 'select',
      name: 'event',
      label: 'Event',
      hint: 'Only of a demand that was overtaken: by which event.',
      choices: [{ value: '', label: 'None' }, ...named],
    },
    {
      kind: 'text',
      name: 'date',
      label: 'Date',
      hint: 'Since when it is so, as far as it is known: 15 Aug 2025, 2025-08 or 2025.',
      isRequired: true,
    },
    {
      kind: 'textarea',
      name: 'summary',
      label: 'Why it is so',
      hint: 'What happened, in the tracker’s own words. At least 10 characters.',
      isRequired: true,
    },
    ...citedSourceFields(record?.words.sources.length ?? 0),
    ...(name === 'correct' ? [reasonField] : []),
  ];
}

/** The form as the outcome now stands. */
export function outcomeValues({ record }: Pick<OutcomeFormPlace, 'record'>): FormValues {
  if (record === null) return {};
  const { outcome, event, date, summary, sources } = record.words;
  return {
    outcome: [outcome],
    event: [event === null ? '' : String(event)],
    date: [date],
    summary: [summary],
    ...citedSourceValues(sources),
  };
}

export function outcomeIn(
  values: FormValues,
  { record }: Pick<OutcomeFormPlace, 'record'>,
): {
  readonly outcome: NewOutcome;
  readonly sources: readonly CitedChoice[];
} {
  return {
    outcome: {
      outcome: textIn(values, 'outcome'),
      event: textIn(values, 'event') === '' ? null : numberIn(values, 'event'),
      date: textIn(values, 'date'),
      summary: textIn(values, 'summary'),
    },
    sources: citedSourcesIn(values, record?.words.sources ?? []),
  };
}
