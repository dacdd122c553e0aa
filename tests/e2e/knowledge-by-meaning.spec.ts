// Searching by meaning: a model is chosen on the knowledge screen, reads the passages, finds what is said in other words, and leaves
// the search by words when it fails.
import { startEmbeddingServer } from '#tests/helpers/embedding-server.ts';
import { expect, test } from './app/test.ts';
import { EditorPage } from './pages/editor-page.ts';
import { KnowledgeScreen } from './pages/knowledge-screen.ts';
import { StartPage } from './pages/start-page.ts';

test('a model that compares meaning is chosen, and finds what is said in other words', async ({ app }) => {
  const { page } = app;
  await using server = await startEmbeddingServer();
  await new StartPage(page).create('Shop', 'Empty');
  await new EditorPage(page).expectShown('Shop');
  const knowledge = new KnowledgeScreen(page);
  await knowledge.open();
  await knowledge.drop([
    { name: 'cars.md', content: '# Cars\n\nOur vehicle waits outside.' },
    { name: 'hours.md', content: '# Hours\n\nThe shop opens at nine.' },
    { name: 'jobs.md', content: '# Jobs\n\nWrite us what you can do.' },
  ]);
  await knowledge.expectReport('3 added');
  await knowledge.trySearch('automobile');
  await expect(knowledge.found.getByText('Nothing was found')).toBeVisible({ timeout: 30_000 });

  await test.step('its provider is set up on the way', async () => {
    await knowledge.root.getByRole('button', { name: 'Search by meaning, too' }).click();
    const dialog = page.getByRole('dialog', { name: 'Search by meaning' });
    await dialog.getByRole('button', { name: 'Models and keys' }).click();
    await page.getByRole('button', { name: 'Add provider' }).first().click();
    await page.getByRole('button', { name: /^Another server/u }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Meaning');
    await page.getByRole('textbox', { name: 'Address' }).fill(server.url);
    await page.getByRole('button', { name: 'Save and test' }).click();
    await expect(page.getByRole('group', { name: 'Meaning' })).toContainText('1 model');
    await page.keyboard.press('Escape');
  });

  await test.step('it reads the passages and finds other words', async () => {
    await knowledge.root.getByRole('button', { name: 'Search by meaning, too' }).click();
    const dialog = page.getByRole('dialog', { name: 'Search by meaning' });
    await dialog.getByRole('textbox', { name: 'Model that compares' }).click();
    await page.getByRole('option', { name: /meaning-embed/u }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(knowledge.foundPassage(1)).toContainText('vehicle', { timeout: 30_000 });
    expect(server.asked.filter((text) => text.startsWith('Cars'))).toHaveLength(1);
  });

  await test.step('when it fails, words alone are compared, and that is said', async () => {
    server.failWith(401);
    await knowledge.trySearch('shop opens');
    await expect(knowledge.foundPassage(1)).toContainText('opens at nine');
    await expect(knowledge.found.getByText('Searched by words alone.')).toBeVisible();
  });
});
