import { expect, test } from 'vitest';
import { contactUrl, publisherAndSite } from '../../src/outputs/publisher.js';

test('a mail address is written as a link by RFC 6068', () => {
  const linkOf = (address: string) => contactUrl({ kind: 'mail', address });
  expect(linkOf('desk@example.org')).toBe('mailto:desk@example.org');
  expect(linkOf('desk+talks&more%1@example.org')).toBe('mailto:desk%2Btalks%26more%251@example.org');
});

test('a page is linked as it is', () => {
  const url = 'https://example.org/write?to=desk';
  expect(contactUrl({ kind: 'page', url })).toBe(url);
});

test('publisher and site are named once where they have one name, and isolated', () => {
  const named = (name: string, siteName: string) =>
    publisherAndSite({ name, siteName, contact: null, imprintUrl: null });
  expect(named('Talks', 'Talks')).toBe('Talks');
  expect(named('معهد', 'Talks')).toBe('\u2068معهد\u2069, Talks');
});
