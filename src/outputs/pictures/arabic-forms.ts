/** How many forms each letter from U+0621 and from U+0641 has, in the order of Arabic Presentation Forms-B. */
const forms = [
  { from: 0x621, counts: [1, 2, 2, 2, 2, 4, 2, 4, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4] },
  { from: 0x641, counts: [4, 4, 4, 4, 4, 4, 4, 2, 2, 4] },
];

interface Letter {
  /** Its isolated form; behind it stand its final, initial and medial ones, as far as it has them. */
  readonly isolated: number;
  readonly count: number;
}

const letters = new Map<number, Letter>();
let next = 0xfe80;
for (const { from, counts } of forms)
  for (const [index, count] of counts.entries()) {
    letters.set(from + index, { isolated: next, count });
    next += count;
  }

const arabic = /[\u0621-\u064A]/;
const mark = /\p{M}/u;

/** Each letter in the form in which it is written beside its neighbours, which is often half as wide as alone. */
export function withArabicForms(text: string): string {
  if (!arabic.test(text)) return text;
  const signs = Array.from(text);
  const letterAt = (place: number, step: number): Letter | undefined => {
    let at = place + step;
    while (mark.test(signs[at] ?? '')) at += step;
    return letters.get(signs[at]?.codePointAt(0) ?? 0);
  };
  return signs
    .map((sign, index) => {
      const own = letters.get(sign.codePointAt(0) as number);
      if (!own) return sign;
      const before = letterAt(index, -1);
      const after = letterAt(index, 1);
      const joinsBefore = own.count > 1 && before?.count === 4;
      const joinsAfter = own.count === 4 && (after?.count ?? 0) > 1;
      return String.fromCodePoint(own.isolated + (joinsBefore ? 1 : 0) + (joinsAfter ? 2 : 0));
    })
    .join('');
}
