// A flow is built, edited and talked to without a mouse; palette, outline and problems lead to every place.
import { expectReadable } from './app/axe.ts';
import { projectIn } from './app/command-line.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import { StartPage } from './pages/start-page.ts';

test('the five-step flow is built and talked to with the keyboard alone', async ({ app }) => {
  const { page } = app;
  const keys = new Keyboard(page);
  const editor = new EditorPage(page);
  const { canvas, settings, preview } = editor;

  await keys.tabTo(page.getByLabel('Project name'));
  await keys.press('ControlOrMeta+A');
  await keys.type('Keys');
  await keys.tabTo(
    page
      .getByRole('radio', { name: 'From the Hello example' })
      .or(page.getByRole('radio', { name: 'Empty' }))
      .first(),
  );
  await keys.press('ArrowDown');
  if (!(await page.getByRole('radio', { name: 'Empty' }).isChecked())) await keys.press('ArrowDown');
  await keys.tabTo(page.getByRole('button', { name: 'Create project' }));
  await keys.press('Enter');
  await editor.expectShown('Keys');

  const follow = async (kind: string, path?: string): Promise<void> => {
    await keys.press('Alt+1', 'c');
    if (path !== undefined) await keys.choose(/^Which path of /, path);
    await keys.choose(/^What follows /, `New ${kind} step`);
    await keys.press('Enter');
    await expect(settings.root.locator(':focus')).toBeVisible();
  };
  const inField = (label: string) => settings.field(label);

  await test.step('greeting and choice', async () => {
    await expect(canvas.steps).toHaveCount(1);
    await follow('Reply');
    await expect(inField('Text')).toBeFocused();
    await keys.type('Hello!');
    await follow('Choice', 'next');
    await expect(inField('Question')).toBeFocused();
    await keys.type('Which plan?');
    for (const [position, option] of ['Pro', 'Free'].entries()) {
      await keys.tabTo(settings.root.getByRole('button', { name: 'Add option' }));
      await keys.press('Enter');
      const group = settings.root.getByRole('group', { name: `option ${position + 1}`, exact: true });
      await expect(group).toBeVisible();
      await expect(group.getByLabel('Shown as')).toBeFocused();
      await keys.type(option);
      await keys.tabTo(group.getByLabel('Kept as'));
      await keys.type(option.toLowerCase());
    }
    await keys.tabTo(inField('Save answer as'));
    await keys.press('ControlOrMeta+A');
    await keys.type('plan');
  });

  await test.step('branch, code and reply', async () => {
    await follow('Branch', 'picked');
    await keys.tabTo(settings.root.getByRole('button', { name: 'Add case' }));
    await keys.press('Enter');
    const onlyCase = settings.root.getByRole('group', { name: 'case 1', exact: true });
    await keys.tabTo(onlyCase.getByLabel('Name', { exact: true }), 'Shift+Tab');
    await keys.type('Pro');
    await keys.tabTo(onlyCase.getByRole('button', { name: 'Condition' }));
    await keys.press('Enter');
    await keys.tabTo(onlyCase.getByLabel('What to compare'));
    await keys.type('Plan');
    await keys.tabTo(onlyCase.getByLabel('Value', { exact: true }));
    await keys.type('pro');

    await follow('Code', 'Pro');
    await expect(inField('Code')).toBeFocused();
    await keys.press('ControlOrMeta+A');
    await keys.type('export default () => ({ price: 360 })');
    await follow('Reply', 'next');
    await expect(inField('Text')).toBeFocused();
    await keys.type('Pro costs {{args.price}} a year.');
  });

  await test.step('talk to it', async () => {
    await keys.press('Escape', 'Alt+4', 'ControlOrMeta+Enter');
    await preview.expectSaid('Hello!', 'Which plan?');
    await keys.tabTo(preview.option('Pro'), 'Shift+Tab');
    await keys.press('Enter');
    await preview.expectSaid('Hello!', 'Which plan?', 'Pro', 'Pro costs 360 a year.');
  });

  await test.step('delete and undo', async () => {
    await keys.press('Alt+1');
    // The canvas draws only what is in sight.
    const workflow = page.getByRole('button', { name: /^Workflow Main/ });
    await expect(workflow).toContainText('6 steps');
    await keys.press('Delete');
    await expect(workflow).toContainText('5 steps');
    await expect(page.getByRole('status', { name: 'What happened' })).toHaveText(/^Done: Delete Reply/);
    await keys.press('ControlOrMeta+Z');
    await expect(workflow).toContainText('6 steps');
    await expect(page.getByRole('status', { name: 'What happened' })).toHaveText(/^Undone: Delete Reply/);
    await editor.expectSaved();
    expect(projectIn(await editor.filePath()).edges).toHaveLength(5);
  });
});

test('palette, search, outline, problems and the sheet work by keys, and axe finds nothing on them', async ({
  app,
}) => {
  const { page } = app;
  const keys = new Keyboard(page);
  const editor = new EditorPage(page);
  const { canvas, settings } = editor;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new StartPage(page).create('Hello', 'From the Hello example');
  await editor.expectShown('Hello');

  await test.step('find in the project', async () => {
    await keys.press('ControlOrMeta+F');
    await keys.type('as long as you like');
    await expect(page.getByRole('option')).toHaveCount(1);
    await expectReadable(page, 'search with a result');
    await keys.press('Enter');
    await expect(settings.name).toHaveValue('About Free');
    await expect(settings.field('Text')).toBeFocused();
  });

  await test.step('run a command', async () => {
    await keys.press('ControlOrMeta+K');
    await keys.choose('Search or run a command', 'Show outline');
    await expect(page.getByRole('tree')).toBeVisible();
    await expect(settings.field('Text')).toBeFocused();
  });

  const row = (name: RegExp) => page.getByRole('treeitem', { name });
  await test.step('walk through the outline', async () => {
    await keys.press('Alt+2');
    await expect(row(/^Reply About Free/)).toBeFocused();
    await expectReadable(page, 'outline');
    await keys.press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await expect(row(/^Choice Ask for the plan/)).toBeFocused();
    expect(await canvas.selectedStepId()).toBe('ask-plan');
    await keys.press('ArrowRight', 'ArrowRight');
    await expect(row(/^Path picked, leads to Which plan/)).toBeFocused();
    await keys.press('Delete');
    await expect(row(/^Path picked, leads nowhere yet/)).toBeFocused();
    await keys.press('c');
    await keys.choose(/^What follows “picked”/, 'Which plan?');
    await expect(row(/^Path picked, leads to Which plan/)).toBeFocused();
    await keys.press('ArrowLeft', 'F2');
    await keys.type('Ask');
    await keys.press('Enter');
    await expect(row(/^Choice Ask, /)).toBeFocused();
  });

  await test.step('walk along the edges', async () => {
    await keys.press('Alt+1', 'Alt+ArrowRight');
    expect(await canvas.selectedStepId()).toBe('by-plan');
    await keys.press('Alt+ArrowDown');
    expect(await canvas.selectedStepId()).toBe('explain');
    await keys.press('Alt+ArrowLeft');
    expect(await canvas.selectedStepId()).toBe('ask-plan');
  });

  await test.step('mend a problem', async () => {
    await settings.fill('Stop waiting after', '');
    await expect(editor.problemsButton).toHaveText(/1 warning/);
    await keys.press('Alt+5');
    const problem = editor.problems.getByRole('listitem').filter({ hasText: 'timeout' });
    await expect(problem).toHaveCount(1);
    await expectReadable(page, 'problems');
    await keys.tabTo(problem.getByRole('button', { name: 'Stop waiting after 5 minutes' }));
    await keys.press('Enter');
    await expect(editor.problems.getByRole('listitem')).toHaveCount(0);
    await expect(editor.undoButton).toBeEnabled();
  });

  await test.step('see the shortcuts', async () => {
    await keys.press('Alt+1', '?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await expectReadable(page, 'shortcuts');
    await keys.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(canvas.root.locator('.react-flow__node.selected')).toBeFocused();
  });
});
