// Knowledge: a folder of mixed files is imported and what cannot be read is named; what they say is found, answered with its
// source, and follows when a file changes; all of it is there after a restart. Pages of the web are read, too.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docxFile, pdfFile } from '#tests/helpers/document-files.ts';
import { startWebServer } from '#tests/helpers/web-server.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { type GivenFile, KnowledgeScreen } from './pages/knowledge-screen.ts';
import { SettingsDialog } from './pages/settings-dialog.ts';
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

test('a source that is off is not searched, one that is removed comes back, and questions are written by keys', async ({
  app,
}) => {
  const { page } = app;
  await new StartPage(page).create('Shop', 'Empty');
  const editor = new EditorPage(page);
  await editor.expectShown('Shop');
  const knowledge = new KnowledgeScreen(page);
  await page.keyboard.press('Alt+6');
  await expect(knowledge.root.getByText('Give your bot something to look things up in')).toBeVisible();
  await knowledge.drop(files.filter(({ name }) => /^(?:hours|contract|questions)/u.test(name)));
  await knowledge.expectReport('3 added');

  await test.step('a source that is off is not searched', async () => {
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
    await expect(knowledge.sources).toHaveCount(2);
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect(knowledge.sources).toHaveCount(3);
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

test('a dropped folder is imported; a question is answered in the preview with its source, follows a changed file, and is there after a restart', async ({
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
  await knowledge.open();
  await app.page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('[aria-label="Import"] [role="progressbar"]') === null) return;
      document.documentElement.dataset['sawProgress'] = 'yes';
    }).observe(document.body, { childList: true, subtree: true });
  });
  const folder = join(app.home, 'help');
  mkdirSync(join(folder, 'more'), { recursive: true });
  for (const { name, content } of files) {
    writeFileSync(join(folder, name.endsWith('.txt') ? 'more' : '.', name), content);
  }
  writeFileSync(join(folder, '.hidden.md'), 'Not for anybody.');
  await knowledge.dropFromDisk(folder);
  await knowledge.expectReport('6 added, 1 could not be read');
  await expect(knowledge.report.getByRole('list', { name: 'Could not be read' })).toContainText(
    /damaged\.pdf.*damaged.*save it again/i,
  );
  await expect(app.page.locator('html')).toHaveAttribute('data-saw-progress', 'yes');
  await expect(knowledge.sources).toHaveCount(6);
  await expect(knowledge.source('refunds.md')).toContainText('2 passages');
  await expect(knowledge.source('questions.csv')).toContainText('1 question');
  await editor.expectSaved();

  await test.step('what they say is found by its words', async () => {
    await knowledge.trySearch('until when may I send it back?');
    await expect(knowledge.foundPassage(1)).toContainText('within 30 days');
    await expect(knowledge.foundPassage(1).locator('mark').first()).toBeVisible();
    await knowledge.foundPassage(1).click();
    await expect(knowledge.root.getByRole('region', { name: 'Passage' })).toContainText('refunds.md');
    await knowledge.close();
  });

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
    writeFileSync(join(folder, 'refunds.md'), refunds(14));
    await knowledge.dropFromDisk(join(folder, 'refunds.md'));
    await knowledge.expectReport('1 changed');
    await expect(knowledge.report.getByRole('group')).toContainText('Refunds');
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
  await expect(again.sources).toHaveCount(6);
  await again.trySearch('days to send it back');
  await expect(again.foundPassage(1)).toContainText('within 14 days');
});

test('a page and a site of the web are read, a long import is cancelled, and a newer file is looked at first', async ({
  app,
}) => {
  const { page } = app;
  let reached = (): void => undefined;
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  await using web = await startWebServer(({ path, headers }, response) => {
    const base = `http://${headers.host ?? ''}`;
    // Whoever asks for it waits until the import is cancelled.
    if (path === '/endless') return reached();
    const urls = ['/warranty', '/endless'].map((each) => `<url><loc>${base}${each}</loc></url>`);
    if (path === '/robots.txt') return response.writeHead(404).end();
    if (path === '/sitemap.xml') return response.end(`<urlset>${urls.join('')}</urlset>`);
    if (path === '/short.xml') return response.end(`<urlset>${urls[0] ?? ''}</urlset>`);
    response.writeHead(200, { 'content-type': 'text/html' });
    return response.end('<main><h1>Warranty</h1><p>Two years on everything that we sell.</p></main>');
  });
  await new StartPage(page).create('Web', 'Empty');
  await new EditorPage(page).expectShown('Web');
  const knowledge = new KnowledgeScreen(page);
  await knowledge.open();

  await test.step('addresses of this computer are refused until the author allows them', async () => {
    await knowledge.addAddress('A web page…', `${web.url}/warranty`);
    await knowledge.expectReport('1 could not be read');
    const settings = new SettingsDialog(page);
    await page
      .getByRole('complementary', { name: 'Sidebar' })
      .getByRole('button', { name: 'Settings' })
      .click();
    await settings.section('Editor').click();
    await settings.root.getByLabel(/^Development: allow addresses of this computer/).check({ force: true });
    await settings.close();
    await knowledge.addAddress('A web page…', `${web.url}/warranty`);
    await knowledge.expectReport('1 added');
    await expect(knowledge.source('Warranty')).toContainText('1 passage');
  });
  await test.step('a site is read from its sitemap', async () => {
    await knowledge.addAddress('A website…', `${web.url}/short.xml`);
    await knowledge.expectReport('1 added');
    await expect(knowledge.sources).toHaveCount(2);
  });
  await test.step('an import that is cancelled changes nothing', async () => {
    await knowledge.addAddress('A website…', web.url);
    await isReached;
    const running = knowledge.root.getByRole('region', { name: 'Import', exact: true });
    await expect(running).toContainText('1 of 2');
    await running.getByRole('button', { name: 'Cancel' }).click();
    await expect(running).toHaveCount(0);
    await expect(knowledge.sources).toHaveCount(2);
  });
  await test.step('a newer file shows what it changes, and is taken or not', async () => {
    await knowledge.drop([{ name: 'refunds.md', content: refunds(30) }]);
    await knowledge.expectReport('1 added');
    const review = page.getByRole('dialog', { name: 'What changes in refunds.md' });
    for (const answer of ['Keep it as it is', 'Take the changes']) {
      const choosing = page.waitForEvent('filechooser');
      await knowledge.chooseInMenu('refunds.md', 'Replace with a newer file…');
      await (
        await choosing
      ).setFiles({ name: 'newer.md', mimeType: 'text/markdown', buffer: Buffer.from(refunds(14)) });
      await expect(review).toContainText('Refunds', { timeout: 30_000 });
      await review.getByRole('button', { name: answer }).click();
    }
    await knowledge.expectReport('1 changed');
    await knowledge.trySearch('days to send it back');
    await expect(knowledge.foundPassage(1)).toContainText('within 14 days');
  });
});
