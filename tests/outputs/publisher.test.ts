import { expect, test } from 'vitest';
import { contactUrl, errorReportUrl, publisherAndSite } from '../../src/outputs/publisher.js';

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

const permalink =
  'https://tracker.example.org/talks?as_of=2025-08-18&known_at=2025-08-20T12%3A00%3A00.000Z#record-46';

test('a letter about an error has its title and its permalink filled in (RFC 6068)', () => {
  const url = errorReportUrl(
    { kind: 'mail', address: 'desk@example.org' },
    { title: 'Russia demands: “100 % of Donbas & more?”', permalink },
  );
  expect(url).toMatch(/^mailto:desk@example\.org\?[\w%.~!*'()=&-]+$/);
  const { searchParams } = new URL(url);
  expect(searchParams.get('subject')).toBe('Error: Russia demands: “100 % of Donbas & more?”');
  expect(searchParams.get('body')).toBe(
    `Russia demands: “100 % of Donbas & more?”\r\n${permalink}\r\n\r\nWhat is wrong:\r\n\r\n\r\nWhere that can be read:\r\n\r\n`,
  );
  expect(url).not.toContain('+');
});

test('a title is one line, and cut where a program for mail would cut the letter', () => {
  const subject = (title: string) =>
    new URL(
      errorReportUrl({ kind: 'mail', address: 'a@example.org' }, { title, permalink }),
    ).searchParams.get('subject');
  expect(subject('one\r\nBcc: two@example.org')).toBe('Error: one Bcc: two@example.org');
  expect(subject('x'.repeat(200))).toBe(`Error: ${'x'.repeat(150)}…`);
  expect(subject(`${'x'.repeat(149)}😀`)).toBe(`Error: ${'x'.repeat(149)}…`);
});

test('a page gets the permalink as its parameter, behind those that it has', () => {
  const reported = { title: 'x', permalink };
  expect(errorReportUrl({ kind: 'page', url: 'https://example.org/write' }, reported)).toBe(
    `https://example.org/write?url=${encodeURIComponent(permalink)}`,
  );
  expect(errorReportUrl({ kind: 'page', url: 'https://example.org/write?to=desk#form' }, reported)).toBe(
    `https://example.org/write?to=desk&url=${encodeURIComponent(permalink)}#form`,
  );
});
