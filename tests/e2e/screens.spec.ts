// Every screen in light and dark: no violation that axe finds, and a picture of it in `test-results/screens/` to look at.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './app/app.ts';
import { expectReadable } from './app/axe.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { KnowledgeScreen } from './pages/knowledge-screen.ts';
import { StartPage } from './pages/start-page.ts';

const pictures = join(import.meta.dirname, '../../test-results/screens');
const usual = { width: 1280, height: 800 };
/** Every step of the example is in sight. */
const large = { width: 2560, height: 1440 };

test('every screen can be read by everyone', async ({ app }) => {
  test.setTimeout(300_000);
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  const start = new StartPage(app.page);
  const editor = new EditorPage(app.page);
  const { canvas, settings, preview } = editor;
  const look = (screen: string, panel?: 'Step' | 'Preview'): Promise<void> =>
    lookAt(app, screen, async () => {
      if (panel !== undefined) await editor.show(panel);
    });

  await start.expectShown();
  await look('start-empty');
  const broken = join(app.home, 'broken.dialogram');
  writeFileSync(broken, 'not a project');
  await start.openPath(broken);
  await expect(start.trouble).toBeVisible();
  await look('start-error');

  await start.create('Acme Support', 'Empty');
  await editor.expectShown('Acme Support');
  await look('editor-new');
  await lookAtKnowledge(new KnowledgeScreen(app.page), look);
  await editor.closeProject();
  await start.create('Hello', 'From the Hello example');
  await editor.expectShown('Hello');
  await expect(canvas.step('greeting')).toBeVisible();
  await look('editor-hello');
  await canvas.select('ask-plan');
  await expect(settings.field('Question')).toBeVisible();
  await look('settings-choice', 'Step');
  await canvas.select('by-plan');
  await expect(settings.root.getByLabel('What to compare')).toBeVisible();
  await look('settings-branch', 'Step');
  await canvas.select('work-out-price');
  await expect(settings.field('Code')).toBeVisible();
  await look('settings-code', 'Step');

  await editor.show('Preview');
  await preview.start();
  await preview.option('Pro').click();
  await expect(preview.assistantBubbles).toHaveCount(3);
  await preview.openRun(1);
  await look('preview', 'Preview');

  await canvas.select('greeting');
  await settings.fill('Text', 'Hello {{ usr.name }}');
  await expect(settings.issues).toHaveCount(1);
  await look('settings-error', 'Step');
  await canvas.select('work-out-price');
  await settings.fill('Code', 'export default async function () {\n  throw new Error("No price today");\n}');
  await editor.problemsButton.click();
  await expect(editor.problems.getByRole('listitem')).toHaveCount(1);
  await look('problems');
  await editor.problemsButton.click();
  await editor.show('Preview');
  await preview.restart();
  await preview.option('Pro').click();
  await expect(preview.root.getByText('No price today')).toBeVisible();
  await look('preview-failed-step', 'Preview');

  await editor.closeProject();
  await expect(start.projects).toHaveCount(2);
  await look('start-projects');
});

test('panels, menus and dialogs around the canvas can be read by everyone', async ({ app }) => {
  test.setTimeout(300_000);
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new StartPage(page).create('Hello', 'From the Hello example');
  const editor = new EditorPage(page);
  await editor.expectShown('Hello');
  const { canvas } = editor;
  const look = (screen: string): Promise<void> => lookAt(app, screen, () => Promise.resolve());
  const command = async (words: string): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+K');
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill(words);
    await expect(page.getByRole('option', { selected: true })).toContainText(words);
    await page.keyboard.press('Enter');
  };

  await canvas.select('ask-plan');
  await page.keyboard.press('ControlOrMeta+g');
  await page.keyboard.type('Plans');
  await page.keyboard.press('Enter');
  const frame = page.getByRole('group', { name: 'Frame: Plans' });
  await expect(frame).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Fit the frame to what is in it' })).toBeVisible();
  await look('menu-frame');
  await page.keyboard.press('Escape');

  await command('Show outline');
  await expect(page.getByRole('tree')).toBeVisible();
  await look('outline');
  await command('Hide outline');

  await command('History');
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('Add frame');
  await look('history');
  await command('Compare the beginning with now');
  await expect(page.locator('[data-testid^="compared-frame"]')).toHaveAttribute('data-mark', 'added');
  await look('comparison');
  await command('Stop comparing');
  await command('History');

  await command('Map of workflows');
  await expect(page.getByRole('dialog', { name: 'Map of workflows' })).toBeVisible();
  await look('map');
  await page.keyboard.press('Escape');

  await command('Keyboard shortcuts');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await look('shortcuts');
  await page.keyboard.press('Escape');

  await page
    .getByRole('complementary', { name: 'Sidebar' })
    .getByRole('button', { name: 'Settings' })
    .click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  for (const section of ['Business hours', 'Assistants', 'Appearance', 'Editor']) {
    await settings.getByRole('button', { name: section, exact: true }).click();
    await look(`settings-${section.toLowerCase().replace(' ', '-')}`);
  }
  await page.keyboard.press('Escape');

  await command('Move the preview below the canvas');
  await editor.preview.start();
  await look('preview-below');
});

async function lookAtKnowledge(
  knowledge: KnowledgeScreen,
  look: (screen: string) => Promise<void>,
): Promise<void> {
  await knowledge.open();
  await expect(knowledge.root.getByRole('group', { name: 'Where to begin' })).toBeVisible();
  await look('knowledge-empty');
  await knowledge.drop([
    { name: 'refunds.md', content: '# Refunds\n\nYou can send anything back within 30 days.' },
    { name: 'questions.csv', content: 'question,answer\nDo you have a shop?,"Yes, in **Berlin**."\n' },
    { name: 'damaged.pdf', content: '%PDF-1.4 a beginning' },
  ]);
  await knowledge.expectReport('2 added, 1 could not be read');
  await expect(knowledge.sources).toHaveCount(2);
  await look('knowledge-report');
  await knowledge.openSource('questions.csv');
  await knowledge.root.getByRole('button', { name: 'Change question: Do you have a shop?' }).click();
  await look('knowledge-questions');
  await knowledge.trySearch('send back');
  await expect(knowledge.foundPassage(1)).toBeVisible();
  await look('knowledge-search');
  await knowledge.foundPassage(1).click();
  await expect(knowledge.root.getByRole('region', { name: 'Passage' })).toBeVisible();
  await look('knowledge-passage');
  await knowledge.trySearch('warranty');
  await expect(knowledge.found.getByText('Nothing was found')).toBeVisible();
  await look('knowledge-nothing');
  await knowledge.found.getByRole('button', { name: 'Add an answer' }).click();
  await expect(knowledge.answerDialog).toBeVisible();
  await look('knowledge-answer');
  await knowledge.page.keyboard.press('Escape');
  await knowledge.close();
}

async function lookAt(app: App, screen: string, prepare: () => Promise<void>): Promise<void> {
  const { page } = app;
  // Away from everything that shows a tooltip.
  await page.mouse.move(0, 0);
  await page.setViewportSize(usual);
  await prepare();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(pictures, `${screen}-${colorScheme}-${app.shell}.png`);
    await page.screenshot({ path, animations: 'disabled' });
  }
  await page.setViewportSize(large);
  await expectReadable(page, screen);
}
