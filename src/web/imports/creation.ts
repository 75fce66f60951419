import { createDemand } from '../../actions/create-demand.js';
import { createParty } from '../../actions/create-party.js';
import { createSpeaker } from '../../actions/create-speaker.js';
import { createTopic } from '../../actions/create-topic.js';
import { findNegotiationById } from '../../data/negotiations.js';
import { listParties } from '../../data/parties.js';
import type { StancesFile } from '../../data/stances-file.js';
import type { Actor } from '../../domain/actor.js';
import type { Unknown } from '../../domain/import-rows.js';
import type { Negotiation } from '../../domain/negotiation.js';
import { may } from '../../domain/permissions.js';
import { codeOf, isPosition } from '../../domain/position.js';
import type { Role } from '../../domain/permissions.js';
import type { Services } from '../services.js';
import { notFound } from '../http-errors.js';

/** Speakers are created by editors, the rows and columns of the matrix by admins. */
export function mayCreate(role: Role, kind: Unknown['kind']): boolean {
  return may(role, kind === 'speaker' ? 'edit_references' : 'edit_structure');
}

interface Creation {
  readonly services: Services;
  readonly actor: Actor;
  readonly negotiationId: number;
  readonly file: StancesFile;
}

/**
 * Creates what a file names and the negotiation lacks, as far as this person may. A party is an observer, the one that
 * another negotiation has under that slug if there is one; a new demand is raised by the parties that ask for it in the
 * file, and addressed to the others. Throws InvalidInput where a name breaks a rule; what was created before stays.
 */
export async function createUnknown(
  { services, actor, negotiationId, file }: Creation,
  unknown: readonly Unknown[],
): Promise<void> {
  const { database, clock } = services;
  const present = async (): Promise<Negotiation> => {
    const negotiation = await findNegotiationById(database.read, negotiationId);
    if (!negotiation) throw notFound('There is no such negotiation.');
    return negotiation;
  };
  const rowsWith = (column: string, value: string) =>
    file.rows.filter(({ fields }) => fields[column] === value);
  const wanted = (kind: Unknown['kind']) =>
    mayCreate(actor.role, kind) ? unknown.filter((each) => each.kind === kind) : [];
  for (const { key } of wanted('party')) {
    const existing = (await listParties(database.read)).find(({ slug }) => slug === key)?.id;
    const name = rowsWith('party_slug', key)[0]?.fields.party || key;
    const order = nextOrder((await present()).parties);
    const place = { kind: 'state', role: 'observer', order, members: [] } as const;
    const input =
      existing === undefined
        ? { negotiationId, fields: { ...place, name, slug: key } }
        : { negotiationId, fields: { ...place, name: '', slug: '' }, existing };
    await createParty(database, actor, input, clock());
  }
  for (const { key } of wanted('topic')) {
    const name = rowsWith('topic_slug', key)[0]?.fields.topic || key;
    const fields = { name, slug: key, order: nextOrder((await present()).topics) };
    await createTopic(database, actor, { negotiationId, fields }, clock());
  }
  for (const { key } of wanted('demand')) {
    const rows = rowsWith('demand_slug', key);
    const negotiation = await present();
    const topic = negotiation.topics.find(({ slug }) => slug === rows[0]?.fields.topic_slug)?.id ?? 0;
    const { raisers, others } = sidesOf(negotiation, rows);
    const fields = {
      topic,
      slug: key,
      proposition: rows[0]?.fields.demand || key,
      raisers,
      addressees: others,
      otherAddressees: others.length > 0 ? '' : 'Not said in the import',
      order: nextOrder(negotiation.demands),
    };
    await createDemand(database, actor, { negotiationId, fields }, clock());
  }
  for (const { key } of wanted('speaker')) {
    const row = file.rows.find(
      ({ fields }) => key === `${fields.account_by || fields.party_slug} ${fields.speaker}`,
    );
    const slug = row?.fields.account_by || row?.fields.party_slug;
    const party = (await present()).parties.find((each) => each.slug === slug)?.id ?? 0;
    const name = row?.fields.speaker ?? '';
    const role = row?.fields.speaker_role || 'Speaker';
    await createSpeaker(database, actor, { negotiationId, fields: { party, name, role } }, clock());
  }
}

function nextOrder(items: readonly { readonly order: number }[]): number {
  return Math.max(0, ...items.map(({ order }) => order)) + 1;
}

/** Who asks for a demand in the rows, and who else speaks of it there. */
function sidesOf({ parties }: Negotiation, rows: StancesFile['rows']) {
  const idsOf = (slugs: readonly (string | undefined)[]) =>
    parties.filter(({ slug }) => slugs.includes(slug)).map(({ id }) => id);
  const asks = ({ position = '' }: Readonly<Record<string, string>>) =>
    isPosition(position) && (codeOf(position) ?? 0) > 0;
  const all = idsOf(rows.map(({ fields }) => fields.party_slug));
  const asking = idsOf(rows.filter(({ fields }) => asks(fields)).map(({ fields }) => fields.party_slug));
  const raisers = asking.length > 0 ? asking : all.slice(0, 1);
  return { raisers, others: all.filter((id) => !raisers.includes(id)) };
}
