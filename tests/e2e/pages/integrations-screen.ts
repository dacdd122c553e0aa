import { expect, type Locator, type Page } from '@playwright/test';

/** The integrations over the canvas. */
export class IntegrationsScreen {
  readonly page: Page;
  readonly root: Locator;
  readonly rows: Locator;
  readonly operations: Locator;
  readonly secretState: Locator;
  readonly signInState: Locator;
  readonly tryResult: Locator;
  readonly counts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Integrations', exact: true });
    this.rows = this.root.getByRole('list', { name: 'All integrations' }).getByRole('listitem');
    this.operations = this.root.getByRole('list', { name: 'Operations', exact: true }).getByRole('listitem');
    this.secretState = this.root.getByRole('status', { name: 'Secret', exact: true });
    this.signInState = this.root.getByRole('status', { name: 'Sign-in', exact: true });
    this.tryResult = this.root.getByRole('status', { name: 'Result of the try' });
    this.counts = this.root.getByRole('status', { name: 'Requests of the last 24 hours' });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('complementary', { name: 'Sidebar' })
      .getByRole('button', { name: 'Integrations' })
      .click();
    await expect(this.root).toBeVisible();
  }

  async connect(title: string): Promise<void> {
    await this.root.getByRole('button', { name: 'Connect a service' }).first().click();
    await this.root.getByRole('button', { name: new RegExp(`^${title}`, 'u') }).click();
  }

  async back(to: string): Promise<void> {
    await this.root.getByRole('button', { name: to, exact: true }).click();
  }

  async fill(label: string, value: string): Promise<void> {
    await this.root.getByLabel(label, { exact: true }).fill(value);
  }

  async choose(label: string, option: string): Promise<void> {
    await this.root.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async saveSecret(secret: string): Promise<void> {
    await this.root.locator('input[type="password"]').fill(secret);
    await this.root.getByRole('button', { name: 'Save secret' }).click();
    await expect(this.secretState).toContainText('A secret is saved');
  }

  /** From an OpenAPI document; the service that is made of it is open then. */
  async importFrom(address: string, operation: string): Promise<void> {
    await this.root.getByRole('button', { name: 'Import from OpenAPI' }).first().click();
    await this.fill('Address', address);
    await this.root.getByRole('button', { name: 'Read', exact: true }).click();
    await this.root.getByLabel(operation, { exact: true }).check({ force: true });
    await this.root.getByRole('button', { name: 'Import 1 operation' }).click();
    await expect(this.operations).toHaveCount(1);
  }

  async openOperation(name: string): Promise<void> {
    await this.root.getByRole('button', { name: new RegExp(`^Operation ${name}`, 'u') }).click();
  }

  /** Development addresses are allowed on the list’s page. */
  async allowLocal(): Promise<void> {
    const allow = this.root.getByLabel(/^Development: allow addresses of this computer/);
    await allow.check({ force: true });
    await expect(allow).toBeChecked();
  }
}
