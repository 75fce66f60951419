import { afterAll, beforeAll, expect, test } from 'vitest';
import { nofollow, withNofollow } from '../../../src/web/frame/other-times.js';
import { EscapedText } from '../../../src/web/frame/isolation.js';
import { type Application, startApplication } from '../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('a link asks behind its address whether it leads to another time, unless it says what it is', () => {
  expect(withNofollow('<a class="x" href="<%= page.url %>">Now</a>')).toBe(
    '<a class="x" href="<%= page.url %>"<%- nofollow(page.url) %>>Now</a>',
  );
  expect(withNofollow('<a href="<%= a %><%= b %>" title="<%= c %>">')).toBe(
    '<a href="<%= a %><%= b %>"<%- nofollow(b) %> title="<%= c %>">',
  );
  for (const other of [
    '<a href="<%= url %>" rel="license noopener">',
    '<a href="/about">',
    '<link href="<%= url %>">',
    '<abbr title="<%= url %>">',
  ])
    expect(withNofollow(other)).toBe(other);
});

test.each([
  [`${talks}?as_of=2025-08-14`, ' rel="nofollow"'],
  [`${talks}?evidence=all&known_at=2025-08-14T12:00:00Z`, ' rel="nofollow"'],
  [new EscapedText(`${talks}?evidence=all&known_at=2025-08-14T12:00:00Z`), ' rel="nofollow"'],
  [`${talks}/stand?since=2025-08-14`, ' rel="nofollow"'],
  [`${talks}/changes?from=2025-08-14&to=2025-08-18`, ' rel="nofollow"'],
  [`${talks}?evidence=all`, ''],
  [`${talks}/since=`, ''],
  [null, ''],
])('a link to %s has “%s”', (url, rel) => {
  expect(nofollow(url)).toBe(rel);
});

test.each([
  '/',
  ...[
    ...['', '/stand', '/timeline', '/alignment', '/changes', '/conditions', '/evidence', '/updates'],
    ...['/corrections', '/sources', '/briefings', '/data', '/methodology', '/parties/russia'],
    ...['/demands/cede-territory', '/positions/united-states/ceasefire-first', '/compare/russia/ukraine'],
  ].map((path) => `${talks}${path}`),
])('no link of %s sends a search engine to another time', async (path) => {
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  const links = [...text.matchAll(/<a\b[^>]*>/g)].map(([link]) => link);
  const elsewhere = links.filter((link) => /(\?|&amp;)(as_of|known_at|since|from)=/.test(link));
  expect(elsewhere.length).toBeGreaterThan(0);
  expect(elsewhere.filter((link) => !/ rel="[^"]*nofollow/.test(link))).toEqual([]);
});
