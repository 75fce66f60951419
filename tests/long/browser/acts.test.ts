import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../../support/application.js';
import { follow, openBrowser } from '../../support/browser.js';
import { Keyboard } from '../../support/keyboard.js';

const talks = '/negotiations/russia-ukraine';
const reason = 'The outlet has withdrawn its report.';

let application: Application;
let browsers: Browser[];
let editor: Page;
let keyboard: Keyboard;
let reader: Page;

// The editor works without scripts, and never touches a mouse.
beforeAll(async () => {
  application = await startApplication();
  browsers = [await openBrowser(), await openBrowser()];
  await application.signedIn('admin');
  const { signInName } = await application.database.read.user.findFirstOrThrow();
  const desk = await (browsers[0] as Browser).newContext({ javaScriptEnabled: false });
  editor = await desk.newPage();
  reader = await (browsers[1] as Browser).newPage();
  keyboard = new Keyboard(editor);
  await editor.goto(`${application.address}/sign-in`);
  await keyboard.type('Sign-in name', signInName);
  await keyboard.type('Password', visitorPassword);
  await keyboard.submit();
});

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await application.stop();
});

const open = (path: string) => editor.goto(`${application.address}${talks}${path}`);

/** The reader's view of a position: its sentence, and the kinds of the acts in its log. */
async function readPosition(path: string, query = '') {
  await reader.goto(`${application.address}${talks}${path}${query}`);
  return {
    sentence: await reader.locator('h1').textContent(),
    status: (await reader.locator('.record .status').allTextContents()).map((text) => text.trim()),
    acts: await reader.locator('.act-kind').allTextContents(),
  };
}

async function matrixCsv(query = ''): Promise<string> {
  return (await application.visitor().get(`${talks}/matrix.csv${query}`)).text;
}

async function typeSource(outlet: string, title: string): Promise<void> {
  await keyboard.type('Web address', `https://example.org/${encodeURIComponent(title)}`);
  await keyboard.type('Outlet', outlet);
  await keyboard.type('Title', title);
  await keyboard.type('Published on', '2025-08-20');
}

test('a report is logged by keyboard alone', async () => {
  const path = '/positions/united-kingdom/crimea';
  await open(path);
  await keyboard.activate('Log an update on this position');
  await keyboard.type('Headline', 'London on Crimea');
  await typeSource('Reuters', 'London repeats that Crimea is Ukrainian');
  await keyboard.choose('Position', /Rejects$/);
  await keyboard.choose('Attribution', /principal/);
  await keyboard.type('Effective date', '2025-08-20');
  await keyboard.type('Summary', 'The Prime Minister repeats that Crimea is Ukrainian.');
  await keyboard.activate('Publish');
  expect(await editor.locator('h1').textContent()).toBe('London on Crimea');
  expect(await readPosition(path)).toEqual({
    sentence: 'United Kingdom rejects: Ukraine accepts Russian control of Crimea',
    status: ['Standing'],
    acts: [],
  });
});

test('a reaffirmation is one step, and only what is new is typed', async () => {
  const path = '/positions/russia/nato-renunciation';
  await open(path);
  await keyboard.activate(/^Reaffirm, record of/);
  await typeSource('TASS', 'Moscow repeats its demand');
  await keyboard.type('Effective date', '2025-08-20');
  await keyboard.type('Summary', 'Moscow repeats that Ukraine must renounce NATO.');
  await keyboard.activate('Publish');
  await reader.goto(`${application.address}${talks}${path}`);
  const facts = (await reader.locator('.facts').textContent())?.replace(/\s+/g, ' ');
  expect(facts).toContain('Reaffirmed');
  expect(facts).toContain('20 August 2025');
  expect(facts).toContain('30 June 2024');
});

test('a corroboration adds an origin', async () => {
  const path = '/positions/russia/crimea';
  await open(path);
  await keyboard.activate(/^Corroborate, record of/);
  await typeSource('Suspilne', 'A second report on Crimea');
  await keyboard.activate('Add the source');
  expect((await readPosition(path)).acts).toEqual(['Corroboration']);
  expect(await reader.locator('.facts').textContent()).toContain('2 independent origins');
});

test('a clarification changes words, and is called one', async () => {
  const path = '/positions/russia/crimea';
  await open(path);
  await keyboard.activate(/^Clarify, record of/);
  await keyboard.type('Summary', 'Reported among the conditions that Russia sets, in plainer words.');
  await keyboard.activate('Publish the clarification');
  expect((await readPosition(path)).acts).toEqual(['Corroboration', 'Clarification']);
  expect((await readPosition(path)).status[0]).toBe('Standing');
});

test('a correction shows the old position struck and the new one', async () => {
  const path = '/positions/united-kingdom/crimea';
  await open(path);
  await keyboard.activate(/^Correct, record of/);
  await keyboard.type('Reason', 'He spoke of reluctance, not of refusal.');
  await keyboard.choose('Position', /Reluctant$/);
  await keyboard.activate('Publish the correction');
  const { sentence, acts } = await readPosition(path);
  expect({ sentence, acts }).toEqual({
    sentence: 'United Kingdom is reluctant: Ukraine accepts Russian control of Crimea',
    acts: ['Correction'],
  });
  expect(await reader.locator('.act del').first().textContent()).toBe('Rejects');
  expect(await reader.locator('.act ins').first().textContent()).toBe('Reluctant');
});

test('a denial stands under the report, which no longer counts', async () => {
  const path = '/positions/russia/crimea';
  await open(path);
  await keyboard.activate(/^Record a denial, record of/);
  await typeSource('TASS', 'The Kremlin denies the report');
  await keyboard.choose('How the denial is known', /principal/);
  await keyboard.type('Date of the denial', '2025-08-20');
  await keyboard.choose('Speaker', /Vladimir Putin/);
  await keyboard.type('Quote', 'This is not so.');
  await keyboard.type('Language of the quote', 'en');
  await keyboard.activate('Record the denial');
  const { status, acts } = await readPosition(path);
  expect({ status, acts: acts.at(-1) }).toEqual({
    status: ['Denied', 'Standing'],
    acts: 'Denial',
  });
});

test('a retraction strikes the record, and a restoration brings it back', async () => {
  const path = '/positions/ukraine/cede-territory';
  const before = await matrixCsv();
  await open(path);
  await keyboard.activate(/^Retract, record of/);
  await keyboard.type('Reason', reason);
  await keyboard.activate('Retract the record');
  expect((await readPosition(path)).status).toEqual(['Retracted']);
  expect(await matrixCsv()).not.toBe(before);
  await open(path);
  await keyboard.activate(/^Restore, record of/);
  await keyboard.type('Reason', 'The outlet stands by its report.');
  await keyboard.activate('Restore the record');
  expect(await readPosition(path)).toMatchObject({
    status: ['Standing'],
    acts: ['Retraction', 'Restoration'],
  });
  expect(await matrixCsv()).toBe(before);
});

test('a hoax is logged, corroborated and superseded, then retracted as a whole: today it is as if it had never been', async () => {
  const path = '/positions/european-union/security-guarantees';
  const eve = '?as_of=2025-08-20';
  const before = await matrixCsv(eve);
  await open(path);
  await keyboard.activate('Log an update on this position');
  await keyboard.type('Headline', 'Brussels refuses guarantees');
  await typeSource('A forged letterhead', 'A letter that nobody sent');
  await keyboard.choose('Position', /Rejects$/);
  await keyboard.choose('Attribution', /principal/);
  await keyboard.type('Effective date', '2025-08-20');
  await keyboard.type('Summary', 'The letter refuses any guarantee.');
  await keyboard.activate('Add a stance');
  await keyboard.choose(/^Party/, /European Union/);
  await keyboard.activate('Remove stance 2');
  await keyboard.activate('Publish');
  const hoax = new URL(editor.url()).pathname;

  await open(path);
  await keyboard.activate(/^Corroborate, record of/);
  await typeSource('Suspilne', 'It is said that there is a letter');
  await keyboard.activate('Add the source');

  await open(path);
  await keyboard.activate('Log an update on this position');
  await keyboard.type('Headline', 'Brussels takes no side');
  await typeSource('Reuters', 'A spokesperson on guarantees');
  await keyboard.choose('Position', /Neutral$/);
  await keyboard.choose('Attribution', /Unnamed sources/);
  await keyboard.type('Effective date', '2025-08-21');
  await keyboard.type('Summary', 'A spokesperson takes no side.');
  await keyboard.activate('Publish');
  expect(await matrixCsv(eve)).not.toBe(before);

  application.time.now = new Date('2025-08-21T10:00:00Z');
  await editor.goto(`${application.address}${hoax}`);
  await keyboard.activate('Retract this update');
  await keyboard.type('Reason', 'The letter was forged.');
  await keyboard.activate('Retract these records');
  expect(await editor.locator('.status-line .status').allTextContents()).toEqual(['Retracted']);

  expect(await matrixCsv(eve)).toBe(before);
  expect((await readPosition(path, eve)).sentence).toMatch(/^European Union favours:/);
  const known = `${eve}&known_at=2025-08-21T09:30:00Z`;
  expect((await readPosition(path, known)).sentence).toMatch(
    /^European Union rejects: Ukraine receives security guarantees/,
  );
  await reader.goto(`${application.address}${talks}/corrections`);
  expect(await reader.locator('.correction-list').textContent()).toContain('The letter was forged.');
});

test('a demand is split in two by keyboard, and an old permalink reads as it did', async () => {
  const permalink = `${application.address}${talks}/demands/sanctions-relief?as_of=2025-08-18&known_at=2025-08-20T12:00:01Z`;
  await reader.goto(permalink);
  const before = await reader.content();
  for (const proposition of [
    'The United States lifts its sanctions on Russia',
    'The European Union lifts its sanctions on Russia',
  ]) {
    await open('/demands/new');
    await keyboard.type('Proposition', proposition);
    await keyboard.choose('Topic', /Sanctions/);
    await keyboard.tick('Russia');
    // The last of those who raise it; those whom it is addressed to come next.
    await keyboard.reach('United Kingdom');
    await keyboard.tick('European Union');
    await keyboard.tick('Western sanctions on Russia are lifted');
    await keyboard.activate('Create demand');
    expect(await editor.locator('h1').textContent()).toBe('Demands');
  }
  await reader.goto(`${application.address}${talks}/demands/sanctions-relief`);
  const replacedBy = reader.locator('.facts div', { hasText: 'Replaced by' });
  expect(await replacedBy.locator('a').allTextContents()).toEqual([
    'The United States lifts its sanctions on Russia',
    'The European Union lifts its sanctions on Russia',
  ]);
  await follow(reader, () => replacedBy.locator('a').first().click());
  const replaces = reader.locator('.facts div', { hasText: 'Replaces' });
  expect(await replaces.locator('a').count()).toBe(1);
  await reader.goto(permalink);
  expect(await reader.content()).toBe(before);
});
