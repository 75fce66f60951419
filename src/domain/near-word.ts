/** The word that was probably meant, if one differs by at most two letters; null if none does. */
export function nearWord(typed: string, words: readonly string[]): string | null {
  const most = Math.min(2, Math.floor(typed.length / 2));
  const near = words
    .map((word) => ({ word, steps: stepsBetween(typed, word, most) }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps);
  return near[0]?.word ?? null;
}

/** The Levenshtein distance; any distance above `most` may be returned as `most + 1`. */
function stepsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length] as number;
}
