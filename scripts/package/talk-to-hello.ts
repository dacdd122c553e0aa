// One conversation with the hello preset through the window's own bridge: page, main, host and runner all take part.
import type { Page } from '@playwright/test';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import { knowledgeChannels } from '#shared/ipc/knowledge.ts';
import { toWindowSchema } from '#shared/ipc/protocol.ts';
import { sessionViewSchema } from '#shared/ipc/views.ts';

type Ask = (channel: ChannelName, payload: object) => Promise<unknown>;

/** The process that reads files and the thread that searches are files of their own. */
async function findSomething(ask: Ask): Promise<void> {
  const items = [{ from: 'text', name: 'refunds.md', text: '# Refunds\n\nWithin 14 days.' }];
  const imported = await ask('knowledge.import', { importId: 'smoke', items });
  const { outcomes } = knowledgeChannels['knowledge.import'].response.parse(imported);
  const [source] = outcomes.map((outcome) => outcome.source);
  const patches = [{ collection: 'knowledgeSources', id: source?.id, value: source }];
  await ask('project.edit', { editId: 'smoke', baseRev: 0, label: 'Import', patches });
  const found = await ask('knowledge.search', { query: 'refund' });
  const { results } = knowledgeChannels['knowledge.search'].response.parse(found);
  if (results[0]?.title !== 'Refunds') throw new Error('What was imported was not found.');
}

/** Answers what was said, as lines; throws when the conversation did not go as it must. */
export async function talkToHello(page: Page): Promise<string> {
  let lastId = 1_000_000;
  const ask: Ask = async (channel, payload) => {
    lastId += 1;
    const request = JSON.stringify({ type: 'request', id: lastId, channel, payload });
    // Runs in the page, beside the page's own requests.
    const frame = toWindowSchema.parse(
      await page.evaluate<unknown>(`new Promise((resolve) => {
        const stop = dialogram.onFrame((frame) => {
          if (frame.id !== ${lastId}) return;
          stop();
          resolve(frame);
        });
        dialogram.send(${request});
      })`),
    );
    if (frame.type === 'failure') throw AppError.fromJSON(frame.error);
    return frame.payload;
  };

  await ask('project.create', { name: 'Smoke', from: { preset: 'hello' } });
  await findSomething(ask);
  const begun = sessionViewSchema.parse(await ask('preview.start', {}));
  const said = { sessionId: begun.sessionId, content: 'Pro' };
  const answered = sessionViewSchema.parse(await ask('preview.say', said));
  const failure = answered.trace.find(({ error }) => error !== null);
  if (failure !== undefined) throw AppError.fromJSON(failure.error);
  if (!answered.trace.some(({ kind }) => kind === 'code')) throw new Error('No code step ran.');
  if (answered.transcript.at(-1)?.role !== 'assistant') throw new Error('The message was not answered.');
  return answered.transcript.map(({ role, content }) => `${role}: ${content}`).join('\n');
}
