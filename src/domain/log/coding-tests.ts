/**
 * By which of the values a statement is recorded, so that two people who read it record the same (docs/rules.md, "Which
 * value"). Marked words are the labels of positions and attributions.
 */
export const codingTests: readonly string[] = [
  '“Demands” if the party asks for it in its own name; “Favours” if it calls it better, or supports another’s proposal; “Would accept” if it would let it happen or grant it without wanting it. An addressee that says yes would accept.',
  '“Open, with conditions” if without the condition the answer is no, or open; “Would accept” if the answer is yes and the rest is detail. Reciprocity that the proposition already contains is no condition.',
  '“Rejects” if the main clause refuses (“not until”), “Open, with conditions” if it offers (“yes, if”). A condition that cancels the proposition is a rejection, and may be an alternative.',
  '“Reluctant” only if the same words show room (“not yet”, an offer of alternatives); else “Rejects”.',
  'A red line only if the words exclude a settlement without it, or any talk of it (“only after”, “never”, “not negotiable”, “off-limits”). “Unacceptable”, “cornerstone” or “important” alone are “Rejects” or “Demands”.',
  'A forecast (“there will be”, “they can win”) or a description of another’s demand is no position: “Inferred”, or nothing. An act, such as a sanction or a licence, is a stance only with words about the demand; else it is an event.',
  'A general sentence fills a specific demand only if the specific follows from it without further facts; the note says “not named”.',
  '“No longer asks” needs words that drop the demand; living with its absence is not dropping it.',
  'A position on a bloc’s behalf needs its summit, council or presidents. A proposal of its executive is “Favours”, with the note “proposal”.',
  '“Contradictory signals” needs two speakers who may each bind the party, first-hand, on this proposition. It carries the weaker attribution of what it cites; the work list asks again after 14 days.',
];
