import { expect, type Locator, type Page } from '@playwright/test';

export interface GivenFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** What the bot looks things up in: sources, imports, questions, and a search to try. */
export class KnowledgeScreen {
  readonly page: Page;
  readonly root: Locator;
  readonly sources: Locator;
  /** What the last import made of everything. */
  readonly report: Locator;
  readonly found: Locator;
  readonly query: Locator;
  readonly answerDialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Knowledge', exact: true });
    this.sources = this.root.getByRole('list', { name: 'Sources' }).getByRole('listitem');
    this.report = this.root.getByRole('region', { name: 'What was imported' });
    this.found = this.root.getByRole('region', { name: 'What was found' });
    this.query = this.root.getByRole('textbox', { name: 'Try a search' });
    this.answerDialog = page.getByRole('dialog', { name: 'Add an answer' });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Project', exact: true })
      .getByRole('button', { name: 'Knowledge' })
      .click();
    await expect(this.root).toBeVisible();
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Close knowledge' }).click();
    await expect(this.root).toHaveCount(0);
  }

  /** Lets go of files over whatever is shown. */
  async drop(files: readonly GivenFile[]): Promise<void> {
    const sent = files.map(({ name, content }) => ({
      name,
      base64: Buffer.from(content).toString('base64'),
    }));
    await this.page.evaluate((given) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
        dataTransfer.items.add(new File([bytes], name));
      }
      const target = document.querySelector('.screen, .canvas') ?? document.body;
      for (const type of ['dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, sent);
  }

  /** Lets go of files and folders of the disk, as a file manager does. */
  async dropFromDisk(...paths: readonly string[]): Promise<void> {
    const box = await this.page.getByRole('region', { name: 'Canvas', exact: true }).boundingBox();
    const session = await this.page.context().newCDPSession(this.page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', {
        type,
        x: Math.round((box?.x ?? 0) + (box?.width ?? 0) / 2),
        y: Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2),
        data: { items: [], files: [...paths], dragOperationsMask: 1 },
      });
    }
    await session.detach();
  }

  /** Reads what is in the web, by its address. */
  async addAddress(kind: 'A web page…' | 'A website…', address: string): Promise<void> {
    await this.root.getByRole('button', { name: 'Add', exact: true }).click();
    await this.page.getByRole('menuitem', { name: kind }).click();
    await this.page.getByRole('textbox', { name: 'Address' }).fill(address);
    await this.page.keyboard.press('Enter');
  }

  /** Reading starts a program of its own, which takes its time on a busy machine. */
  async expectReport(words: string): Promise<void> {
    await expect(this.report).toContainText(words, { timeout: 30_000 });
  }

  /** A row of the list, by the source's name. */
  source(name: string): Locator {
    return this.sources.filter({ hasText: name });
  }

  async openSource(name: string): Promise<void> {
    await this.source(name).getByRole('button').first().click();
    await expect(this.root.getByRole('region', { name: `Source ${name}` })).toBeVisible();
  }

  async chooseInMenu(source: string, item: string): Promise<void> {
    await this.root.getByRole('button', { name: `Menu of source ${source}` }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async trySearch(words: string): Promise<void> {
    await this.root.getByRole('tab', { name: 'Try a search' }).click();
    await this.query.fill(words);
    await expect(this.found).toBeVisible({ timeout: 30_000 });
  }

  /** What was found, by place from 1. */
  foundPassage(place: number): Locator {
    return this.found.getByRole('button', { name: new RegExp(`^Passage ${place}: `) });
  }

  async answer(text: string): Promise<void> {
    await this.answerDialog.getByRole('textbox', { name: 'Answer' }).fill(text);
    await this.page.keyboard.press('Control+Enter');
    await expect(this.answerDialog).toHaveCount(0);
  }
}
