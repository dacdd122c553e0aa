// A flow is built, edited and talked to without a mouse; palette, outline and problems lead to every place.
import { expectReadable } from './app/axe.ts';
import { projectIn } from './app/command-line.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import { StartPage } from './pages/start-page.ts';

test('the five-step flow is built and talked to with the keyboard alone, by what the screen says', async ({
  app,
}, testInfo) => {
  const { page } = app;
  const keys = new Keyboard(page);
  const editor = new EditorPage(page);
  let pictures = 0;
  /** What an author sees before the next key. */
  const look = async (what: string): Promise<void> => {
    pictures += 1;
    const name = `${String(pictures).padStart(2, '0')} ${what}.png`;
    const path = testInfo.outputPath(name);
    await page.screenshot({ path, timeout: 60_000 });
    await testInfo.attach(name, { path, contentType: 'image/png' });
  };
  /** The keys that the status line offers. */
  const offered = (words: string) => expect(page.locator('.key-hints')).toContainText(words);
  const backToCanvas = async (step: RegExp): Promise<void> => {
    await offered('back to the canvas');
    await keys.press('Escape');
    await keys.expectOn(step);
  };
  const addWhatFollows = async (kind: string, path: string): Promise<void> => {
    await offered('add what follows');
    await keys.press('a');
    await keys.expectOn('Find a step');
    await expect(page.getByRole('dialog', { name: 'Add a step here' })).toContainText(path);
    await keys.type(kind);
    await keys.press('Enter');
  };

  await test.step('a project', async () => {
    await look('start');
    await keys.tabUntil('Project name');
    await keys.press('ControlOrMeta+A');
    await keys.type('Keys');
    await keys.press('Tab');
    const empty = page.getByRole('radio', { name: 'Empty' });
    for (let tries = 0; tries < 10 && !(await empty.isChecked()); tries += 1) await keys.press('ArrowDown');
    await expect(empty).toBeChecked();
    await look('begin with nothing');
    await keys.tabUntil('Create project');
    await keys.press('Enter');
    await keys.expectOn(/^Conversation started/);
    await look('the first step');
  });

  await test.step('a greeting and a choice', async () => {
    await page.keyboard.press('/');
    await keys.expectOn('Find a step');
    await look('what follows');
    await keys.type('reply');
    await keys.press('Enter');
    await keys.expectOn('Text');
    await keys.type('Hello!');
    await look('the greeting');
    await backToCanvas(/^Reply/);
    await addWhatFollows('choice', 'After Reply · next');
    await keys.expectOn('Question');
    await keys.type('Which plan?');
    for (const option of ['Pro', 'Free']) {
      await keys.tabUntil('Add option');
      await keys.press('Enter');
      await keys.expectOn('Shown as');
      await keys.type(option);
    }
    await look('the choice');
    await backToCanvas(/^Choice/);
  });

  await test.step('a branch', async () => {
    await addWhatFollows('branch', 'After Choice · picked');
    await keys.expectOn('Add case');
    await keys.press('Enter');
    await keys.expectOn('Name');
    await keys.type('Pro');
    await keys.tabUntil('Condition');
    await keys.press('Enter');
    await keys.expectOn('What to compare');
    await keys.tabUntil('Value');
    await keys.type('Pro');
    await look('the branch');
    await backToCanvas(/^Branch/);
  });

  await test.step('code, and what is said with it', async () => {
    await addWhatFollows('code', 'After Branch · Pro');
    await keys.expectOn('Code');
    await keys.type(' price: 12 ');
    await look('the code');
    await offered('out of the code');
    await keys.press('Escape');
    await keys.expectOn('Snippets');
    await backToCanvas(/^Code/);
    await addWhatFollows('reply', 'After Code · next');
    await keys.expectOn('Text');
    await keys.type('Pro costs {{');
    await expect(page.getByRole('option', { name: /^price/ })).toHaveAttribute('aria-selected', 'true');
    await look('a value to insert');
    await keys.press('Enter');
    await keys.type(' a month.');
    await backToCanvas(/^Reply/);
    await keys.press('Alt+ArrowLeft');
    await keys.expectOn(/^Code/);
    await keys.press('Alt+ArrowLeft');
    await keys.expectOn(/^Branch/);
    await addWhatFollows('reply', 'After Branch · else');
    await keys.expectOn('Text');
    await keys.type('Free costs nothing.');
    await backToCanvas(/^Reply/);
    await look('the flow');
  });

  await test.step('talk to it', async () => {
    await keys.press('ControlOrMeta+Enter');
    await editor.preview.expectSaid('Hello!', 'Which plan?');
    await keys.expectOn('Pro');
    await look('a question');
    await keys.press('Enter');
    await editor.preview.expectSaid('Hello!', 'Which plan?', 'Pro', 'Pro costs 12 a month.');
    await look('the answer');
    await keys.expectOn('Message');
  });

  await test.step('delete and undo', async () => {
    await backToCanvas(/^Reply/);
    // The canvas draws only what is in sight.
    const workflow = page.getByRole('button', { name: /^Workflow Main/ });
    await expect(workflow).toContainText('7 steps');
    await keys.press('Delete');
    await expect(workflow).toContainText('6 steps');
    await expect(page.getByRole('status', { name: 'What happened' })).toHaveText(/^Done: Delete Reply/);
    await keys.press('ControlOrMeta+Z');
    await expect(workflow).toContainText('7 steps');
    await expect(page.getByRole('status', { name: 'What happened' })).toHaveText(/^Undone: Delete Reply/);
    await editor.expectSaved();
    expect(projectIn(await editor.filePath()).edges).toHaveLength(6);
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
