import { afterEach, beforeEach, expect, test } from 'vitest';
import { noExternalIds } from '../../../src/domain/structure/external-ids.js';
import { createDemand } from '../../../src/actions/structure/create-demand.js';
import { createParty } from '../../../src/actions/structure/create-party.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { noTerms } from '../../../src/domain/structure/negotiation.js';
import { type Application, startApplication, visitorPassword } from '../../support/application.js';
import { pagesForEachTest } from '../../support/browser-pages.js';
import { Keyboard } from '../../support/keyboard.js';

/** Key presses from sign-in to the published statement, without the signs of the summaries. It must not grow. */
const mostPresses = 284;

/** What the three powers wrote: the demand, the position, what the editor types to find each, and the quote. */
const points = [
  [
    'upholds',
    'demands',
    'Ukraine’s sovereignty is to be reconfirmed in the settlement.',
    'Ukraine’s sovereignty to be reconfirmed.',
  ],
  [
    '800',
    'demands',
    'Ukraine keeps armed forces of 800,000, capped in peacetime.',
    'Size of Ukraine military to be capped at 800,000 in peacetime.',
  ],
  [
    'renounces',
    'neutral',
    'Membership is left to the consensus of the members of NATO.',
    'Ukraine joining NATO depends on consensus of NATO members, which does not exist.',
  ],
  [
    'stations',
    'demands',
    'NATO is not to station troops for good in Ukraine in peacetime.',
    'NATO agrees not to permanently station troops under its command in Ukraine in peacetime.',
  ],
  [
    'guarantees',
    'demands',
    'The United States guarantee Ukraine as Article 5 would.',
    'US guarantee that mirrors Article 5',
  ],
  ['start', 'demands', 'Talks on exchanges of territory start from the line of contact.', ''],
  ['frozen', 'rejects', 'The assets stay frozen until Russia compensates Ukraine.', ''],
] as const;

let application: Application;

beforeEach(async () => {
  application = await startApplication();
  application.time.now = new Date('2025-11-24T12:00:00Z');
  await createStructure();
});

afterEach(() => application.stop());

const pageOf = pagesForEachTest();

/** The parties and demands of the statement that the example data does not have. */
async function createStructure(): Promise<void> {
  const { database, time } = application;
  const { id: negotiationId } = await database.read.negotiation.findFirstOrThrow();
  const parties = await database.read.party.findMany();
  for (const name of ['United Kingdom', 'France', 'Germany'].filter((each) =>
    parties.every((party) => party.name !== each),
  )) {
    const fields = {
      name,
      slug: '',
      shortName: null,
      ...noExternalIds,
      kind: 'state',
      role: 'backer',
      members: [],
      order: 20,
    } as const;
    await createParty(database, theServer, { negotiationId, fields }, time.now);
  }
  const { id: topic } = await database.read.topic.findFirstOrThrow({ where: { negotiationId } });
  const [party = 0, other = 0] = parties.map(({ id }) => id);
  for (const proposition of [
    'Any settlement fully upholds Ukraine’s sovereignty',
    'Ukraine keeps armed forces of 800,000 in peacetime',
    'NATO stations no troops under its command permanently in Ukraine in peacetime',
    'Talks on territory start from the current front line',
  ]) {
    const fields = {
      topic,
      proposition,
      slug: '',
      raisers: [party],
      addressees: [other],
      otherAddressees: '',
      order: 1,
      ...noTerms,
    };
    await createDemand(database, theServer, { negotiationId, fields }, time.now);
  }
}

test('seven points that three parties gave together are published by keyboard alone, in few presses and three pages', async () => {
  await application.signedIn('editor');
  const { signInName } = await application.database.read.user.findFirstOrThrow();
  const page = await pageOf(application.visitor());
  const keyboard = new Keyboard(page);
  await page.goto(`${application.address}/sign-in`);
  await keyboard.type('Sign-in name', signInName);
  await keyboard.type('Password', visitorPassword);
  await keyboard.submit();
  let pages = 0;
  page.on('load', () => {
    pages += 1;
  });
  keyboard.presses = 0;
  await keyboard.activate(/^Log an update/);
  // The address of the source has the focus already.
  await keyboard.paste(
    'https://www.straitstimes.com/asia/full-text-of-european-counter-proposal-to-us-ukraine-peace-plan',
  );
  await keyboard.reach('Outlet');
  await keyboard.write('The Straits Times');
  await keyboard.reach('Title');
  await keyboard.paste('Full text of European counter-proposal to US Ukraine peace plan');
  await keyboard.reach('Published on');
  await keyboard.write('today');
  await keyboard.reach('Headline');
  await keyboard.write('Europe answers Washington’s plan');
  await keyboard.reach('Party');
  await keyboard.write('United K');
  await keyboard.reach('Same for');
  await keyboard.write('France, Germany');
  await keyboard.tick('as one joint statement');
  for (const [index, [demand, position, summary, quote]] of points.entries()) {
    if (index === 0) await keyboard.reach('Demand');
    else {
      await keyboard.press('Alt+s');
      // The new row takes the focus, on its demand.
      await page.locator(`#field-stances-${index}-demand:focus`).waitFor();
    }
    await keyboard.write(demand);
    await keyboard.reach('Position');
    await keyboard.write(position);
    if (index === 0) {
      await keyboard.reach('Attribution');
      await keyboard.write('Leaked');
      await keyboard.reach('Effective date');
      await keyboard.write('yesterday');
    }
    await keyboard.next('Summary', summary);
    await keyboard.reach('Quote');
    if (quote !== '') await keyboard.paste(quote);
  }
  const before = keyboard.presses;
  await keyboard.reach('Preview');
  expect(keyboard.presses - before).toBeLessThanOrEqual(6);
  await keyboard.submit();
  await page.locator('button:focus').waitFor();
  await keyboard.submit();
  await page.waitForURL(/\/updates\/6$/);
  expect(await application.database.read.stance.count({ where: { joint: { not: null } } })).toBe(21);
  expect(await page.getByText('jointly with').count()).toBeGreaterThan(0);
  process.stdout.write(
    `Key presses for 21 stances of a joint statement: ${keyboard.presses}, pages: ${pages}\n`,
  );
  expect(pages).toBeLessThanOrEqual(3);
  expect(keyboard.presses).toBeLessThanOrEqual(mostPresses);
});
