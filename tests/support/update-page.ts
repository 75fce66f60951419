import type { Page } from 'playwright-core';

/** A field of the form by its name. */
export const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

/** Presses the button of this name. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Fills the form of an update on one cell, as an editor with scripts does. */
export async function fillUpdate(page: Page, summary: string, position = 'Rejects'): Promise<void> {
  await field(page, 'sources.0.outlet').fill('Reuters');
  await field(page, 'sources.0.title').fill('Ukraine repeats that Crimea is not for sale');
  await field(page, 'headline').fill('Kyiv on Crimea');
  await page.getByLabel('Position', { exact: true }).fill(`▼▼ ${position}`);
  await page.getByLabel('Position', { exact: true }).blur();
  await field(page, 'stances.0.attribution').selectOption('on_record_principal');
  await field(page, 'stances.0.date').fill('2025-08-20');
  await field(page, 'stances.0.citations.0.source').selectOption('0');
  await field(page, 'stances.0.summary').fill(summary);
}
