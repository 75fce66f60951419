import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { idsOf } from '../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  const editor = await application.signedIn('editor');
  const territory = await application.database.read.topic.findFirstOrThrow({ where: { slug: 'territory' } });
  const { status } = await editor.post(`${talks}/lists/questions`, {
    ...{ wording: 'Where does the line run?', slug: 'lines', topic: String(territory.id), unit: '' },
  });
  expect(status).toBe(303);
  const ids = await idsOf(application);
  const joined = await editor.post(`${talks}/questions/lines/join`, { demand: ids.demand('cede-donbas') });
  expect(joined.status).toBe(303);
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

/** The pages that other sites can embed, each with what it shows of Russia alone and of Ukraine. */
const embeddable = [
  talks,
  `${talks}/positions/united-states/ceasefire-first`,
  `${talks}/stand`,
  `${talks}/timeline`,
  `${talks}/demands/cede-donbas`,
  `${talks}/questions/lines`,
];

test.each(embeddable.map((path) => `/embed${path}`))(
  '%s may be framed by anybody, and has no header and footer',
  async (path) => {
    const { status, headers, text } = await get(path);
    expect(status).toBe(200);
    const etag = headers.get('etag') as string;
    const kept = await get(path);
    const known = await application.visitor().send(path, { headers: { 'if-none-match': etag } });
    expect(known.status).toBe(304);
    for (const answer of [{ headers }, kept, known]) {
      expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *');
      expect(answer.headers.get('x-frame-options')).toBeNull();
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
    expect(text).not.toContain('masthead');
    expect(text).not.toContain('<form');
    expect(text.match(/<h1/g)).toHaveLength(1);
    expect(headers.get('set-cookie')).toBeNull();
    expect(text).toContain('<base target="_top">');
    expect(text).toMatch(/class="permalink" href="http:[^"]*known_at=/);
  },
);

test('no other page may be framed, whoever asks', async () => {
  const editor = await application.signedIn('editor');
  for (const [who, path] of [
    [application.visitor(), talks],
    [application.visitor(), '/sign-in'],
    [editor, '/desk'],
  ] as const) {
    const { headers } = await who.get(path);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
  const signedIn = await editor.get(`/embed${talks}/positions/united-states/ceasefire-first`);
  expect(signedIn.text).not.toContain('Log an update');
  expect(signedIn.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test.each([
  [talks, 'party=russia', /class="matrix-party"/g, 1],
  [`${talks}/stand`, 'party=russia&topic=territory', /class="mark-party">Russia</g, 4],
  [
    `${talks}/timeline`,
    'from=2025-08-01&to=2025-08-14&party=russia',
    /title-link" href="[^"]*positions\/ukraine\//g,
    0,
  ],
  [`${talks}/demands/cede-donbas`, 'party=russia', /<article class="position">/g, 1],
  [`${talks}/questions/lines`, 'party=russia', /href="[^"]*parties\/ukraine[^"]*"/g, 0],
] as const)(
  '%s offers the HTML that frames it, at its clocks and with its filter',
  async (path, filter, shown, count) => {
    const { text } = await get(`${path}?as_of=2025-08-14&${filter}`);
    const snippet = /<textarea id="embedding"[^>]*>([^<]*)<\/textarea>/.exec(text)?.[1] ?? '';
    const html = snippet
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#34;', '"')
      .replaceAll('&amp;', '&');
    const url = /src="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(url).toContain(`${application.address}/embed${path}?as_of=2025-08-14&`);
    expect(url.split(/[?&]/).slice(1).sort()).toEqual(['as_of=2025-08-14', ...filter.split('&')].sort());
    const framed = await get(url.slice(application.address.length));
    expect(framed.status).toBe(200);
    expect(framed.text.match(shown) ?? []).toHaveLength(count);
  },
);

test('what is not there, or makes no sense, is refused as on the page itself', async () => {
  const refusal = await get(`/embed${talks}/positions/atlantis/crimea`);
  expect(refusal.status).toBe(404);
  expect(refusal.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect((await get('/embed/negotiations/nowhere')).status).toBe(404);
  expect((await get(`/embed${talks}?colour=red`)).status).toBe(400);
});

test('the usual period of a timeline goes on with the record where it is embedded', async () => {
  const { text } = await get(`${talks}/timeline?party=russia`);
  const snippet = /<textarea id="embedding"[^>]*>([^<]*)<\/textarea>/.exec(text)?.[1] ?? '';
  expect(/src=(?:&#34;|")(.*?)(?:&#34;|")/.exec(snippet)?.[1]).toBe(
    `${application.address}/embed${talks}/timeline?party=russia`,
  );
});
