import { attributions } from '../../../domain/attribution.js';
import type { ImportedCell, ImportEffect, ImportPreview } from '../../../domain/imports/import-preview.js';
import { listed } from '../../../domain/isolation.js';
import { movementLabel } from '../../../domain/cells/movement.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { positions } from '../../../domain/log/position.js';
import { counted } from '../../../domain/cells/wording.js';
import { paths } from '../../frame/paths.js';
import { nothingView, type ValueView, valueView } from '../../parts/stances/value-view.js';

/** What publishing an import would change, for the editor to look at first. */
export interface ImportPreviewView {
  /** “In 38 cells: 30 first recorded, 5 changed, 2 reaffirmed, 1 as before.” */
  readonly summary: string;
  readonly counts: readonly { readonly label: string; readonly text: string }[];
  /** True if all of it can be shown at once. */
  readonly isOpen: boolean;
  readonly demands: readonly {
    readonly url: string;
    readonly proposition: string;
    readonly summary: string;
    readonly changes: readonly ChangeView[];
  }[];
}

/** Parties whose cells change in the same way. */
interface ChangeView {
  readonly before: ValueView;
  /** Null if the cell stays as it is. */
  readonly after: ValueView | null;
  /** “Reversed”, or why nothing changes. */
  readonly effect: string;
  readonly parties: string;
}

/** If there are more cells, they are collapsed under their demands. */
const mostOpen = 60;

const effects: readonly (readonly [ImportEffect, string])[] = [
  ['new', 'first recorded'],
  ['changed', 'changed'],
  ['reaffirmed', 'reaffirmed'],
  ['unchanged', 'as before'],
  ['afterwards', 'said afterwards'],
];

export function importPreviewView(
  { slug, parties, demands }: Negotiation,
  { cells, positions: ofPosition, attributions: ofAttribution }: ImportPreview,
): ImportPreviewView {
  const touched = demands.map((demand) => ({
    demand,
    own: cells.filter((cell) => cell.demand === demand.id),
  }));
  const names = new Map(parties.map(({ id, name }) => [id, name]));
  return {
    summary: `In ${counted(cells.length, 'cell')}: ${effectsIn(cells)}.`,
    counts: [
      { label: 'Positions', text: countsOf(positions, (value) => ofPosition.get(value)) },
      {
        label: 'Known by',
        text: [
          countsOf(attributions, (value) => ofAttribution.get(value)),
          ...(ofAttribution.has(null) ? [`Finding ${ofAttribution.get(null)}`] : []),
        ]
          .filter(Boolean)
          .join(' · '),
      },
    ],
    isOpen: cells.length <= mostOpen,
    demands: touched
      .filter(({ own }) => own.length > 0)
      .map(({ demand, own }) => ({
        url: paths.demand(slug, demand.slug),
        proposition: demand.proposition,
        summary: effectsIn(own),
        changes: changesOf(own, names),
      })),
  };
}

function effectsIn(cells: readonly ImportedCell[]): string {
  return effects
    .map(([effect, words]) => ({ words, count: cells.filter((cell) => cell.effect === effect).length }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${count.toLocaleString('en-GB')} ${words}`)
    .join(', ');
}

function countsOf<Value extends string>(
  scale: readonly { readonly value: Value; readonly label: string }[],
  countOf: (value: Value) => number | undefined,
): string {
  return scale
    .flatMap(({ value, label }) => {
      const count = countOf(value);
      return count === undefined ? [] : [`${label} ${count.toLocaleString('en-GB')}`];
    })
    .join(' · ');
}

/** Cells that change in the same way share a line, in the order of the parties. */
function changesOf(cells: readonly ImportedCell[], names: ReadonlyMap<number, string>): ChangeView[] {
  const groups = new Map<string, { view: Omit<ChangeView, 'parties'>; parties: number[] }>();
  for (const cell of cells) {
    const view = changeOf(cell);
    const key = JSON.stringify([
      view.before.looks,
      view.before.label,
      view.after?.looks,
      view.after?.label,
      view.effect,
    ]);
    const group = groups.get(key) ?? { view, parties: [] };
    group.parties.push(cell.party);
    groups.set(key, group);
  }
  const inOrder = [...names.keys()];
  return [...groups.values()].map(({ view, parties }) => ({
    ...view,
    parties: listed(inOrder.filter((id) => parties.includes(id)).map((id) => names.get(id))),
  }));
}

function changeOf({ before, after, effect, movement }: ImportedCell): Omit<ChangeView, 'parties'> {
  const views = {
    before: before.isSet ? valueView(before.setting.stance) : nothingView(before.nothing),
    after: after === null ? null : valueView(after),
  };
  if (effect === 'unchanged') return { ...views, effect: 'Stays: what stands is newer or better known' };
  if (effect === 'afterwards') return { ...views, effect: 'Said afterwards: the demand is past' };
  if (effect === 'new') return { ...views, effect: 'First recorded' };
  return { ...views, effect: movement === null ? 'Looked at; nothing found' : movementLabel(movement) };
}
