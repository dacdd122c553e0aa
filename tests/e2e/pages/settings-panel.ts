import { expect, type Locator, type Page } from '@playwright/test';

/** The panel of the selected step. */
export class SettingsPanel {
  readonly page: Page;
  readonly root: Locator;
  readonly name: Locator;
  /** What is wrong, beside the fields it is about. */
  readonly issues: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Step settings' });
    this.name = this.root.getByLabel('Step name');
    this.issues = this.root.getByRole('alert');
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }

  /** The frame of a field: its label, its control, what is wrong with it, its help. */
  frame(label: string): Locator {
    return this.root.locator('fieldset').filter({ has: this.page.getByLabel(label, { exact: true }) });
  }

  async fill(label: string, value: string): Promise<void> {
    const field = this.field(label);
    if ((await field.getAttribute('aria-roledescription')) === 'editor') await this.#pasteCode(field, value);
    else await field.fill(value);
  }

  /** The code editor puts typed lines in order by itself; what is pasted stays as it is. */
  async #pasteCode(field: Locator, code: string): Promise<void> {
    await field.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await field.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, code);
  }

  /** A field's text, whether it is an input or an editor. */
  async expectText(label: string, text: string): Promise<void> {
    const read = (element: HTMLElement | SVGElement): string =>
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? element.value
        : (element.textContent ?? '');
    await expect.poll(() => this.field(label).evaluate(read)).toBe(text);
  }

  /** Adds an item to a list such as options or cases, and gives its part of the form. */
  async addItem(itemName: string): Promise<Locator> {
    const items = this.root.getByRole('group', { name: new RegExp(`^${itemName} \\d+$`) });
    const before = await items.count();
    await this.root.getByRole('button', { name: `Add ${itemName}` }).click();
    await expect(items).toHaveCount(before + 1);
    return this.root.getByRole('group', { name: `${itemName} ${before + 1}`, exact: true });
  }
}
