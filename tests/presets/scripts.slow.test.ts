// The command line plays all of every preset by its scripts, with the simulator in the place of a model.
// Where Stripe has to answer, which the command line asks at its own address, the session that it runs plays alone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readBundle } from '#shared/bundle/parse-bundle.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { SendHttp } from '#shared/drivers/http/send-through-connector.ts';
import { scriptActionSchema } from '#shared/engine/scenario.ts';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { scenarioStart } from '#tests/helpers/play-scenario.ts';
import { openPreset, presetsFolder } from '#tests/helpers/preset.ts';
import { call, linesOf } from '../../cli/command-line.testing.ts';

const playSchema = z.array(
  z.strictObject({
    name: z.string(),
    testUser: z.string().optional(),
    /** Whether Stripe answers; else nothing is reached. */
    stripe: z.boolean().optional(),
    /** Whether the demo services run. */
    demo: z.boolean().optional(),
    script: z.array(scriptActionSchema),
    /** Parts of what is said, in this order. */
    says: z.array(z.string()),
  }),
);
type Play = z.infer<typeof playSchema>[number];

/** What is looked at of the events of a run. */
const eventSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  content: z.string().optional(),
  port: z.string().nullish(),
  from: z.string().optional(),
  actionId: z.string().optional(),
  outcome: z.string().optional(),
});
type Event = z.infer<typeof eventSchema>;

const promptSchema = z.object({
  tools: z.array(z.object({ id: z.string() })),
  actions: z.array(z.string()),
});

const folder = mkdtempSync(join(tmpdir(), 'dialogram-presets-'));
beforeAll(() => void vi.stubEnv('DIALOGRAM_HOME', join(folder, 'home')));
const pool = createRunnerPool({ maxRunners: 1, spares: 0 });
afterAll(async () => {
  vi.unstubAllEnvs();
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['hello', 'support', 'triage', 'sales', 'order-status', 'appointment', 'it-help-desk'])(
  'the preset %s',
  (name) => {
    const bundle = join(presetsFolder, `${name}.dialogram.json`);
    const { document } = readBundle(readFileSync(bundle, 'utf8'));
    const plays = playSchema.parse(
      JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')),
    );
    const played = new Set<string>();
    const file = join(folder, `${name}.dialogram`);
    beforeAll(async () => void (await call('import', bundle, file)));

    test.each(plays)('$name', async (play) => {
      const events = play.stripe === true ? await withStripe(name, play) : await onCommandLine(file, play);
      for (const event of events) for (const part of partsOf(event)) played.add(part);
      const said = events.flatMap(({ type, content }) =>
        type === 'reply' || type === 'choice' ? [content ?? ''] : [],
      );
      let place = 0;
      for (const part of play.says) {
        const at = said.findIndex((each, index) => index >= place && each.includes(part));
        expect(at === -1 ? { missing: part, said } : part).toBe(part);
        place = at + 1;
      }
      expect(events.filter(({ type }) => type === 'turn.failed')).toEqual([]);
    });

    test('has every step, port, tool, action and test user in one of its scripts', () => {
      for (const { testUser, script } of plays) {
        played.add(`test user: ${testUser ?? document.testUsers[0]?.name}`);
        for (const action of script) if ('become' in action) played.add(`test user: ${action.become}`);
      }
      expect(everyPartOf(document).filter((part) => !played.has(part))).toEqual([]);
    });
  },
);

async function onCommandLine(file: string, { name, testUser, demo = false, script }: Play) {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(script));
  const { out, complaint } = await call(
    'run',
    file,
    '--json',
    `--script=${path}`,
    `--at=${new Date(scenarioStart).toISOString()}`,
    ...(testUser === undefined ? [] : [`--test-user=${testUser}`]),
    ...(demo ? ['--demo'] : []),
  );
  expect(complaint).toBe('');
  return linesOf(out).map((line) => eventSchema.parse(JSON.parse(line)));
}

async function withStripe(preset: string, { testUser, script }: Play) {
  await using opened = openPreset(preset);
  const events = await opened.play(script, {
    pool: () => pool,
    http: answerAsStripe,
    ...(testUser === undefined ? {} : { testUser }),
  });
  return events.map((event) => eventSchema.parse(event));
}

function partsOf({ type, id = '', from = '', port, actionId, outcome }: Event): readonly string[] {
  switch (type) {
    case 'step.started':
      return [`step: ${id}`];
    case 'edge.taken':
      return [`port: ${from} › ${port}`];
    case 'dead_end':
      return [`port: ${id} › ${port}`];
    case 'action.executed':
      return [`action: ${actionId} ${outcome}`];
    default:
      return [];
  }
}

/** A tool is the port of its prompt. Other ports are part of a preset where they lead on. */
function everyPartOf({ steps, edges, actions, testUsers }: ProjectDocument): readonly string[] {
  const tools = steps
    .filter(({ kind }) => kind === 'prompt')
    .flatMap(({ id, settings }) => {
      const prompt = promptSchema.parse(settings);
      return [...prompt.tools.map((tool) => tool.id), ...prompt.actions].map(
        (port) => `port: ${id} › ${port}`,
      );
    });
  return [
    ...steps.map(({ id }) => `step: ${id}`),
    ...new Set([...tools, ...edges.map(({ from }) => `port: ${from.stepId} › ${from.port}`)]),
    ...actions.flatMap(({ id, confirmation }) => [
      `action: ${id} done`,
      ...(confirmation === 'never' ? [] : [`action: ${id} declined`]),
    ]),
    ...testUsers.map(({ name }) => `test user: ${name}`),
  ];
}

const answerAsStripe: SendHttp = async ({ url }) => {
  const { pathname } = new URL(url);
  const answer = pathname.includes('subscriptions')
    ? { data: [subscription] }
    : pathname.includes('invoices')
      ? { data: [invoice] }
      : { url: 'https://billing.stripe.com/p/session/1' };
  const text = JSON.stringify(answer);
  return {
    status: 200,
    statusText: 'OK',
    url,
    isRedirected: false,
    headers: [],
    body: { text },
    connectorId: 'stripe',
    durationMs: 1,
    bytes: text.length,
  };
};

const subscription = {
  status: 'active',
  cancel_at_period_end: false,
  current_period_end: 1_796_083_200,
  items: {
    data: [
      {
        price: { nickname: 'Pod Plus', unit_amount: 2400, currency: 'eur', recurring: { interval: 'month' } },
      },
    ],
  },
};

const invoice = {
  number: 'S-100',
  created: 1_793_491_200,
  total: 2400,
  currency: 'eur',
  status: 'paid',
  hosted_invoice_url: 'https://invoice.stripe.com/i/1',
};
