// A flow is built by hand, talked to, survives `kill -9`, is undone and redone, exported, and played by the command line.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, projectIn } from './app/command-line.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { buildPlanFlow } from './pages/plan-flow.ts';
import { comparable, eventsIn } from './app/run-events.ts';
import { StartPage } from './pages/start-page.ts';

const undoneSteps = 6;

test('a flow is built by hand, talked to, killed, reopened, undone, redone, exported and played', async ({
  app,
}) => {
  test.slow();
  let editor = new EditorPage(app.page);
  let { canvas, preview } = editor;
  await new StartPage(app.page).create('Plans', 'Empty');
  await editor.expectShown('Plans');
  const flow = await test.step('build it by hand', () => buildPlanFlow(editor));
  const file = await editor.filePath();
  const { started, greeting, ask, byPlan, price, tellPrice, free, late } = flow;

  await test.step('pick an option', async () => {
    await editor.show('Preview');
    await preview.start();
    await preview.expectSaid('Hello!', 'Which plan?');
    await canvas.expectRun(ask, 'waiting');
    await canvas.expectRun(greeting, 'visited');
    await canvas.expectRun(free, 'idle');
    await preview.option('Pro').click();
    await canvas.expectRun(price, 'running');
    await preview.expectSaid('Hello!', 'Which plan?', 'Pro', 'Pro costs 360 a year.');
    await canvas.expectRun(ask, 'visited');
    await canvas.expectRun(tellPrice, 'visited');
    await preview.expectTrace([
      { stepId: ask, port: 'next' },
      { stepId: byPlan, port: await canvas.portId(byPlan, 'Pro') },
      { stepId: price, port: 'next' },
      { stepId: tellPrice, port: 'next' },
    ]);
    const run = await preview.openRun(2);
    await expect(run.getByLabel('Input')).toContainText(/plan\s*pro/);
    await expect(run.getByLabel('Output')).toContainText(/price\s*360/);
    await preview.showEveryTurn();
    await expect(preview.traceRows.first()).toHaveAttribute('data-step', started);
  });
  const previewed = comparable(eventsIn(await app.frames()));

  await test.step('let it time out, and type instead', async () => {
    await preview.restart();
    await preview.expectSaid('Hello!', 'Which plan?');
    await preview.skipToNextTimer();
    await preview.expectSaid('Hello!', 'Which plan?', 'Are you still there?');
    await canvas.expectRun(late, 'visited');
    await expect(preview.option('Pro')).toBeDisabled();

    await preview.restart();
    await preview.expectSaid('Hello!', 'Which plan?');
    await preview.say('What is Pro?');
    await expect(preview.option('Pro')).toBeDisabled();
    await preview.expectSaid('Hello!', 'Which plan?', 'What is Pro?');
  });

  await test.step('edits go on while the host is killed', async () => {
    await canvas.select(tellPrice);
    await app.kill('host');
    await editor.settings.fill('Text', 'Pro costs **{{args.price}}** a year.');
    await editor.settings.name.fill('Tell price');
    await editor.expectSaved();
    await expect(canvas.step(tellPrice)).toContainText('Tell price');
    await editor.show('Preview');
    await preview.startAgain();
    await preview.expectSaid('Hello!', 'Which plan?');
  });

  const before = projectIn(file);
  await test.step('it is the same after the app was killed', async () => {
    const shown = await canvas.snapshot();
    await app.kill('app');
    await app.reopen();
    editor = new EditorPage(app.page);
    ({ canvas, preview } = editor);
    await new StartPage(app.page).open('Plans');
    await editor.expectShown('Plans');
    await canvas.showEverything();
    await expect.poll(() => canvas.snapshot()).toEqual(shown);
    expect(projectIn(file)).toEqual(before);
  });

  await test.step('undo and redo survived', async () => {
    for (let times = 0; times < undoneSteps; times += 1) await editor.undo();
    await expect(canvas.step(tellPrice)).not.toContainText('Tell price');
    expect(projectIn(file).edges.length).toBeLessThan(before.edges.length);
    for (let times = 0; times < undoneSteps; times += 1) await editor.redo();
    await expect(editor.redoButton).toBeDisabled();
    await expect(canvas.step(tellPrice)).toContainText('Tell price');
    expect(projectIn(file)).toEqual(before);
    // Back to the text that the preview had said.
    await editor.undo();
    await editor.undo();
  });

  await test.step('the command line plays the same events', async () => {
    const bundle = join(app.home, 'plans.json');
    await app.saveAs(bundle, () => editor.export());
    await expect.poll(() => existsSync(bundle)).toBe(true);
    for (const path of [bundle, file]) {
      expect(commandLine('validate', path)).toMatchObject({ exitCode: 0 });
      const { exitCode, lines } = commandLine('run', path, '--pick', 'Pro', '--json');
      expect(exitCode).toBe(0);
      expect(comparable(lines)).toEqual(previewed);
    }
  });
});
