import { expect, test } from 'vitest';
import type { NewSource } from '../../../src/domain/structure/new-source.js';
import { unusedDetails } from '../../../src/domain/structure/unused-details.js';

const known: NewSource = {
  outlet: 'Reuters',
  title: 'Ukraine repeats its answer',
  url: 'https://example.org/report',
  archiveUrl: 'https://web.archive.org/web/2025/https://example.org/report',
  author: null,
  publishedDate: '2025-08-20',
  accessedDate: null,
  note: '',
};

test('what was typed with a known address and is not used is listed, field by field', () => {
  const given = { ...known, title: 'Another title', publishedDate: '2025-08-21', author: 'Reuters staff' };
  expect(unusedDetails(known, given)).toBe(
    'This address is known already, as Reuters, “Ukraine repeats its answer”, and is cited as it is. Not taken over: title “Another title” (it has “Ukraine repeats its answer”); author “Reuters staff” (it has none); published on “2025-08-21” (it has “2025-08-20”). To change the source, edit it among the recorded sources.',
  );
});

test('what is equal, or was left empty, differs in nothing', () => {
  const given = { ...known, outlet: 'REUTERS', title: '', archiveUrl: null, publishedDate: null };
  expect(unusedDetails(known, given)).toBeNull();
  const archiveUrl = 'http://web.archive.org/web/2025/https://example.org/report/';
  expect(unusedDetails(known, { ...known, archiveUrl })).toBeNull();
});
