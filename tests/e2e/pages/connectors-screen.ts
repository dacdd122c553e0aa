import { expect, type Locator, type Page } from '@playwright/test';

/** The connectors over the canvas. */
export class ConnectorsScreen {
  readonly page: Page;
  readonly root: Locator;
  readonly rows: Locator;
  readonly tester: Locator;
  readonly verdict: Locator;
  readonly secretState: Locator;
  readonly testResult: Locator;
  readonly counts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Connectors', exact: true });
    this.rows = this.root.getByRole('list', { name: 'All connectors' }).getByRole('listitem');
    this.tester = this.root.getByLabel('Try an address');
    this.verdict = this.root.getByRole('status', { name: 'Would it match' });
    this.secretState = this.root.getByRole('status', { name: 'Secret', exact: true });
    this.testResult = this.root.getByRole('status', { name: 'Result of the test' });
    this.counts = this.root.getByRole('status', { name: 'Requests of the last 24 hours' });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('complementary', { name: 'Sidebar' })
      .getByRole('button', { name: 'Connectors' })
      .click();
    await expect(this.root).toBeVisible();
  }

  async openOne(name: string): Promise<void> {
    await this.root.getByRole('button', { name: `Connector ${name}` }).click();
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Close connectors' }).click();
    await expect(this.root).toBeHidden();
  }

  async setPattern(position: number, pattern: string): Promise<void> {
    const field = this.root.getByLabel(`Pattern ${position}`, { exact: true });
    await field.fill(pattern);
    await field.press('Enter');
  }

  async saveSecret(secret: string): Promise<void> {
    await this.root.locator('input[type="password"]').fill(secret);
    await this.root.getByRole('button', { name: 'Save secret' }).click();
    await expect(this.secretState).toContainText('A secret is saved');
  }

  async allowLocal(): Promise<void> {
    const allow = this.root.getByLabel(/^Development: allow addresses of this computer/);
    await allow.check({ force: true });
    await expect(allow).toBeChecked();
  }

  async test(address: string): Promise<void> {
    const form = this.root.getByRole('form', { name: 'Test of the connector' });
    await form.getByLabel('Address').fill(address);
    await form.getByRole('button', { name: 'Test' }).click();
  }
}
