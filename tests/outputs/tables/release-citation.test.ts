import { expect, test } from 'vitest';
import { dataCite, releaseCitation } from '../../../src/outputs/tables/release-citation.js';

const facts = {
  negotiation: 'Ceasefire talks',
  description: 'Who wants what.',
  name: 'First edition',
  day: '2025-08-21',
  head: { sequence: 58, hash: 'f'.repeat(64) },
  url: 'https://tracker.example.org/negotiations/talks/data?as_of=2025-08-21',
  publisher: { siteName: 'Talks', name: 'The Institute', contact: null, imprintUrl: null },
  licence: { name: 'CC BY 4.0', url: null, attribution: 'x' },
};

test('a release is cited by its publisher, its name, its day and the head of the record chain', () => {
  expect(releaseCitation(facts)).toBe(
    `The Institute, Talks: “Ceasefire talks: positions of the parties, First edition”, data release of 21 August 2025, entry 58, SHA-256 ${'f'.repeat(64)}. https://tracker.example.org/negotiations/talks/data?as_of=2025-08-21`,
  );
});

test('what a catalogue needs of a release has the properties that DataCite demands', () => {
  const metadata = JSON.parse(dataCite(facts)) as Record<string, unknown>;
  expect(metadata).toMatchObject({
    schemaVersion: 'http://datacite.org/schema/kernel-4',
    types: { resourceTypeGeneral: 'Dataset' },
    creators: [{ name: 'The Institute', nameType: 'Organizational' }],
    titles: [{ title: 'Ceasefire talks: positions of the parties, First edition' }],
    publisher: { name: 'The Institute' },
    publicationYear: '2025',
    version: 'First edition',
    rightsList: [{ rights: 'CC BY 4.0' }],
  });
  expect(dataCite({ ...facts, description: '', licence: { ...facts.licence, name: null } })).not.toMatch(
    /rightsList|descriptions/,
  );
});
