import { expect, type Locator, type Page } from '@playwright/test';

/** An author without a mouse. */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** What has the focus, by the name that is said of it. */
  async expectOn(name: string | RegExp): Promise<void> {
    // A busy machine takes its time to open a project.
    await expect(this.page.locator(':focus')).toHaveAccessibleName(name, { timeout: 30_000 });
  }

  /** Tab after Tab, until the focus is on what is called so. */
  async tabUntil(name: string): Promise<void> {
    const focused = this.page.locator(':focus');
    for (let tries = 0; tries < 30; tries += 1) {
      await this.page.keyboard.press('Tab');
      const isThere = await expect(focused)
        .toHaveAccessibleName(name, { timeout: 150 })
        .then(() => true)
        .catch(() => false);
      if (isThere) return;
    }
    throw new Error(`Tab never came to ${name}`);
  }

  /** Tab after Tab, until the control has the focus. */
  async tabTo(control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(control).toBeVisible();
    for (let tries = 0; tries < 60; tries += 1) {
      if (await control.evaluate((element) => element.contains(document.activeElement))) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`Tab never came to ${control.toString()}`);
  }

  /** Chooses in the palette, or in a list that it shows, by typing. */
  async choose(list: string | RegExp, words: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: list });
    await expect(dialog.getByRole('combobox')).toBeFocused();
    await this.type(words);
    await expect(dialog.getByRole('option', { selected: true })).toContainText(words);
    await this.press('Enter');
  }
}
