// Knowledge: mixed files are imported and what cannot be read is named; what they say is found, answered with its source, and
// follows when a file changes; all of it is there after a restart.
import { docxFile, pdfFile } from '#tests/helpers/document-files.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { type GivenFile, KnowledgeScreen } from './pages/knowledge-screen.ts';
import { StartPage } from './pages/start-page.ts';

/** The first search starts a thread, which takes its time on a busy machine. */
const patient = { timeout: 30_000 };

const refunds = (days: number): string =>
  `# Refunds\n\nYou can send anything back within ${days} days of delivery.\n\n## Gift cards\n\nGift cards are never refunded.\n`;

const files: readonly GivenFile[] = [
  { name: 'refunds.md', content: refunds(30) },
  {
    name: 'shipping.txt',
    content: 'We ship to all countries of Europe. Express parcels arrive the next day.',
  },
  { name: 'hours.html', content: '<h1>Opening hours</h1><p>The shop in Berlin opens at nine.</p>' },
  {
    name: 'invoices.pdf',
    content: pdfFile([[{ text: 'Invoices are sent on the first day of each month.' }]]),
  },
  { name: 'contract.docx', content: docxFile('# Contract', 'It can be ended one month before.') },
  { name: 'questions.csv', content: 'question,answer\nDo you sell vouchers?,"Yes, in the shop."\n' },
  { name: 'damaged.pdf', content: '%PDF-1.4 this is no more than a beginning' },
];

/** Whoever writes is answered with the best passage that is found. */
const flow = {
  format: 'dialogram',
  formatVersion: 1,
  workspace: { id: 'w', name: 'Looks things up', mainWorkflowId: 'main', primaryAssistantId: 'dia' },
  assistants: [{ id: 'dia', name: 'Dia' }],
  workflows: [{ id: 'main', name: 'Main' }],
  steps: [
    { id: 'asked', workflowId: 'main', kind: 'message-received', settings: {} },
    { id: 'look', workflowId: 'main', kind: 'search', settings: {}, position: { x: 300, y: 0 } },
    {
      id: 'answer',
      workflowId: 'main',
      kind: 'reply',
      settings: { content: '{{ search.results[0].text }} [1]' },
      position: { x: 600, y: 0 },
    },
    {
      id: 'sorry',
      workflowId: 'main',
      kind: 'reply',
      settings: { content: 'I do not know.' },
      position: { x: 600, y: 200 },
    },
  ],
  edges: [
    { id: 'e1', from: { stepId: 'asked', port: 'next' }, to: 'look' },
    { id: 'e2', from: { stepId: 'look', port: 'found' }, to: 'answer' },
    { id: 'e3', from: { stepId: 'look', port: 'nothing' }, to: 'sorry' },
  ],
  testUsers: [{ id: 'visitor', name: 'Visitor', identity: 'anonymous' }],
};

test('mixed files are imported at once, what is damaged is named, and all of it is undone as one', async ({
  app,
}) => {
  const { page } = app;
  await new StartPage(page).create('Shop', 'Empty');
  const editor = new EditorPage(page);
  await editor.expectShown('Shop');
  const knowledge = new KnowledgeScreen(page);
  await page.keyboard.press('Alt+6');
  await expect(knowledge.root.getByText('Give your bot something to look things up in')).toBeVisible();
  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('[aria-label="Import"] [role="progressbar"]') === null) return;
      document.documentElement.dataset['sawProgress'] = 'yes';
    }).observe(document.body, { childList: true, subtree: true });
  });

  await knowledge.drop(files);
  await knowledge.expectReport('6 added, 1 could not be read');
  await expect(knowledge.report.getByRole('list', { name: 'Could not be read' })).toContainText(
    /damaged\.pdf.*damaged.*save it again/i,
  );
  await expect(page.locator('html')).toHaveAttribute('data-saw-progress', 'yes');
  await expect(knowledge.sources).toHaveCount(6);
  await expect(knowledge.source('refunds.md')).toContainText('2 passages');
  await expect(knowledge.source('questions.csv')).toContainText('1 question');

  await test.step('what they say is found by its words, and a source that is off is not searched', async () => {
    await knowledge.trySearch('until when may I send it back?');
    await expect(knowledge.foundPassage(1)).toContainText('within 30 days');
    await expect(knowledge.foundPassage(1).locator('mark').first()).toBeVisible();
    await knowledge.foundPassage(1).click();
    await expect(knowledge.root.getByRole('region', { name: 'Passage' })).toContainText('refunds.md');
    await page.keyboard.press('Escape');
    await knowledge.trySearch('Berlin');
    await expect(knowledge.foundPassage(1)).toContainText('opens at nine');
    await knowledge.root.getByRole('tab', { name: 'Sources' }).click();
    await knowledge.root.getByRole('switch', { name: 'Search hours.html' }).press('Space');
    await knowledge.trySearch('Berlin');
    await expect(knowledge.found.getByText('Nothing was found')).toBeVisible();
  });

  await test.step('a source is removed, and brought back by undo', async () => {
    await knowledge.root.getByRole('tab', { name: 'Sources' }).click();
    await knowledge.chooseInMenu('contract.docx', 'Remove');
    await expect(knowledge.sources).toHaveCount(5);
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect(knowledge.sources).toHaveCount(6);
    await expect(knowledge.source('contract.docx')).toContainText('1 passage');
  });

  await test.step('questions are added one after the other by keys, changed and removed', async () => {
    await knowledge.openSource('questions.csv');
    await knowledge.root.getByRole('button', { name: 'Add a question' }).click();
    await page.keyboard.type('Do you wrap gifts?\nCan it be a present?');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Yes, **for free**.');
    await page.keyboard.press('Control+Enter');
    const questions = knowledge.root.getByRole('list', { name: 'Questions' }).getByRole('listitem');
    await expect(questions.filter({ has: page.getByRole('heading') })).toHaveCount(2);
    await page.keyboard.press('Escape');
    await knowledge.root.getByRole('button', { name: 'Change question: Do you sell vouchers?' }).click();
    await knowledge.root.getByRole('textbox', { name: 'Answer' }).fill('Only in the shop.');
    await page.keyboard.press('Control+Enter');
    await expect(questions.first()).toContainText('Only in the shop.');
    await knowledge.trySearch('present');
    await expect(knowledge.foundPassage(1)).toContainText('for free');
  });
});

test('a question is answered in the preview with its source, follows a changed file, and is there after a restart', async ({
  app,
}) => {
  const fileToImport = app.page.getByLabel('File to import');
  await expect(fileToImport).toBeAttached({ timeout: 30_000 });
  await fileToImport.setInputFiles({
    name: 'looks-up.dialogram.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(flow)),
  });
  const editor = new EditorPage(app.page);
  const { preview } = editor;
  await editor.expectShown('Looks things up');
  const knowledge = new KnowledgeScreen(app.page);
  await knowledge.drop(files.slice(0, 2));
  await knowledge.expectReport('2 added');
  await editor.expectSaved();

  await editor.show('Preview');
  await preview.start();
  await preview.say('How many days do I have to send it back?');
  await expect(preview.assistantBubbles.last()).toContainText('within 30 days', patient);
  await preview.assistantBubbles
    .last()
    .getByRole('button', { name: /^Source 1: / })
    .first()
    .click();
  await expect(knowledge.root.getByRole('region', { name: 'Passage' })).toContainText('within 30 days');
  const run = await preview.openRun(1);
  await expect(run.getByRole('region', { name: 'Search' })).toContainText('refunds.md');

  await test.step('a question that nothing answers gets an answer', async () => {
    await preview.say('Is there a warranty?');
    await expect(preview.assistantBubbles.last()).toContainText('I do not know.', patient);
    await preview.root.getByRole('status').getByRole('button', { name: 'Add an answer' }).click();
    await expect(knowledge.answerDialog.getByRole('textbox', { name: 'Question' })).toHaveValue(
      'Is there a warranty?',
    );
    await knowledge.answer('Two years on everything.');
    await preview.say('Is there a warranty?');
    await expect(preview.assistantBubbles.last()).toContainText('Two years on everything.', patient);
  });

  await test.step('the changed file changes the answer', async () => {
    await knowledge.drop([{ name: 'refunds.md', content: refunds(14) }]);
    await knowledge.expectReport('1 changed');
    await preview.say('How many days do I have to send it back?');
    await expect(preview.assistantBubbles.last()).toContainText('within 14 days', patient);
    await editor.expectSaved();
  });

  await app.kill('app');
  await app.reopen();
  await new StartPage(app.page).open('Looks things up');
  await new EditorPage(app.page).expectShown('Looks things up');
  const again = new KnowledgeScreen(app.page);
  await again.open();
  await expect(again.sources).toHaveCount(3);
  await again.trySearch('days to send it back');
  await expect(again.foundPassage(1)).toContainText('within 14 days');
});
