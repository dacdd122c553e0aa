// Kills a runtime and its runners at random moments while customers talk to it, and counts what came of what it had acknowledged.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { turnViewSchema } from '#shared/runtime-api/conversations.ts';
import { RuntimeClient } from './runtime-client.ts';
import { startRuntimeProcess } from './runtime-process.ts';
import { startWebServer } from './web-server.ts';

export interface CrashCounts {
  readonly kills: { readonly service: number; readonly runners: number };
  /** Messages that the runtime said it has. */
  readonly acknowledged: number;
  /** Those with exactly one answer, and in their place. */
  readonly answeredOnce: number;
  readonly missing: number;
  readonly repeated: number;
  readonly outOfOrder: number;
  readonly timers: { readonly set: number; readonly firedOnce: number };
  /** Requests that cannot be taken back: as the server outside saw them. */
  readonly charges: { readonly asked: number; readonly repeated: number };
  /** Answers that say so, and entries of the audit log. */
  readonly inDoubt: { readonly answered: number; readonly reported: number };
  readonly slowestStartMs: number;
}

const kinds = ['plain', 'code', 'charge'] as const;
const timerSeconds = 2;

export async function crashUnderLoad({
  kills,
  talkers,
  timers,
}: {
  readonly kills: number;
  readonly talkers: number;
  readonly timers: number;
}): Promise<CrashCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'dialogram-crash-'));
  const charged = new Map<string, number>();
  await using bank = await startWebServer(async ({ body }, response) => {
    charged.set(body, (charged.get(body) ?? 0) + 1);
    // Long enough that kills fall into it.
    await sleep(20);
    response.end('paid');
  });
  await using runtime = await startRuntimeProcess(folder, {
    DIALOGRAM_ALLOW_LOCAL: '1',
    DIALOGRAM_RUNNERS: '2',
  });
  const client = new RuntimeClient(runtime.url, runtime.key);
  await client.publish(shop(bank.port));

  let isOver = false;
  let taken = 0;
  const onTaken = (): void => {
    taken += 1;
  };
  const killed = { service: 0, runners: 0 };
  const killing = (async () => {
    for (let round = 0; round < kills; round += 1) {
      // In the middle of the work, also on a slow computer.
      const enough = taken + 5 + Math.random() * 10 * talkers;
      while (taken < enough) await sleep(5 + Math.random() * 20);
      const [runner] = runtime.runnerPids();
      if (round % 4 === 3 && runner !== undefined) {
        killed.runners += 1;
        killProcess(runner);
      } else {
        killed.service += 1;
        await runtime.killAndStart();
      }
    }
    isOver = true;
  })();
  const talks = Array.from({ length: talkers }, (_, index) =>
    talk(client, index, { isOver: () => isOver, onTaken }),
  );
  const waits = Array.from({ length: timers }, (_, index) => waitForTimer(client, index, kills));
  const [said, waiting] = await Promise.all([Promise.all(talks), Promise.all(waits), killing]);
  const counts = await count(client, said, waiting);
  rmSync(folder, { recursive: true, force: true });
  return {
    ...counts,
    kills: killed,
    charges: {
      asked: charged.size,
      repeated: [...charged.values()].filter((times) => times > 1).length,
    },
    slowestStartMs: Math.round(Math.max(...runtime.startTimes)),
  };
}

interface Talk {
  readonly id: string;
  readonly acknowledged: readonly string[];
}

/** One customer, who sends the next message when the one before is acknowledged. */
async function talk(
  client: RuntimeClient,
  index: number,
  { isOver, onTaken }: { readonly isOver: () => boolean; readonly onTaken: () => void },
): Promise<Talk> {
  const id = await start(client, `talk-${index}`);
  const acknowledged: string[] = [];
  for (let number = 0; !isOver(); number += 1) {
    const content = `${kinds[number % kinds.length] ?? 'plain'} ${index}.${number}`;
    await untilTaken(client, `/v1/conversations/${id}/messages?wait=${number % 2 === 0 ? 5 : 0}`, content, {
      content,
    });
    acknowledged.push(content);
    onTaken();
  }
  return { id, acknowledged };
}

async function waitForTimer(client: RuntimeClient, index: number, kills: number): Promise<string> {
  // They come due while others are killed.
  await sleep((index % Math.max(1, kills)) * 400);
  const id = await start(client, `timer-${index}`);
  await untilTaken(client, `/v1/conversations/${id}/messages`, `later ${index}`, {
    content: `later ${index}`,
  });
  return id;
}

async function start(client: RuntimeClient, key: string): Promise<string> {
  const body = { projectId: 'shop', environment: 'production' };
  return (await untilTaken(client, '/v1/conversations', key, body)).conversationId;
}

/** Sends it with one idempotency key until it is acknowledged. */
async function untilTaken(client: RuntimeClient, path: string, key: string, body: object) {
  for (;;) {
    try {
      const answer = await client.ask(path, { body, headers: { 'idempotency-key': key } });
      if (answer.status < 300) return turnViewSchema.parse(answer.body);
      if (answer.status !== 429 && answer.status !== 503) {
        throw new Error(`${key}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
    } catch (error) {
      // Nobody listens at the moment, or the connection went with the process.
      if (!(error instanceof TypeError)) throw error;
    }
    await sleep(30);
  }
}

async function count(client: RuntimeClient, talks: readonly Talk[], timers: readonly string[]) {
  let [answeredOnce, missing, repeated, outOfOrder, doubts, firedOnce] = [0, 0, 0, 0, 0, 0];
  for (const { id, acknowledged } of talks) {
    const messages = await untilQuiet(client, id, acknowledged.length);
    const received = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
    if (received.join() !== acknowledged.join()) outOfOrder += 1;
    for (const content of acknowledged) {
      const at = messages.findIndex((message) => message.role === 'user' && message.content === content);
      const answers = messages.filter(
        (message) => message.role === 'assistant' && message.content.endsWith(`[${content}]`),
      );
      if (at === -1 || answers.length === 0) missing += 1;
      else if (answers.length > 1) repeated += 1;
      else if (messages[at + 1] === answers[0]) answeredOnce += 1;
      else outOfOrder += 1;
    }
    doubts += messages.filter(({ content }) => content.includes('IN_DOUBT')).length;
  }
  for (const id of timers) {
    const messages = await untilQuiet(client, id, 1);
    if (messages.filter(({ content }) => content.startsWith('Time is up')).length === 1) firedOnce += 1;
  }
  const auditSchema = z.object({ entries: z.array(z.unknown()) });
  const { entries } = await client.get(auditSchema, '/v1/audit?action=effect.in_doubt&limit=500');
  return {
    acknowledged: talks.reduce((sum, each) => sum + each.acknowledged.length, 0),
    answeredOnce,
    missing,
    repeated,
    outOfOrder,
    timers: { set: timers.length, firedOnce },
    inDoubt: { answered: doubts, reported: entries.length },
  };
}

/** The messages, when there are as many answers as there should be; or after 20 s, whatever there is. */
async function untilQuiet(client: RuntimeClient, id: string, answers: number) {
  const until = Date.now() + 20_000;
  for (;;) {
    const messages = await allMessages(client, id);
    const said = messages.filter(({ role }) => role === 'assistant').length;
    if (said >= answers + 1 || Date.now() > until) return messages;
    await sleep(100);
  }
}

async function allMessages(client: RuntimeClient, id: string) {
  const all: Awaited<ReturnType<RuntimeClient['messages']>> = [];
  for (;;) {
    const page = await client.messages(id, all.at(-1)?.seq ?? 0);
    all.push(...page);
    if (page.length < 500) return all;
  }
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Plain answers, code, code that charges a card, and a wait. Each answer ends with the message that it answers. */
function shop(bankPort: number) {
  const rule = (value: string) => ({
    id: value,
    condition: { combinator: 'and', rules: [{ field: 'message.content', operator: 'startsWith', value }] },
  });
  const code = (body: string) => `export default async function ({ context, args }) { ${body} }`;
  const charge = `const answer = await fetch('http://127.0.0.1:${bankPort}/charge', { method: 'POST', body: args.content });
    return { paid: await answer.text() };`;
  const reply = (id: string, content: string) => ({
    id,
    workflowId: 'main',
    kind: 'reply',
    settings: { content },
  });
  return projectDocumentSchema.parse({
    format: 'dialogram',
    formatVersion: 1,
    workspace: { id: 'shop', name: 'Shop', mainWorkflowId: 'main', primaryAssistantId: 'bot' },
    assistants: [{ id: 'bot', name: 'Bot' }],
    workflows: [{ id: 'main', name: 'Main' }],
    connectors: [
      {
        id: 'bank',
        name: 'Bank',
        provider: 'custom',
        urlPatterns: [`http://127.0.0.1:${bankPort}/*`],
        secretPlacement: { in: 'none' },
      },
    ],
    steps: [
      { id: 'start', workflowId: 'main', kind: 'conversation-started' },
      reply('hello', 'Hello.'),
      { id: 'message', workflowId: 'main', kind: 'message-received' },
      {
        id: 'which',
        workflowId: 'main',
        kind: 'branch',
        settings: { cases: ['code', 'charge', 'later'].map(rule) },
      },
      reply('plain', 'Plain [{{ message.content | raw }}]'),
      {
        id: 'compute',
        workflowId: 'main',
        kind: 'code',
        settings: { code: code('return { sum: args.content.length };') },
      },
      reply('computed', '{{ args.sum }} [{{ message.content | raw }}]'),
      { id: 'pay', workflowId: 'main', kind: 'code', settings: { code: code(charge), connectors: ['bank'] } },
      reply('paid', 'Paid [{{ message.content | raw }}]'),
      reply(
        'failed',
        '{{ args.error.code | raw }} {{ args.error.message | raw }} [{{ message.content | raw }}]',
      ),
      { id: 'pause', workflowId: 'main', kind: 'wait', settings: { seconds: timerSeconds } },
      reply('due', 'Time is up [{{ message.content | raw }}]'),
    ],
    edges: [
      ['start', 'next', 'hello'],
      ['message', 'next', 'which'],
      ['which', 'else', 'plain'],
      ['which', 'code', 'compute'],
      ['compute', 'next', 'computed'],
      ['compute', 'error', 'failed'],
      ['which', 'charge', 'pay'],
      ['pay', 'next', 'paid'],
      ['pay', 'error', 'failed'],
      ['which', 'later', 'pause'],
      ['pause', 'next', 'due'],
    ].map(([stepId, port, to], index) => ({ id: `e${index}`, from: { stepId, port }, to })),
  });
}
