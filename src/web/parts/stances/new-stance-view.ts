import { confidenceOf } from '../../../domain/attribution.js';
import type { Negotiation, Speaker } from '../../../domain/structure/negotiation.js';
import type { Citation, Source } from '../../../domain/structure/source.js';
import type { NewStance } from '../../../domain/log/new-stance.js';
import { jointStatements } from '../../../domain/log/joint-statement.js';
import { jointWords, positionSentence } from '../../../domain/cells/wording.js';
import { paths } from '../../frame/paths.js';
import { type CitationView, citationView } from './citation-view.js';
import { type StanceView, stanceView } from './stance-view.js';

/** An unpublished stance: as a sentence, in words, with its sources. */
export interface NewStanceView {
  readonly sentence: string;
  readonly url: string;
  readonly stance: StanceView;
  readonly citations: readonly CitationView[];
}

/** What an unpublished stance refers to. */
export interface NewStanceContext {
  readonly negotiation: Negotiation;
  readonly speakers: readonly Speaker[];
  /** The sources of the update in order, chosen or new. */
  readonly sources: readonly Source[];
}

/** The stances of an unpublished update, each as readers will see it. */
export function newStanceViews(stances: readonly NewStance[], context: NewStanceContext): NewStanceView[] {
  const statements = jointStatements(stances);
  return stances.map((stance, index) => {
    const statement = statements.get(index);
    const isJoint = (other: number) => statement !== undefined && statements.get(other) === statement;
    const givers = new Set(stances.filter((_, other) => isJoint(other)).map(({ party }) => party));
    const others = context.negotiation.parties.filter(({ id }) => givers.has(id) && id !== stance.party);
    return newStanceView(stance, context, jointWords(others.map(({ name }) => name)));
  });
}

function newStanceView(
  stance: NewStance,
  { negotiation, sources, speakers }: NewStanceContext,
  jointly: string | null,
): NewStanceView {
  const party = negotiation.parties.find(({ id }) => id === stance.party);
  const demand = negotiation.demands.find(({ id }) => id === stance.demand);
  return {
    sentence: positionSentence(
      party?.name ?? 'A party that is missing here',
      stance.position,
      demand?.proposition ?? 'a demand that is missing here',
    ),
    url:
      party && demand
        ? paths.position(negotiation.slug, party.slug, demand.slug)
        : paths.negotiation(negotiation.slug),
    stance: stanceView(wordsOfNew(stance, speakers), negotiation, jointly),
    citations: citationsOfNew(stance, sources).map(citationView),
  };
}

/** What an unpublished stance would say, with the speaker's present office and the usual confidence. */
export function wordsOfNew(stance: NewStance, speakers: readonly Speaker[]) {
  const speaker = speakers.find(({ id }) => id === stance.speaker) ?? null;
  const { date, attribution } = stance;
  return {
    ...stance,
    day: date,
    quoteCheck: stance.quoteCheck ?? null,
    speaker,
    speakerRole: stance.speakerRole ?? speaker?.role ?? null,
    confidence: stance.confidence ?? (attribution && confidenceOf(attribution)),
  };
}

export function citationsOfNew({ citations }: NewStance, sources: readonly Source[]): Citation[] {
  return citations.map(({ source, ...citation }) => ({ ...citation, source: sources[source] as Source }));
}
