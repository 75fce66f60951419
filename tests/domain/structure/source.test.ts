import { describe, expect, test } from 'vitest';
import {
  type Citation,
  normalisedUrl,
  originsCited,
  printedAddress,
  safeAddress,
  webAddress,
} from '../../../src/domain/structure/source.js';

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

describe('what is told apart', () => {
  const key = (url: string) => normalisedUrl(new URL(`https://example.org/${url}`));

  test.each([
    ['bytes that are no UTF-8', '?name=%EC%E8%F0', '?name=%E2%EE%E9'],
    ['such bytes in a path', '%EC', '%E2'],
    ['fragments that name a document', '#!topic/one', '#!topic/two'],
    ['the same with a slash', '#/topic/one', '#/topic/two'],
    ['a document by its fragment from the page itself', '#!topic/one', ''],
    ['a plus sign from a space', '?q=a%2Bb', '?q=a+b'],
    ['a slash from an encoded one', 'a/b', 'a%2Fb'],
    ['an encoded “&” from one between parameters', '?a=1%26b=2', '?a=1&b=2'],
    ['capital letters', 'Report', 'report'],
    ['another order of one parameter’s values', '?a=1&a=2', '?a=2&a=1'],
    ['a document named by “ref”', '?ref=A-1', '?ref=A-2'],
  ])('%s', (_words, one, other) => {
    expect(key(one)).not.toBe(key(other));
  });

  test.each([
    ['capital and small digits of bytes', 'caf%c3%a9', 'caf%C3%A9'],
    ['a letter and its bytes', 'café', 'caf%C3%A9'],
    ['characters that need no encoding', '%7Euser/%61', '~user/a'],
    ['the same in a parameter’s name', '?%61=1&utm%5Fsource=x', '?a=1'],
    ['characters that need encoding', '?a[]=1|2', '?a%5B%5D=1%7C2'],
    ['a space as either is written', '?q=a%20b', '?q=a+b'],
    ['another order of parameters', '?a=1&b=2', '?b=2&a=1'],
    ['a place on the page', 'report#part', 'report'],
    ['segments that lead back', 'a/%2e%2e/report', 'report'],
    ['empty parameters', '?&a=1&', '?a=1'],
    ['a fragment that names nothing', '#/', ''],
  ])('and what is one: %s', (_words, one, other) => {
    expect(key(one)).toBe(key(other));
  });

  test('a host is one by any of its spellings', () => {
    const spellings = [
      'https://www.пример.рф/',
      'http://xn--e1afmkfd.xn--p1ai.:80',
      'https://XN--E1AFMKFD.xn--p1ai:443/#top',
    ];
    expect(new Set(spellings.map((url) => normalisedUrl(new URL(url))))).toEqual(
      new Set(['xn--e1afmkfd.xn--p1ai']),
    );
  });
});

describe('an address is printed', () => {
  test.each([
    ['https://example.org/a?utm_source=x&id=%ec#part', 'https://example.org/a?id=%ec#part'],
    ['https://example.org/a?fbclid=1', 'https://example.org/a'],
    ['https://example.org/a?id=1&&b#xtor=RSS-1', 'https://example.org/a?id=1&&b'],
    ['https://x.com/who/status/1?s=20&t=x', 'https://x.com/who/status/1'],
  ])('without what follows readers: %s', (pasted, printed) => {
    expect(printedAddress(pasted)).toBe(printed);
  });

  test.each([
    'https://example.org/a?s=20&ref=x',
    'https://example.org/a?',
    'https://example.org/a#',
    'https://example.org/?q=\u{1F600}&r=\u{D800}#:~:text=a&b',
    'https://web.archive.org/web/2025/https://example.org/#!a?utm_source=x',
  ])('else as it was pasted: %s', (pasted) => {
    expect(printedAddress(pasted)).toBe(pasted);
  });

  test('never as a path of our own, even where an earlier rule accepted it', () => {
    expect(printedAddress('http:example.org/x')).toBe('http://example.org/x');
    expect(safeAddress('https:/example.org')).toBe('https://example.org/');
  });
});

test.each([
  'javascript:alert(1)',
  'http:example.org/x',
  'https:/example.org/x',
  'https:///example.org/x',
  'https:\\\\example.org',
  'https://example.org\\x',
  'https://example.org/a b',
  'https://example.org/a\tb',
  'https://@example.org/',
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
    originsCited([citation('TIME', 'Reuters'), citation('CNN', 'reuters '), citation('Reuters', null)]),
  ).toEqual(['reuters']);
  expect(
    originsCited([
      citation('Le Monde', null),
      citation('LE\u00A0MONDE', null),
      citation('CNN', 'Le\u200B Mondé '),
    ]),
  ).toEqual(['le monde']);
  expect(originsCited([citation('TIME', null), citation('CNN', null)])).toEqual(['time', 'cnn']);
});
