/**
 * The ordinal scale of positions (docs/rules.md, "Positions"). Codes are compared, never averaged. `short` is the one word
 * where a table is compact; of rejections the signs tell which.
 */
export const positions = [
  {
    value: 'insists',
    code: 3,
    label: 'Insists (red line)',
    short: 'Insists',
    sign: '▲▲▲',
    meaning: 'asks for it and has declared that it will not settle without it',
  },
  {
    value: 'demands',
    code: 2,
    label: 'Demands',
    short: 'Demands',
    sign: '▲▲',
    meaning: 'puts it forward, or takes it over, as its own position',
  },
  {
    value: 'agreed',
    code: 2,
    label: 'Agreed',
    short: 'Agreed',
    sign: '✓',
    meaning:
      'is itself bound: signed, voted, jointly announced, or shown present at a consensus to which it did not object',
  },
  {
    value: 'favours',
    code: 1,
    label: 'Favours',
    short: 'Favours',
    sign: '▲',
    meaning: 'prefers it, without insisting',
  },
  {
    value: 'accepts',
    code: 1,
    label: 'Would accept',
    short: 'Accepts',
    sign: '△',
    meaning:
      'has said that it can live with it or will grant it, without asking for it; reservations stand in the conditions',
  },
  {
    value: 'conditional',
    code: 0,
    label: 'Open, with conditions',
    short: 'Open',
    sign: '◆',
    meaning: 'would accept or consider it if stated conditions are met; the conditions are recorded',
  },
  {
    value: 'neutral',
    code: 0,
    label: 'Neutral',
    short: 'Neutral',
    sign: '●',
    meaning: 'has said that it takes no side or leaves it to others',
  },
  {
    value: 'withdrawn',
    code: 0,
    label: 'No longer asks',
    short: 'Dropped',
    sign: '○',
    meaning: 'had asked for it and has dropped it',
  },
  {
    value: 'reluctant',
    code: -1,
    label: 'Reluctant',
    short: 'Reluctant',
    sign: '▼',
    meaning: 'against, signals room to negotiate',
  },
  {
    value: 'rejects',
    code: -2,
    label: 'Rejects',
    short: 'Rejects',
    sign: '▼▼',
    meaning: 'has refused it',
  },
  {
    value: 'rejects_red_line',
    code: -3,
    label: 'Rejects (red line)',
    short: 'Rejects',
    sign: '▼▼▼',
    meaning: 'refuses and has declared that there is no room for compromise',
  },
  {
    value: 'contradictory',
    code: null,
    label: 'Contradictory signals',
    short: 'Mixed',
    sign: '⇅',
    meaning: 'authorised speakers say incompatible things in the same period; cites at least two statements',
  },
  {
    value: 'no_stated_position',
    code: null,
    label: 'No stated position',
    short: 'None found',
    sign: '–',
    meaning: 'somebody looked, nothing was found as of that day',
  },
  {
    value: 'not_applicable',
    code: null,
    label: 'Not applicable',
    short: 'Not applicable',
    sign: '·',
    meaning: 'not this party’s to ask or to grant',
  },
] as const;

export type PositionScale = (typeof positions)[number];
export type Position = PositionScale['value'];

const byValue = new Map<string, PositionScale>(positions.map((position) => [position.value, position]));

export function isPosition(text: string): text is Position {
  return byValue.has(text);
}

export function positionScale(position: Position): PositionScale {
  return byValue.get(position) as PositionScale;
}

/** The ordinal code from -3 to 3; null for a position without one. */
export function codeOf(position: Position): number | null {
  return positionScale(position).code;
}

/** A finding says that somebody looked; it has no attribution and sets a cell only if nothing else does. */
export function isFinding(position: Position): boolean {
  return position === 'no_stated_position' || position === 'not_applicable';
}

/** True for red lines and agreement: they need an attribution on the record, and a quote or an official document. */
export function needsRecordAndWords(position: Position): boolean {
  return position === 'insists' || position === 'rejects_red_line' || position === 'agreed';
}

/** True of two positions on different sides of 0. */
export function areOpposite(one: Position, other: Position): boolean {
  return (codeOf(one) ?? 0) * (codeOf(other) ?? 0) < 0;
}
