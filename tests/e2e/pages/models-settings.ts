import { expect, type Locator, type Page } from '@playwright/test';

export interface ServerSettings {
  readonly name: string;
  readonly address: string;
  readonly key?: string;
  readonly seconds?: number;
}

/** The page “Models” of the settings. */
export class ModelsSettings {
  readonly page: Page;
  readonly root: Locator;
  readonly defaultModel: Locator;
  readonly presets: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Models', exact: true });
    this.defaultModel = this.root.getByLabel('Model of this project');
    this.presets = this.root.getByRole('group', { name: 'Where the models are' });
  }

  /** By keyboard, as from anywhere in the window. */
  async open(): Promise<void> {
    await expect(this.page.getByRole('button', { name: /^Project / })).toBeVisible();
    await this.page.keyboard.press('ControlOrMeta+K');
    await this.page.getByRole('combobox', { name: 'Search or run a command' }).fill('Models and keys');
    await this.page.getByRole('option', { name: /Models and keys/ }).click();
    await expect(this.root).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Close' }).click();
    await expect(this.root).toHaveCount(0);
  }

  card(name: string): Locator {
    return this.root.getByRole('group', { name, exact: true });
  }

  async choosePreset(label: string): Promise<Locator> {
    await this.root.getByRole('button', { name: 'Add provider' }).click();
    await this.presets.getByRole('button', { name: new RegExp(`^${label}`) }).click();
    return this.root.getByRole('form', { name: `Add ${label}` });
  }

  async addServer({ name, address, key, seconds }: ServerSettings): Promise<void> {
    const form = await this.choosePreset('Another server');
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('Address').fill(address);
    if (key !== undefined) await keyIn(form).fill(key);
    if (seconds !== undefined) {
      await form.getByRole('button', { name: 'More' }).click();
      await form.getByLabel('Seconds for one answer, at most').fill(String(seconds));
    }
    await form.getByRole('button', { name: 'Save and test' }).click();
  }

  async replaceKey(name: string, key: string): Promise<void> {
    const card = this.card(name);
    await card.getByRole('button', { name: /^(?:Replace the|Add a) key/ }).click();
    await keyIn(card).fill(key);
    await card.getByRole('button', { name: 'Save and test' }).click();
  }

  /** Changes how long an answer may take. */
  async allow(name: string, seconds: number): Promise<void> {
    const card = this.card(name);
    await card.getByRole('button', { name: `Change ${name}` }).click();
    await card.getByRole('button', { name: 'More' }).click();
    await card.getByLabel('Seconds for one answer, at most').fill(String(seconds));
    await card.getByRole('button', { name: 'Save and test' }).click();
  }

  async test(name: string): Promise<void> {
    await this.card(name).getByRole('button', { name: 'Test connection' }).click();
  }

  async expectAnswers(name: string): Promise<void> {
    await expect(this.card(name).getByRole('status')).toHaveText(`${name} answers.`);
  }

  async expectFailure(name: string, words: RegExp): Promise<void> {
    await expect(this.card(name).getByRole('alert')).toHaveText(words);
  }
}

/** What is written in it has no role that every browser knows. */
const keyIn = (form: Locator): Locator => form.locator('input[type="password"]');
