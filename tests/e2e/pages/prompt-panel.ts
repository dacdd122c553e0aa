import { expect, type Locator } from '@playwright/test';
import type { SettingsPanel } from './settings-panel.ts';

/** The tools of the selected prompt. */
export class PromptPanel {
  readonly settings: SettingsPanel;
  readonly tools: Locator;

  constructor(settings: SettingsPanel) {
    this.settings = settings;
    this.tools = settings.root.getByRole('group', { name: /^tool \d+$/ });
  }

  tool(place: number): Locator {
    return this.settings.root.getByRole('group', { name: `tool ${place}`, exact: true });
  }

  /** Opens and folds the tool; has the focus for keys that are about the tool as a whole. */
  head(place: number): Locator {
    return this.tool(place).locator('.list-item__toggle').first();
  }

  async open(place: number): Promise<void> {
    const head = this.head(place);
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
    await expect(head).toHaveAttribute('aria-expanded', 'true');
  }

  async fold(place: number): Promise<void> {
    const head = this.head(place);
    if ((await head.getAttribute('aria-expanded')) === 'true') await head.click();
    await expect(head).toHaveAttribute('aria-expanded', 'false');
  }

  /** Adds a tool that begins so, which opens. */
  async add(beginning: string): Promise<Locator> {
    const before = await this.tools.count();
    await this.settings.root.getByRole('button', { name: 'Add tool' }).click();
    await this.settings.page.getByRole('menuitem', { name: new RegExp(`^${beginning}`) }).click();
    await expect(this.tools).toHaveCount(before + 1);
    await expect(
      this.tool(before + 1)
        .getByLabel('Name', { exact: true })
        .first(),
    ).toBeFocused();
    return this.tool(before + 1);
  }

  async choose(place: number, item: string): Promise<void> {
    await this.settings.root.getByRole('button', { name: `Menu of tool ${place}`, exact: true }).click();
    await this.settings.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async expectTools(...names: readonly string[]): Promise<void> {
    await expect(this.tools.locator(':scope > .list-item__head .list-item__title')).toContainText([...names]);
    await expect(this.tools).toHaveCount(names.length);
  }
}
