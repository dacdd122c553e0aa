import { expect } from '@playwright/test';
import type { EditorPage } from './editor-page.ts';

/** Ids of the steps of the flow. */
export interface PlanFlow {
  readonly started: string;
  readonly greeting: string;
  readonly ask: string;
  readonly byPlan: string;
  readonly price: string;
  readonly tellPrice: string;
  readonly free: string;
  readonly late: string;
}

/** Takes long enough for the mark of the running step to be seen. */
const priceCode = `export default async function ({ args }) {
  await new Promise((resolve) => setTimeout(resolve, 700));
  return { price: args.plan === 'pro' ? 12 * 30 : 0 };
}
`;

/** Builds, by mouse and keyboard, in a new project: a greeting, a choice with a timeout, a branch, code, replies. */
export async function buildPlanFlow(editor: EditorPage): Promise<PlanFlow> {
  const { canvas, settings } = editor;
  await expect(canvas.steps).toHaveCount(1);
  const started = 'started';
  for (let times = 0; times < 3; times += 1) await canvas.zoomOut();
  await canvas.moveTo(started, { x: 100, y: 60 });

  const greeting = await canvas.drop('Reply', { x: 300, y: 60 });
  await settings.fill('Text', 'Hello!');
  const ask = await canvas.drop('Choice', { x: 520, y: 60 });
  await settings.name.fill('Ask plan');
  await settings.fill('Question', 'Which plan?');
  for (const label of ['Free', 'Pro']) {
    const option = await settings.addItem('option');
    await option.getByLabel('Shown as').fill(label);
    await option.getByLabel('Kept as').fill(label.toLowerCase());
  }
  await settings.fill('Save answer as', 'plan');
  await settings.fill('Stop waiting after', '60');

  const byPlan = await canvas.drop('Branch', { x: 160, y: 400 });
  const onlyCase = await settings.addItem('case');
  await onlyCase.getByLabel('Name', { exact: true }).fill('Pro');
  await onlyCase.getByRole('button', { name: 'Condition' }).click();
  await onlyCase.getByLabel('What to compare').selectOption({ label: 'Value from a step' });
  await onlyCase.getByLabel('Name of the value').fill('plan');
  await onlyCase.getByLabel('Comparison').selectOption({ label: 'is' });
  await onlyCase.getByLabel('Value', { exact: true }).fill('pro');

  const price = await canvas.drop('Code', { x: 380, y: 330 });
  await settings.fill('Code', priceCode);
  const tellPrice = await canvas.drop('Reply', { x: 600, y: 330 });
  await settings.fill('Text', 'Pro costs {{args.price}} a year.');
  const free = await canvas.drop('Reply', { x: 380, y: 530 });
  await settings.fill('Text', 'Free costs nothing.');
  const late = await canvas.drop('Reply', { x: 600, y: 530 });
  await settings.fill('Text', 'Are you still there?');

  await canvas.connect(started, 'next', greeting);
  await canvas.connect(greeting, 'next', ask);
  await canvas.connect(ask, 'picked', byPlan);
  await canvas.connect(ask, 'timeout', late);
  await canvas.connect(byPlan, 'Pro', price);
  await canvas.connect(byPlan, 'else', free);
  await canvas.connect(price, 'next', tellPrice);
  await editor.expectSaved();
  return { started, greeting, ask, byPlan, price, tellPrice, free, late };
}
