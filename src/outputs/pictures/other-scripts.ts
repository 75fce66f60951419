/** Armenian, Hebrew, Arabic and Georgian, which our typefaces lack and the one behind them has. */
const letters = '\\u0531-\\u058F\\u0591-\\u06FF\\u10A0-\\u10FF\\u1C90-\\u1CBF\\uFB13-\\uFDFF\\uFE70-\\uFEFC';
const letter = new RegExp(`[${letters}]`);

/** The typeface that has them; it is also bold. */
export const familyOfOtherScripts = 'DejaVu Sans';

/** True if the text is to be drawn by it. */
export function isOfOtherScripts(text: string): boolean {
  return letter.test(text);
}

/** Armenian and Georgian run like Latin: their words are parted from those beside them, with the spaces among them. */
const words = /[\u0531-\u058F\u10A0-\u10FF\u1C90-\u1CBF]+(?: +[\u0531-\u058F\u10A0-\u10FF\u1C90-\u1CBF]+)*/;

/** “Armenia (Հայաստան), now” in its three parts. */
export function scriptRuns(text: string): string[] {
  const runs: string[] = [];
  let rest = text;
  for (let found = words.exec(rest); found !== null; found = words.exec(rest)) {
    runs.push(rest.slice(0, found.index), found[0]);
    rest = rest.slice(found.index + found[0].length);
  }
  return [...runs, rest].filter((run) => run !== '');
}
