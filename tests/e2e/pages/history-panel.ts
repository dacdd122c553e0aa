import { expect, type Locator, type Page } from '@playwright/test';

/** The history beside the canvas, and the comparison over it. */
export class HistoryPanel {
  readonly page: Page;
  readonly root: Locator;
  /** Newest first. */
  readonly changes: Locator;
  readonly comparison: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'History' });
    this.changes = this.root.getByRole('region', { name: 'Changes' }).getByRole('listitem');
    this.comparison = page.getByRole('region', { name: 'Comparison' });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('complementary', { name: 'Sidebar' })
      .getByRole('button', { name: 'History' })
      .click();
    await expect(this.root).toBeVisible();
  }

  async saveVersion(name: string): Promise<void> {
    await this.root.getByLabel('Version name').fill(name);
    await this.root.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.version(name)).toBeVisible();
  }

  version(name: string): Locator {
    return this.root.getByRole('button', { name: `Compare version ${name} with now` });
  }

  async chooseFor(menu: string, item: string): Promise<void> {
    await this.root.getByRole('button', { name: menu, exact: true }).first().click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** How a step is drawn in the comparison: `added`, `changed`, `removed`, `same`. */
  async expectMark(stepId: string, mark: string): Promise<void> {
    await expect(this.comparison.getByTestId(`compared-${stepId}`)).toHaveAttribute('data-mark', mark);
  }
}
