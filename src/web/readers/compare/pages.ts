import { isolating } from '../../../domain/isolation.js';
import type { Cell } from '../../../domain/cells/cell.js';
import {
  accountBehind,
  accountSentence,
  accountsSentence,
  type Comparison,
  compareCells,
  comparisons,
} from '../../../domain/cells/comparison.js';
import type { PartyId, Sequence } from '../../../domain/identifiers.js';
import type { Party } from '../../../domain/structure/negotiation.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type CellView, cellView } from '../../parts/stances/cell-view.js';

interface PartyChoice {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

/** Two parties demand by demand: where they differ, where they agree, and what is not known of both. */
export interface ComparePage extends Page {
  readonly heading: string;
  readonly summary: string;
  readonly choose: {
    readonly action: string;
    readonly kept: readonly { readonly name: string; readonly value: string }[];
    readonly one: readonly PartyChoice[];
    readonly other: readonly PartyChoice[];
  };
  readonly controls: ClockControls;
  readonly parties: readonly [Link, Link];
  readonly groups: readonly {
    readonly label: string;
    readonly id: string;
    readonly rows: readonly {
      readonly demand: Link;
      readonly topic: string;
      /** “rests on the other side’s account”; null if each party’s position is known from that party itself. */
      readonly account: string | null;
      readonly cells: readonly [CellView, CellView];
    }[];
  }[];
}

/** `accounts` are the parties whose account each stance is, by the stance's number. */
export function comparePage(
  reading: Reading,
  [one, other]: readonly [Party, Party],
  accounts: ReadonlyMap<Sequence, PartyId>,
): ComparePage {
  const { negotiation, log, clocks, givenQuery } = reading;
  const { slug, demands, parties } = negotiation;
  const path = paths.compare(slug, one.slug, other.slug);
  const compared = demands.map((demand) => {
    const [a, b] = [one, other].map(({ id }) => log.cellAt(id, demand.id, clocks)) as [
      ReturnType<typeof log.cellAt>,
      ReturnType<typeof log.cellAt>,
    ];
    const viewOf = (party: Party, cell: typeof a) =>
      cellView(cell, withQuery(paths.position(slug, party.slug, demand.slug), givenQuery));
    const sides = [
      { party: one.id, accountBy: accountIn(a, accounts) },
      { party: other.id, accountBy: accountIn(b, accounts) },
    ];
    const comparison = compareCells(a, b);
    const account = comparison === 'unknown' ? null : accountBehind(sides);
    return {
      comparison,
      account,
      row: {
        demand: {
          label: demand.proposition,
          url: withQuery(paths.demand(slug, demand.slug), givenQuery),
        },
        topic: demand.topic.name,
        account: account && accountSentence(account),
        cells: [viewOf(one, a), viewOf(other, b)] as const,
      },
    };
  });
  const groups = comparisons.map(({ value, label }) => ({
    label,
    id: value,
    rows: compared.filter(({ comparison }) => comparison === value).map(({ row }) => row),
  }));
  const [differ, agree, unknown] = groups.map(({ rows }) => rows.length) as [number, number, number];
  const heading = isolating`${one.name} and ${other.name}`;
  const resting = (wanted: Comparison) => {
    const said = accountsSentence(
      compared.filter(({ comparison }) => comparison === wanted).map(({ account }) => account),
    );
    return said === '' ? '' : ` (${said})`;
  };
  const summary = `They differ on ${differ}${resting('differ')}, agree on ${agree}${resting('agree')}; on ${unknown} it is not known of both.`;
  const linkOf = (party: Party) => ({
    label: party.name,
    url: withQuery(paths.party(slug, party.slug), givenQuery),
  });
  const choices = (chosen: Party) =>
    parties.map((party) => ({ value: party.slug, label: party.name, isChosen: party.id === chosen.id }));
  return {
    head: readingHead(reading, {
      title: isolating`${heading} compared: ${negotiation.name}`,
      description: summary,
      path,
    }),
    heading,
    summary,
    choose: {
      action: paths.comparison(slug),
      kept: Object.entries(givenQuery).flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
      one: choices(one),
      other: choices(other),
    },
    controls: clockControls(reading, path),
    parties: [linkOf(one), linkOf(other)],
    groups: groups.filter(({ rows }) => rows.length > 0),
  };
}

function accountIn(cell: Cell, accounts: ReadonlyMap<Sequence, PartyId>): PartyId | null {
  return cell.isSet ? (accounts.get(cell.setting.version) ?? null) : null;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/compare/compare': ComparePage;
  }
}
