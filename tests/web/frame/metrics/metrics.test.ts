import { afterEach, beforeEach, expect, test } from 'vitest';
import { assetsPath } from '../../../../src/web/frame/assets.js';
import { type Application, startApplication } from '../../../support/application.js';
import type { Answer, Visitor } from '../../../support/visitor.js';

const metricsToken = 'the-token-of-the-watch';
const talks = '/negotiations/russia-ukraine';
let application: Application;
let visitor: Visitor;

beforeEach(async () => {
  application = await startApplication({ metricsToken });
  visitor = application.visitor();
});

afterEach(() => application.stop());

function ask(authorization?: string): Promise<Answer> {
  return visitor.send('/metrics', authorization === undefined ? {} : { headers: { authorization } });
}

/** The lines of the metrics with this beginning. */
async function lines(start: string): Promise<string[]> {
  const { text } = await ask(`Bearer ${metricsToken}`);
  return text.split('\n').filter((line) => line.startsWith(start));
}

test('the numbers are for whoever has the token', async () => {
  const { status, headers, text } = await ask(`bearer ${metricsToken}`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('process_cpu_seconds_total');
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
});

test.each([undefined, 'Bearer', 'Bearer another-token-of-someone', `Basic ${metricsToken}`, metricsToken])(
  'the numbers are refused with %s',
  async (authorization) => {
    const { status, headers, text } = await ask(authorization);
    expect([status, headers.get('www-authenticate'), headers.get('cache-control')]).toEqual([
      401,
      'Bearer realm="metrics"',
      'no-store',
    ]);
    expect(text).toBe('Send the token of METRICS_TOKEN: “Authorization: Bearer …”.\n');
  },
);

test('without a token set there is no such page', async () => {
  const plain = await startApplication();
  const authorization = `Bearer ${metricsToken}`;
  const { status, text } = await plain.visitor().send('/metrics', { headers: { authorization } });
  expect(status).toBe(404);
  expect(text).toContain('There is nothing at /metrics.');
  await plain.stop();
});

test('a page counts under its route, whether it is made, kept or not modified', async () => {
  const page = `${talks}/positions/russia/crimea?as_of=2025-08-16`;
  const { headers } = await visitor.get(page);
  const etag = headers.get('etag') as string;
  expect((await visitor.get(page)).headers.get('etag')).toBe(etag);
  expect((await visitor.send(page, { headers: { 'if-none-match': etag } })).status).toBe(304);
  const labels = 'method="GET",route="/negotiations/:negotiation/positions/:party/:demand"';
  expect(await lines('http_request_duration_seconds_count')).toEqual([
    `http_request_duration_seconds_count{${labels},status="200"} 2`,
    `http_request_duration_seconds_count{${labels},status="304"} 1`,
  ]);
});

test('no label holds what somebody made up', async () => {
  await visitor.get('/made-up/2025');
  await visitor.get('/negotiations/made-up');
  await visitor.get('/negotiations/made-up/positions/a/b.csv');
  await visitor.send('/desk', { method: 'PROPFIND' });
  await visitor.get(`${assetsPath}/tracker.css`);
  await visitor.get(`${assetsPath}/made-up.css`);
  await visitor.postBare('/sign-out', {}, { origin: 'https://evil.example' });
  const counted = await lines('http_request_duration_seconds_count');
  expect(counted.map((line) => /\{(.*)\}/.exec(line)?.[1])).toEqual([
    'method="GET",route="none",status="404"',
    'method="GET",route="/negotiations/:negotiation",status="404"',
    'method="GET",route="/negotiations/:negotiation/positions/:party/:demand.csv",status="404"',
    'method="other",route="/desk",status="405"',
    'method="GET",route="/assets",status="200"',
    'method="POST",route="/sign-out",status="403"',
  ]);
});

test('the name under which a page is counted is that of the route that answers it', async () => {
  const pages = application.routes
    .filter((route) => route.startsWith('GET /negotiations/:negotiation'))
    .map((route) => route.slice(4).replace(':negotiation', 'russia-ukraine').replace(/:\w+/g, 'x'));
  const refused = { origin: 'https://evil.example' };
  for (const page of pages) {
    await visitor.get(page);
    await visitor.postBare(page, {}, refused);
  }
  const counted = await lines('http_request_duration_seconds_count');
  const names = (method: string) =>
    new Set(
      counted
        .filter((line) => line.includes(`method="${method}"`))
        .map((line) => /route="([^"]*)"/.exec(line)?.[1]),
    );
  expect(names('POST')).toEqual(names('GET'));
});

test('failed sign-ins and forged forms are counted, from 0 on', async () => {
  const names = ['authn_login_fail', 'malicious_cors', 'malicious_csrf'];
  const counts = async () => {
    const counted = await lines('tracker_security_events_total');
    return names.map((name) => counted.find((line) => line.includes(`"${name}"`))?.split(' ')[1]);
  };
  expect(await counts()).toEqual(['0', '0', '0']);
  await visitor.post('/sign-in', { signInName: 'nobody', password: 'wrong', next: '/desk' });
  await visitor.postBare('/sign-out', {}, { origin: 'https://evil.example' });
  const editor = await application.signedIn('editor');
  await editor.postBare('/sign-out', {});
  expect(await counts()).toEqual(['1', '1', '1']);
});

test('the state number and what is published are given as they are', async () => {
  const numbers = async () => [
    ...(await lines('tracker_state_number ')),
    ...(await lines('tracker_last_sequence_number ')),
    ...(await lines('tracker_may_write ')),
  ];
  const state = await application.database.stateNumber();
  const published = await application.database.read.publication.count();
  expect(await numbers()).toEqual([
    `tracker_state_number ${state}`,
    `tracker_last_sequence_number ${published}`,
    'tracker_may_write 1',
  ]);
});

test('a number that cannot be read does not keep others from being given', async () => {
  await application.database.close();
  expect(await lines('tracker_state_number ')).toEqual(['tracker_state_number Nan']);
  expect(await lines('process_cpu_seconds_total ')).toHaveLength(1);
});

test('each application has numbers of its own', async () => {
  const other = await startApplication({ metricsToken });
  await other.visitor().get('/');
  expect(await lines('http_request_duration_seconds_count')).toEqual([]);
  await other.stop();
});
