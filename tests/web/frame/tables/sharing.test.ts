import { expect, test } from 'vitest';
import { linkHeader } from '../../../../src/web/frame/tables/sharing.js';

const licence = { name: 'CC BY 4.0', url: 'https://example.org/licence', attribution: 'A desk' };

test('an address is a link as it is', () => {
  const link = {
    url: '/negotiations/talks/evidence.csv?q=a%20b&party=x',
    rel: 'alternate',
    type: 'text/csv',
  };
  expect(linkHeader(licence, [link])).toBe(
    '</negotiations/talks/evidence.csv?q=a%20b&party=x>; rel="alternate"; type="text/csv", <https://example.org/licence>; rel="license"',
  );
});

test('what an address may not contain ends no link', () => {
  const link = {
    url: '/e.csv?q=">;rel="x",<http://other.example>\\ é',
    rel: 'describedby',
    type: 'text/csv',
  };
  expect(linkHeader({ ...licence, url: null }, [link])).toBe(
    '</e.csv?q=%22%3E;rel=%22x%22,%3Chttp://other.example%3E%5C%20%C3%A9>; rel="describedby"; type="text/csv"',
  );
});
