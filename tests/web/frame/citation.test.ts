import { expect, test } from 'vitest';
import { citationOf } from '../../../src/web/frame/citation.js';

const permalink =
  'https://tracker.example.org/negotiations/talks?as_of=2025-08-18&known_at=2025-08-20T12%3A00%3A00.000Z';
const knownAt = '2025-08-20T12:00:00.000Z';
const publisher = {
  siteName: 'Negotiation positions',
  name: 'Negotiation positions',
  contact: null,
  imprintUrl: null,
};
const chainHead = { sequence: 58, hash: '0'.repeat(64) };

test('a page is cited as text, as BibTeX and as CSL-JSON, with the permalink that holds both clocks', () => {
  expect(
    citationOf({
      title: 'Russia demands: Ukraine renounces NATO membership',
      permalink,
      knownAt,
      chainHead,
      publisher,
    }),
  ).toEqual({
    text: `Negotiation positions: “Russia demands: Ukraine renounces NATO membership”, as recorded by 20 August 2025, entry 58, SHA-256 ${'0'.repeat(64)}. ${permalink}`,
    bibtex: `@misc{russia-demands-ukraine-renounces-nato-me-2025-08-20,
  title = {{Russia demands: Ukraine renounces NATO membership}},
  author = {{Negotiation positions}},
  year = {2025},
  month = {8},
  howpublished = {\\url{${permalink}}},
  note = {As recorded by 20 August 2025; entry 58, SHA-256 ${'0'.repeat(64)}}
}`,
    csl: `[
 {
  "id": "russia-demands-ukraine-renounces-nato-me-2025-08-20",
  "type": "webpage",
  "title": "Russia demands: Ukraine renounces NATO membership",
  "author": [
   {
    "literal": "Negotiation positions"
   }
  ],
  "issued": {
   "date-parts": [
    [
     2025,
     8,
     20
    ]
   ]
  },
  "URL": "${permalink}",
  "note": "entry 58, SHA-256 ${'0'.repeat(64)}"
 }
]`,
  });
});

test('characters that TeX reads as commands are written as text', () => {
  const { bibtex } = citationOf({
    title: '5 % & $300_bn #1 {x}\\y ~^',
    permalink,
    knownAt,
    chainHead,
    publisher,
  });
  expect(bibtex).toContain('title = {{5 \\% \\& \\$300\\_bn \\#1 xy \\textasciitilde{}\\textasciicircum{}}}');
});

test('a title in another script still has a key', () => {
  expect(citationOf({ title: 'Росія', permalink, knownAt, chainHead: null, publisher }).bibtex).toContain(
    '@misc{page-2025-08-20,',
  );
});
