import { expect, type Locator, type Page } from '@playwright/test';

type Beginning = 'Empty' | 'From the Hello example' | 'Support' | 'Triage' | 'Sales' | 'Order status';

/** The screen on which projects are made and opened. */
export class StartPage {
  readonly page: Page;
  /** What went wrong, and what to do about it. */
  readonly trouble: Locator;
  readonly projects: Locator;
  readonly createButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.trouble = page.getByRole('alert');
    this.projects = page.getByRole('list', { name: 'Projects' }).getByRole('listitem');
    this.createButton = page.getByRole('button', { name: 'Create project' });
  }

  async expectShown(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'New project' })).toBeVisible();
  }

  async fill(name: string, begin: Beginning): Promise<void> {
    await this.page.getByLabel('Project name').fill(name);
    await this.page.getByRole('radio', { name: begin, exact: true }).check();
  }

  async create(name: string, begin: Beginning): Promise<void> {
    await this.fill(name, begin);
    await this.createButton.click();
  }

  /** Reads the page about a preset, and closes it. */
  async about(preset: Beginning): Promise<void> {
    await this.page.getByRole('button', { name: `About ${preset}` }).click();
    const help = this.page.getByRole('dialog', { name: preset });
    await expect(help).toContainText('Try:');
    await help.getByRole('button', { name: 'Begin with it' }).click();
    await expect(this.page.getByRole('radio', { name: preset, exact: true })).toBeChecked();
  }

  /** From the list. */
  async open(name: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^Open ${name} `) }).click();
  }

  async openPath(path: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Project file' }).fill(path);
    await this.page.getByRole('button', { name: 'Open', exact: true }).click();
  }
}
