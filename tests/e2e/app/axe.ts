import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Nothing on the screen keeps people who use a screen reader, or see little, from reading it, in light and dark. */
export async function expectReadable(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await expectNothingFound(page, screen);
  await page.emulateMedia({ colorScheme: 'dark' });
  // All else is the same in the dark.
  expect
    .soft(await findings(page, ['color-contrast']), `what axe finds on ${screen} in the dark`)
    .toEqual([]);
}

/** The same, in the colours that are shown. */
export async function expectNothingFound(page: Page, screen: string): Promise<void> {
  expect.soft(await findings(page), `what axe finds on ${screen}`).toEqual([]);
}

async function findings(page: Page, rules?: string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}
