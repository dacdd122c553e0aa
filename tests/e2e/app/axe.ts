import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Nothing on the screen keeps people who use a screen reader, or see little, from reading it, in light and dark. Electron's
 * window has the same elements as the browser, so it is not asked again there.
 */
export async function expectReadable(page: Page, screen: string): Promise<void> {
  if (page.url().startsWith('app:')) return;
  await showIn(page, 'light');
  expect.soft(await findings(page), `what axe finds on ${screen}`).toEqual([]);
  await showIn(page, 'dark');
  // All else is the same in the dark.
  expect
    .soft(await findings(page, ['color-contrast']), `what axe finds on ${screen} in the dark`)
    .toEqual([]);
}

/** In all windows, as a system does. A colour on its way to another is none that anybody reads. */
async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  for (const each of page.context().pages()) {
    await each.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  }
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

async function findings(page: Page, rules?: string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}
