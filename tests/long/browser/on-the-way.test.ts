import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { follow } from '../../support/browser.js';
import { pagesForEachTest } from '../../support/browser-pages.js';
import { Keyboard } from '../../support/keyboard.js';
import { field, fillUpdate, press } from '../../support/update-page.js';

const talks = '/negotiations/russia-ukraine';
const words = 'Ukraine holds a presidential election';
const person = 'Denys Shmyhal';
/** Key presses, text aside, to create a demand that is lacking, under a new topic. It must not grow. */
const mostPressesForDemand = 18;
/** The same for a speaker. */
const mostPressesForSpeaker = 5;

let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

const pageOf = pagesForEachTest();

async function form(javaScriptEnabled = true): Promise<Page> {
  const page = await pageOf(await application.signedIn('editor'), { javaScriptEnabled });
  await page.goto(`${application.address}${talks}/updates/new?party=ukraine`);
  return page;
}

const demands = () => application.database.read.demand.count({ where: { proposition: words } });
const speakers = () => application.database.read.speaker.count({ where: { name: person } });

test('a demand and a speaker that nobody has recorded are created in the form by keyboard alone, in few presses', async () => {
  const page = await form();
  const keyboard = new Keyboard(page);
  await fillUpdate(page, 'The party says so.');
  await page.getByLabel('Demand', { exact: true }).focus();
  keyboard.presses = 0;
  await page.keyboard.insertText(words);
  await keyboard.press('Enter');
  const topic = page.getByLabel('Topic', { exact: true });
  await topic.and(page.locator(':focus')).waitFor();
  await keyboard.next('Or a new topic', 'Elections');
  await keyboard.tick('Russia');
  await keyboard.reach('Russia');
  await keyboard.tick('Ukraine');
  await keyboard.reach('Create the demand');
  await keyboard.press('Enter');
  await page.getByLabel('Demand', { exact: true }).and(page.locator(':focus')).waitFor();
  expect(await page.getByLabel('Demand', { exact: true }).inputValue()).toContain(words);
  expect(await demands()).toBe(1);
  process.stdout.write(`Key presses to create a lacking demand and its topic: ${keyboard.presses}\n`);
  expect(keyboard.presses).toBeLessThanOrEqual(mostPressesForDemand);

  await page.locator('#stances-1 > details > summary').click();
  await page.getByLabel('Speaker', { exact: true }).focus();
  keyboard.presses = 0;
  await keyboard.pick('Speaker', 'Not listed');
  await page.getByLabel('Office', { exact: true }).waitFor();
  await keyboard.next('Name', person);
  await keyboard.next('Office', 'Minister of Defence of Ukraine');
  await keyboard.reach('Create the speaker');
  await keyboard.press('Enter');
  await page.getByLabel('Speaker', { exact: true }).and(page.locator(':focus')).waitFor();
  expect(await speakers()).toBe(1);
  process.stdout.write(`Key presses to create a lacking speaker: ${keyboard.presses}\n`);
  expect(keyboard.presses).toBeLessThanOrEqual(mostPressesForSpeaker);

  await press(page, 'Publish');
  await page.waitForURL(/\/updates\/6$/);
  expect(await page.locator('.position-heading').textContent()).toBe(`Ukraine rejects: ${words}`);
});

test('what is wrong with it is said at its field, and what was typed meanwhile stays', async () => {
  const page = await form();
  const demand = page.getByLabel('Demand', { exact: true });
  await demand.fill('Votes?');
  // On leaving the list the fields to create it appear, and nobody is taken there.
  await demand.blur();
  await page.getByLabel('Proposition', { exact: true }).waitFor();
  expect(await page.getByLabel('Proposition', { exact: true }).inputValue()).toBe('Votes?');
  await field(page, 'stances.0.summary').fill('Typed meanwhile.');
  await press(page, 'Create the demand');
  const proposition = page.getByLabel('Proposition', { exact: true });
  await page.locator('#problems:focus').waitFor();
  expect(await proposition.getAttribute('aria-invalid')).toBe('true');
  expect(await field(page, 'stances.0.summary').inputValue()).toBe('Typed meanwhile.');
  await page.reload();
  expect(await proposition.inputValue()).toBe('Votes?');
  expect(await demand.inputValue()).toBe('Votes?');
});

test('without scripts a choice of the list asks for it, and a double click makes one', async () => {
  const page = await form(false);
  await field(page, 'stances.0.summary').fill('The party says so.');
  await field(page, 'stances.0.demand').selectOption({ label: 'Not listed: create it…' });
  await follow(page, () => page.getByRole('button', { name: 'Show the present positions' }).last().click());
  await page.getByLabel('Proposition', { exact: true }).fill(words);
  await page.getByLabel('Topic', { exact: true }).selectOption({ index: 1 });
  const block = page.locator('.creation');
  await block.getByRole('group', { name: 'Raised by' }).getByLabel('Russia').check();
  await block.getByRole('group', { name: 'Addressed to' }).getByLabel('Ukraine').check();
  await page.getByRole('button', { name: 'Create the demand' }).dblclick();
  await page.waitForURL(/#field-stances-0-demand$/);
  expect(await demands()).toBe(1);
  expect(await field(page, 'stances.0.demand').locator('option:checked').textContent()).toContain(words);
  expect(await field(page, 'stances.0.summary').inputValue()).toBe('The party says so.');
});
