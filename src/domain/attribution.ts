/** How a position is known, strongest first (docs/rules.md, "Attribution"). */
export const attributions = [
  {
    value: 'official_document',
    class: 'on_record',
    label: 'Official document',
    meaning: 'a document of the party itself',
  },
  {
    value: 'on_record_principal',
    class: 'on_record',
    label: 'On the record, principal',
    meaning: 'leader, minister or authorised negotiator',
  },
  {
    value: 'on_record_official',
    class: 'on_record',
    label: 'On the record, official',
    meaning: 'other named official or spokesperson',
  },
  {
    value: 'counterparty_account',
    class: 'reported',
    label: 'Account by another party',
    meaning: 'a named official of another party describes it',
  },
  {
    value: 'background',
    class: 'reported',
    label: 'Background',
    meaning: 'unnamed official, described by post',
  },
  {
    value: 'leaked_document',
    class: 'reported',
    label: 'Leaked document',
    meaning: 'a document that the party did not publish',
  },
  {
    value: 'unnamed_sources',
    class: 'reported',
    label: 'Unnamed sources',
    meaning: 'sources not named, or the report names none',
  },
  {
    value: 'inferred',
    class: 'inferred',
    label: 'Inferred',
    meaning: 'the editor’s reading; a note says why',
  },
] as const;

export type AttributionScale = (typeof attributions)[number];
export type Attribution = AttributionScale['value'];
export type EvidenceClass = AttributionScale['class'];

/** Strongest first. */
export const evidenceClasses = [
  { value: 'on_record', label: 'On the record' },
  { value: 'reported', label: 'Reported' },
  { value: 'inferred', label: 'Inferred' },
] as const satisfies readonly { value: EvidenceClass; label: string }[];

/** How a value is drawn by what is known of it: on the record it is filled and has no edge. The same on every page. */
export const edges = [
  { value: 'record', words: 'on the record' },
  { value: 'reported', words: 'reported' },
  { value: 'told', words: 'account by another party' },
  { value: 'inferred', words: 'inferred' },
] as const;

export type Edge = (typeof edges)[number]['value'];

export const confidences = [
  { value: 'high', label: 'High' },
  { value: 'moderate', label: 'Moderate' },
  { value: 'low', label: 'Low' },
] as const;

export type Confidence = (typeof confidences)[number]['value'];

const byValue = new Map<string, AttributionScale>(attributions.map((each) => [each.value, each]));

export function isAttribution(text: string): text is Attribution {
  return byValue.has(text);
}

export function attributionScale(attribution: Attribution): AttributionScale {
  return byValue.get(attribution) as AttributionScale;
}

export function evidenceClassOf(attribution: Attribution): EvidenceClass {
  return attributionScale(attribution).class;
}

export function evidenceClassLabel(evidenceClass: EvidenceClass): string {
  return evidenceClasses.find((each) => each.value === evidenceClass)?.label as string;
}

/** The edge of a value: what one party says of another is told apart from other reports. */
export function edgeOf(attribution: Attribution): Edge {
  if (attribution === 'counterparty_account') return 'told';
  const evidence = evidenceClassOf(attribution);
  return evidence === 'on_record' ? 'record' : evidence;
}

export function edgeWords(edge: Edge): string {
  return edges.find(({ value }) => value === edge)?.words as string;
}

/** 1 for the weakest attribution, 8 for the strongest, 0 for none (a finding). */
export function strengthOf(attribution: Attribution | null): number {
  if (attribution === null) return 0;
  return attributions.length - attributions.findIndex((each) => each.value === attribution);
}

/** The reverse of `strengthOf`. */
export function attributionOfStrength(strength: number): Attribution | null {
  return attributions[attributions.length - strength]?.value ?? null;
}

/** Confidence in our recording, not in the party; an editor may override it, with a note. */
export function confidenceOf(attribution: Attribution): Confidence {
  if (evidenceClassOf(attribution) === 'on_record') return 'high';
  return attribution === 'counterparty_account' || attribution === 'background' ? 'moderate' : 'low';
}
