import { expect, type Locator, type Page } from '@playwright/test';
import { Canvas } from './canvas.ts';
import { PreviewPanel } from './preview-panel.ts';
import { SettingsPanel } from './settings-panel.ts';

/** The open project: canvas, settings, preview, and what the header and the status line say. */
export class EditorPage {
  readonly page: Page;
  readonly canvas: Canvas;
  readonly settings: SettingsPanel;
  readonly preview: PreviewPanel;
  /** Says whether everything on the screen is in the project file. */
  readonly saving: Locator;
  readonly undoButton: Locator;
  readonly redoButton: Locator;
  /** How many problems there are; shows and hides their panel. */
  readonly problemsButton: Locator;
  readonly problems: Locator;
  /** Why nothing can be changed. */
  readonly banner: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = new Canvas(page);
    this.settings = new SettingsPanel(page);
    this.preview = new PreviewPanel(page);
    this.saving = page.getByRole('status', { name: 'Saving' });
    this.undoButton = page.getByRole('button', { name: 'Undo', exact: true });
    this.redoButton = page.getByRole('button', { name: 'Redo', exact: true });
    this.problemsButton = page.getByRole('button', { name: /^Problems: / });
    this.problems = page.getByRole('region', { name: 'Problems', exact: true });
    this.banner = page.locator('.banner');
  }

  async expectShown(projectName: string): Promise<void> {
    await expect(
      this.page.getByRole('button', { name: `Project ${projectName}`, exact: true }),
    ).toBeVisible();
  }

  /** Everything on the screen is in the project file. */
  async expectSaved(): Promise<void> {
    await expect(this.saving).toHaveText('Saved');
  }

  /** Where the window is too narrow for both panels, they share a place. */
  async show(panel: 'Step' | 'Preview'): Promise<void> {
    const tab = this.page.getByRole('tablist', { name: 'Dock' }).getByRole('tab', { name: panel });
    const { root } = panel === 'Step' ? this.settings : this.preview;
    // The window may have been resized a moment ago, and the tabs be about to come or go.
    await expect(async () => {
      if (await tab.isVisible()) await tab.click({ timeout: 1000 });
      await expect(root).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 10_000 });
  }

  /** A workflow in the sidebar, with the number of its steps. */
  workflow(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Workflow ${name} `) });
  }

  async undo(): Promise<void> {
    await this.undoButton.click();
    await this.expectSaved();
  }

  async redo(): Promise<void> {
    await this.redoButton.click();
    await this.expectSaved();
  }

  async export(): Promise<void> {
    await this.page.getByRole('button', { name: 'Export as a file' }).click();
  }

  async closeProject(): Promise<void> {
    await this.page.getByRole('button', { name: /^Project / }).click();
    await this.page.getByRole('menuitem', { name: 'Close project' }).click();
  }

  /** The project file's path, from the status line. */
  async filePath(): Promise<string> {
    return (await this.page.locator('.status-line__path').getAttribute('title')) ?? '';
  }
}
