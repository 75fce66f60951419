import { isolating } from '../../../domain/isolation.js';
import type { ChainEntry, ChainLink } from '../../../data/chain/record-chain.js';
import { kindLabel } from '../../../domain/log/entry.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { type OwnPublication, ownTable } from '../../../domain/log/own-publications.js';
import { positionScale } from '../../../domain/log/position.js';
import { may, type Role } from '../../../domain/people/permissions.js';
import { type Removal, textLabel, textsOfOwn } from '../../../domain/log/removal.js';
import { longInstant } from '../../../domain/when.js';
import { counted } from '../../../domain/cells/wording.js';
import {
  chainCommands,
  printableJson,
  printCommand,
  shellQuoted,
} from '../../../outputs/tables/record-chain-columns.js';
import type { Link, Page } from '../../frame/layout.js';
import { plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import { removalView, type RemovalView } from '../../parts/stances/record-view.js';
import { tablesAt } from '../../frame/reading/reading-head.js';

/** A link of the chain, as printed. */
interface LinkView {
  readonly label: string;
  readonly url: string;
  readonly recorded: string;
  readonly hash: string;
}

/** What the record chain is, and how a citation is checked against it. */
export interface RecordChainPage extends Page {
  readonly newest: LinkView | null;
  /** The hash to look up, as typed; empty for none. */
  readonly asked: string;
  /** What is wrong with it; null if nothing is. */
  readonly problem: string | null;
  readonly found: (LinkView & { readonly since: string }) | null;
  readonly csv: string;
  readonly commands: ReturnType<typeof chainCommands>;
}

/** `found` is the link with the hash that was asked for; null if there is none. */
export function recordChainPage(
  address: string,
  newest: ChainLink | null,
  asked: string,
  found: ChainLink | null,
): RecordChainPage {
  return {
    head: {
      ...plainHead(
        'The record chain',
        'How to check that what you cited was not changed: every entry carries the fingerprint of all before it.',
      ),
      canonical: paths.recordChain,
      knownAt: newest?.recordedAt ?? null,
      chainHead: newest,
      tables: tablesAt(paths.recordChain, []),
      isIndexed: asked === '',
    },
    newest: newest && linkView(newest),
    asked,
    problem: asked === '' || found ? null : problemOf(asked),
    found: found && { ...linkView(found), since: sinceWords((newest?.sequence ?? 0) - found.sequence) },
    csv: `${paths.recordChain}.csv`,
    commands: chainCommands(address),
  };
}

function linkView({ sequence, recordedAt, hash }: ChainLink): LinkView {
  const url = paths.chainEntry(sequence);
  return { label: `Entry ${sequence}`, url, recorded: longInstant(recordedAt), hash };
}

function problemOf(asked: string): string {
  return /^[0-9a-f]{64}$/.test(asked)
    ? 'This hash is not in the chain. If it is copied whole from a citation of this site, the record that was cited is not the one that is here.'
    : 'A hash has 64 digits, 0 to 9 and a to f. Copy it whole from the citation.';
}

function sinceWords(count: number): string {
  return count === 0
    ? 'It is the newest.'
    : `Since then ${counted(count, 'entry was', 'entries were')} published, and each carries it on.`;
}

/** A command, and what it must print. */
interface Step {
  readonly title: string;
  readonly explanation: string;
  readonly command: string;
  readonly expected: string;
}

/** One entry of the chain, step by step, with commands that need nothing from us except the data they load. */
export interface ChainEntryPage extends Page {
  readonly title: string;
  readonly what: string;
  readonly place: Link | null;
  readonly recorded: string;
  readonly contents: string;
  /** Whether they are printed byte for byte. */
  readonly contentsNote: string;
  readonly steps: readonly Step[];
  readonly texts: readonly {
    readonly label: string;
    readonly words: string;
    readonly isRemoved: boolean;
    readonly hash: string;
    readonly command: string | null;
  }[];
  readonly chain: string;
  /** The form that removes a text, for admins; else null. */
  readonly remove: Link | null;
  /** What was removed from something that was published by itself, when and why. */
  readonly removals: readonly RemovalView[];
}

/** “Created: the party “Ukraine””, by its present name. */
function creationSentence(
  { name, parties, demands, questions }: Negotiation,
  created: ChainEntry['created'],
): string {
  if (created === null) return 'A number without an entry';
  const { kind, id } = created;
  const names: Readonly<Record<string, string | undefined>> = {
    negotiation: name,
    party: parties.find((party) => party.id === id)?.name,
    demand: demands.find((demand) => demand.id === id)?.proposition,
    question: questions.find((question) => question.id === id)?.wording,
  };
  const known = names[kind];
  return known === undefined ? `Created: an ${kind}` : isolating`Created: the ${kind} “${known}”`;
}

/** “Closed: the demand “…””, by its present name. */
function ownSentence({ parties, demands, questions }: Negotiation, { table, row }: OwnPublication): string {
  const demand = demands.find(({ id }) => id === row.demand_id)?.proposition;
  const party = parties.find(({ id }) => id === row.party_id)?.name;
  const question = questions.find(({ id }) => id === row.question_id)?.wording;
  const says = ownTable(table).says(row);
  if (demand !== undefined) return isolating`${says}: the demand “${demand}”`;
  if (party !== undefined) return isolating`${says}: the party “${party}”`;
  if (question !== undefined) return isolating`${says}: the question “${question}”`;
  return row.update_id == null ? says : `${says}: the headline of an update`;
}

/** Where readers find what was published by itself. */
function ownPlace({ slug, demands, questions }: Negotiation, own: OwnPublication | null): Link | null {
  const demand = demands.find(({ id }) => id === own?.row.demand_id);
  if (demand) return { label: 'The demand', url: paths.demand(slug, demand.slug) };
  const question = questions.find(({ id }) => id === own?.row.question_id);
  if (question) return { label: 'The question', url: paths.question(slug, question.slug) };
  const update = own?.row.update_id;
  return typeof update === 'number' ? { label: 'The update', url: paths.update(slug, update) } : null;
}

export function chainEntryPage(
  address: string,
  negotiation: Negotiation,
  { link, previousHash, contents, kind, created, own, record, stance, texts }: ChainEntry,
  { role, removals }: { readonly role: Role | null; readonly removals: readonly Removal[] },
): ChainEntryPage {
  const { sequence, contentHash, hash, recordedAt } = link;
  const party = negotiation.parties.find(({ id }) => id === stance?.partyId);
  const demand = negotiation.demands.find(({ id }) => id === stance?.demandId);
  const label = kind === null ? '' : kindLabel(kind);
  const what =
    party && demand && stance
      ? isolating`${label}: ${party.name}, on “${demand.proposition}”: ${positionScale(stance.position).label}`
      : own
        ? ownSentence(negotiation, own)
        : kind === null
          ? creationSentence(negotiation, created)
          : `${label} of entry ${record}`;
  const title = `Entry ${sequence} of the record chain`;
  const printable = printableJson(contents);
  return {
    head: {
      ...plainHead(title, isolating`${what}. How to check that it is as it was published.`),
      negotiation: { name: negotiation.name, slug: negotiation.slug },
      canonical: paths.chainEntry(sequence),
      knownAt: recordedAt,
      chainHead: { sequence, hash },
      isIndexed: false,
    },
    title,
    what,
    place:
      party && demand
        ? {
            label: 'Its position, with the whole log',
            url: paths.position(negotiation.slug, party.slug, demand.slug),
          }
        : ownPlace(negotiation, own),
    recorded: longInstant(recordedAt),
    contents: printable,
    contentsNote:
      printable === contents
        ? 'Byte for byte what is hashed.'
        : 'What is hashed; characters that cannot be printed stand here as JSON escapes, in the file byte for byte.',
    steps: [
      {
        title: 'Its contents',
        explanation: 'The SHA-256 of what was published, as this site hands it out today.',
        command: `curl -s ${shellQuoted(`${address}${paths.chainEntry(sequence)}.json`)} | sha256sum`,
        expected: contentHash,
      },
      {
        title: 'Its link',
        explanation: 'The SHA-256 of the hash before it, its number and the hash of its contents.',
        command: `printf %s '${previousHash} ${sequence} ${contentHash}' | sha256sum`,
        expected: hash,
      },
    ],
    texts: texts.map(({ field, text, hash: textHash }) => ({
      label: textLabel(field),
      words: text ?? 'Removed, as the law required. Whoever has the words can still check them.',
      isRemoved: text === null,
      hash: textHash,
      command: text === null ? null : `${printCommand(text)} | sha256sum`,
    })),
    chain: paths.recordChain,
    removals: own ? removals.map(removalView) : [],
    remove:
      own && may(role, 'remove_text') && textsOfOwn(own).length > 0
        ? { label: 'Remove a text', url: paths.removeOwnText(sequence) }
        : null,
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/record-chain/entry': ChainEntryPage;
    readonly 'readers/record-chain/record-chain': RecordChainPage;
  }
}
