import { describe, expect, test } from 'vitest';
import { type Citation, normalisedUrl, originCount, webAddress } from '../../src/domain/source.js';

describe('the same normalised URL is the same source', () => {
  test.each([
    'http://example.org/report',
    'HTTPS://Example.ORG/report/',
    'https://www.example.org/report#part',
    'https://example.org/report?utm_source=letter&fbclid=1',
  ])('%s', (url) => {
    expect(normalisedUrl(new URL(url))).toBe('example.org/report');
  });

  test('parameters that mean something stay, in order', () => {
    expect(normalisedUrl(new URL('https://azerbaijan.us/?p=8126&a=1&utm_medium=x'))).toBe(
      'azerbaijan.us?a=1&p=8126',
    );
  });
});

test.each([
  'javascript:alert(1)',
  'ftp://example.org',
  'https://user:word@example.org',
  '/report',
  '',
  'https://',
])('%s is no web address', (text) => {
  expect(webAddress(text)).toBeNull();
});

test('a web address has at most 2,048 characters', () => {
  expect(webAddress(`https://example.org/${'a'.repeat(2028)}`)).not.toBeNull();
  expect(webAddress(`https://example.org/${'a'.repeat(2029)}`)).toBeNull();
});

test('three outlets quoting one agency are one origin', () => {
  const citation = (outlet: string, firstReportedBy: string | null): Citation => ({
    source: {
      id: 1,
      outlet,
      title: '',
      url: null,
      archiveUrl: null,
      author: null,
      publishedDate: null,
      accessedDate: null,
      note: '',
    },
    locator: null,
    firstReportedBy,
  });
  expect(
    originCount([citation('TIME', 'Reuters'), citation('CNN', 'reuters '), citation('Reuters', null)]),
  ).toBe(1);
  expect(originCount([citation('TIME', null), citation('CNN', null)])).toBe(2);
});
