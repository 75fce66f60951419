import type { LineVerdict } from '../../../actions/structure/create-from-lists.js';
import { counted } from '../../../domain/cells/wording.js';
import { listed } from '../../../domain/isolation.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { type PastedListName, pastedLists } from '../../../domain/structure/pasted-lists.js';
import { type FieldDefinition, type FormField, fieldId, formField } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import type { FieldProblem } from '../../../domain/errors.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';

/** The lists from which structure is made, and what would become of each line. */
export interface StructureListsPage extends Page {
  readonly heading: string;
  readonly lede: string;
  readonly notice: string | null;
  readonly problems: readonly Link[];
  /** Every line, list by list; empty before the lists were looked at. */
  readonly verdicts: readonly {
    readonly title: string;
    readonly rows: readonly {
      readonly line: number;
      readonly name: string;
      readonly says: string;
      readonly isWrong: boolean;
      readonly isMade: boolean;
    }[];
  }[];
  readonly action: string;
  readonly csrfToken: string;
  readonly fields: readonly FormField[];
  /** The button that makes what was looked at; null if nothing can be made. */
  readonly make: { readonly label: string; readonly seen: string } | null;
  readonly cancel: Link;
  /** Other negotiations, whose structure the lists can be filled with. */
  readonly copies: readonly Link[];
}

export interface StructureListsState {
  readonly values: FormValues;
  readonly csrfToken: string;
  readonly copies: readonly Pick<Negotiation, 'name' | 'slug'>[];
  readonly verdicts?: readonly LineVerdict[];
  /** What tells whether the lists are still those that were looked at. */
  readonly seen?: string;
  readonly problems?: readonly FieldProblem[];
  readonly notice?: string;
}

const hints: Readonly<Record<PastedListName, string>> = {
  topics: 'One a line, in their order.',
  parties:
    'One a line: name, kind (state, bloc, organisation), role (principal, mediator, backer, observer), short name, members. Left out, a party is a state and an observer.',
  demands: 'One a line: proposition, topic, raised by, addressed to, others addressed in words.',
  speakers: 'One a line: name, party, office.',
  events: 'One a line: name, date, description.',
};

const definitions: readonly FieldDefinition[] = pastedLists.map(({ name, label }) => ({
  ...{ kind: 'textarea', name, label, hint: hints[name] },
}));

export const listNames = pastedLists.map(({ name }) => name);

export function structureListsPage(
  { slug, name }: Pick<Negotiation, 'name' | 'slug'>,
  { values, csrfToken, copies, verdicts = [], seen, problems = [], notice }: StructureListsState,
): StructureListsPage {
  const heading = 'Set up from lists';
  const wrong = verdicts.filter(({ verdict }) => verdict === 'wrong');
  const made = verdicts.filter(({ verdict }) => verdict === 'made');
  const state = { values, problems: [...problems, ...wrong.map(problemOf)], standing: null };
  return {
    head: { ...plainHead(heading), negotiation: { name, slug } },
    heading,
    lede: 'Topics, parties, demands, speakers and events, one a line, or columns copied from a spreadsheet; between columns a tab or |, between several names a comma. You see what will be made before it is made, in one step or not at all. What is there already is left out.',
    notice: notice ?? summaryOf(verdicts),
    problems: state.problems.map(({ field, message }) => ({ label: message, url: `#${fieldId(field)}` })),
    verdicts: pastedLists.flatMap(({ name: list, label }) => {
      const rows = verdicts.filter((each) => each.list === list);
      if (rows.length === 0) return [];
      return [
        {
          title: label,
          rows: rows.map(({ line, name: of, says, verdict }) => ({
            ...{ line, name: of, says, isWrong: verdict === 'wrong', isMade: verdict === 'made' },
          })),
        },
      ];
    }),
    action: paths.structureLists(slug),
    csrfToken,
    fields: definitions.map((definition) => formField(definition, state)),
    make:
      seen !== undefined && made.length > 0 && wrong.length === 0
        ? { label: `Make ${counted(made.length, 'thing')}`, seen }
        : null,
    cancel: { label: 'Cancel', url: paths.negotiation(slug) },
    copies: copies.map((other) => ({
      label: other.name,
      url: `${paths.structureLists(slug)}?from=${other.slug}`,
    })),
  };
}

function problemOf({ list, line, says }: LineVerdict): FieldProblem {
  const label = pastedLists.find(({ name }) => name === list)?.label ?? list;
  return { field: list, message: `${label}, line ${line}: ${says}` };
}

function summaryOf(verdicts: readonly LineVerdict[]): string | null {
  if (verdicts.length === 0) return null;
  const number = (which: LineVerdict['verdict']) =>
    verdicts.filter(({ verdict }) => verdict === which).length;
  const parts = [
    number('made') > 0 ? `${number('made')} to be made` : null,
    number('there') > 0 ? `${number('there')} there already` : null,
    number('wrong') > 0 ? `${number('wrong')} wrong` : null,
  ];
  return `${counted(verdicts.length, 'line')}: ${listed(parts)}. Nothing is made yet.`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/structure/lists': StructureListsPage;
  }
}
