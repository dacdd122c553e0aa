import type { Locator, Page } from '@playwright/test';

/** The settings of the project and of the app. */
export class SettingsDialog {
  readonly page: Page;
  readonly root: Locator;
  readonly testUsers: Locator;
  readonly assistants: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('dialog', { name: 'Settings' });
    this.testUsers = this.root.getByRole('list', { name: 'Test users' }).getByRole('listitem');
    this.assistants = this.root.getByRole('list', { name: 'Assistants' }).getByRole('listitem');
  }

  section(name: string): Locator {
    return this.root.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true });
  }

  /** Adds an attribute to the test user that is shown; a value that is not text has its type. */
  async addAttribute(name: string, type: string, value: string): Promise<void> {
    const attributes = this.root.getByRole('group', { name: /^Attributes of / }).first();
    await attributes.getByRole('button', { name: 'Add attribute' }).click();
    const row = attributes.getByRole('group', { name: 'Attribute attribute', exact: true });
    await row.getByLabel('Type').click();
    await this.page.getByRole('option', { name: type, exact: true }).click();
    await row.getByLabel('Value', { exact: true }).fill(value);
    await row.getByLabel('Attribute name').fill(name);
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Close' }).click();
    await this.root.waitFor({ state: 'detached' });
  }
}
