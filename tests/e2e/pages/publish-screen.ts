import { expect, type Locator, type Page } from '@playwright/test';

/** Publishing, over the canvas. */
export class PublishScreen {
  readonly page: Page;
  readonly root: Locator;
  /** The password fields: the key of a runtime, or a secret. */
  readonly secret: Locator;
  readonly note: Locator;
  readonly publishButton: Locator;
  readonly changes: Locator;
  readonly versions: Locator;
  readonly trouble: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Publish', exact: true });
    this.secret = this.root.locator('input[type="password"]');
    this.note = this.root.getByLabel('Note');
    this.publishButton = this.root.getByRole('button', { name: /^Publish to / });
    this.changes = this.root.getByRole('list', { name: 'What changes for customers', exact: true });
    this.versions = this.root.getByRole('list', { name: 'Versions' }).getByRole('listitem');
    this.trouble = this.root.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(this.root).toBeVisible();
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Close publish' }).click();
    await expect(this.root).toBeHidden();
  }

  async connect(url: string, key: string): Promise<void> {
    await this.root.getByLabel('Address of the runtime').fill(url);
    await this.secret.fill(key);
    await this.root.getByRole('button', { name: 'Connect' }).click();
  }

  async publish(note: string): Promise<void> {
    await this.note.fill(note);
    await this.publishButton.click();
  }

  async expectLive(version: number, environment = 'production'): Promise<void> {
    await expect(
      this.root.getByRole('heading', { name: `Version ${version} is live in ${environment}` }),
    ).toBeVisible();
  }
}
