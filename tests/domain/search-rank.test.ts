import { expect, test } from 'vitest';
import { searchTerms } from '../../src/domain/search.js';
import { searchRanks } from '../../src/domain/search-rank.js';

/** The texts in the order of their ranks; a name after “about” is one that the text is about. */
function ranked(search: string, texts: readonly string[]): string[] {
  const searched = texts.map((text) => {
    const [words = '', ...names] = text.split(' about ');
    return { pieces: words.split(' '), names };
  });
  const terms = searchTerms(search).map((term) => ({ term, names: [`${term.pieces.join('')}1`] }));
  const work = searchRanks(searched, terms);
  for (;;) {
    const step = work.next();
    if (!step.done) continue;
    const places = texts.map((_, place) => place);
    return places
      .sort((a, b) => (step.value[b] as number) - (step.value[a] as number))
      .map((place) => texts[place] as string);
  }
}

test('a text fits the better, the more often it has the words and the shorter it is', () => {
  const long = 'a ceasefire of which nothing more is known than that';
  const often = 'a ceasefire is a ceasefire of which nothing more';
  const short = 'a ceasefire';
  expect(ranked('ceasefire', [long, often, short])).toEqual([short, often, long]);
});

test('a rare word weighs more than one that nearly everything has', () => {
  const common = ['talks talks mine', 'talks talks grain'];
  const rare = 'talks mine mine';
  expect(ranked('talks mine', ['talks talks corridor', ...common, rare])[0]).toBe(rare);
});

test('the beginning of a word counts as the word, and so does the name of what the text is about', () => {
  const [begun, about, nothing] = ['ceasefires hold', 'guns hold about cease1', 'guns hold'];
  expect(ranked('cease', [nothing, begun])).toEqual([begun, nothing]);
  expect(ranked('cease', [nothing, about])).toEqual([about, nothing]);
});

test('what fits alike stays in its order, and nothing found has no rank', () => {
  expect(ranked('talks', ['talks one', 'talks two', 'talks three'])).toEqual([
    'talks one',
    'talks two',
    'talks three',
  ]);
  expect(ranked('talks', [])).toEqual([]);
});
