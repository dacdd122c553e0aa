import { expect, type Locator, type Page } from '@playwright/test';

/** The actions over the canvas, and their audit log. */
export class ActionsScreen {
  readonly page: Page;
  readonly root: Locator;
  readonly rows: Locator;
  /** What an action came to when it was tried. */
  readonly trial: Locator;
  readonly auditEntries: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Actions', exact: true });
    this.rows = this.root.getByRole('list', { name: 'All actions' }).getByRole('listitem');
    this.trial = this.root.getByRole('status', { name: 'Result of the trial' });
    this.auditEntries = this.root.getByRole('list', { name: 'Audit log' }).locator('> li');
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Alt+8');
    await expect(this.root).toBeVisible();
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Close actions' }).click();
    await expect(this.root).toBeHidden();
  }

  async openOne(name: string): Promise<void> {
    await this.root.getByRole('button', { name: `Action ${name}`, exact: true }).click();
  }

  async back(): Promise<void> {
    await this.root.getByRole('button', { name: 'All actions', exact: true }).click();
  }

  /** From the gallery, by a task or a type. */
  async make(beginning: string): Promise<void> {
    const button = this.root.getByRole('button', { name: 'New action' });
    const card = this.root.locator('.gallery').getByRole('button', { name: new RegExp(`^${beginning}`) });
    if (!(await card.isVisible())) await button.click();
    await card.click();
    await expect(this.root.getByLabel('Name', { exact: true }).first()).toBeFocused();
  }

  async choose(label: string, option: string): Promise<void> {
    await this.root.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Lets the open action be done by an operation of a service, whose parameters its inputs fill in. */
  async useOperation(service: string, operation: string): Promise<void> {
    await this.choose('Integration', service);
    await this.choose('Operation', operation);
    const fillIn = this.root.getByRole('button', { name: 'Fill in from inputs' });
    await fillIn.click();
    await expect(fillIn).toBeHidden();
  }

  async try(inputs: Readonly<Record<string, string>>): Promise<void> {
    const form = this.root.getByRole('region', { name: 'Try it' });
    for (const [name, value] of Object.entries(inputs)) await form.getByLabel(name).fill(value);
    await form.getByRole('button', { name: 'Try it dry' }).click();
  }

  async openAudit(): Promise<void> {
    await this.open();
    await this.root.getByRole('tab', { name: 'Audit log' }).click();
  }
}
