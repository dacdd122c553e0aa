// Every preset is without problems, and its scripts take every way that there is, with the simulator in the place of a model.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writeBundle } from '#shared/bundle/write-bundle.ts';
import { readBundle } from '#shared/bundle/parse-bundle.ts';
import { startDemoServices } from '#shared/demo-services/demo-services.ts';
import { createEgress } from '#shared/drivers/http/egress.ts';
import type { ServiceDriver } from '#shared/drivers/live-driver.ts';
import { createServices } from '#shared/drivers/services/services.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { SendHttp } from '#shared/drivers/http/send-through-connector.ts';
import { checkProject } from '#shared/engine/check/check-project.ts';
import { scriptActionSchema } from '#shared/engine/scenario.ts';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { openPreset, presetsFolder } from '#tests/helpers/preset.ts';

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

const pool = createRunnerPool({ maxRunners: 2, spares: 1 });
afterAll(() => pool.close());

const closing = new AsyncDisposableStack();
afterAll(() => closing.disposeAsync());

describe.each(['support', 'triage', 'sales', 'order-status', 'appointment', 'it-help-desk'])(
  'the preset %s',
  async (name) => {
    const preset = openPreset(name);
    afterAll(() => preset[Symbol.asyncDispose]());
    const taken = new Set<string>();
    const plays = playSchema.parse(
      JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')),
    );

    test('is written as the app exports it, and has no problems', () => {
      const text = readFileSync(join(presetsFolder, `${name}.dialogram.json`), 'utf8');
      const { document, knowledge } = readBundle(text);
      expect(writeBundle(document, knowledge) === text).toBe(true);
      expect(checkProject(document, definitions)).toEqual([]);
    });

    test.each(plays)('$name', async ({ script, says, testUser, stripe = false, demo = false }) => {
      const events = await preset.play(script, {
        pool: () => pool,
        ...(testUser === undefined ? {} : { testUser }),
        ...(stripe ? { http: answerAsStripe } : {}),
        ...(demo ? { services: await demoDriver(preset.document) } : {}),
      });
      for (const event of events) if (event.type === 'edge.taken') taken.add(event.id);
      const said = events.flatMap((event) =>
        event.type === 'reply' || event.type === 'choice' ? [event.content] : [],
      );
      let place = 0;
      for (const part of says) {
        const at = said.findIndex((text, index) => index >= place && text.includes(part));
        expect(at === -1 ? { missing: part, said } : part).toBe(part);
        place = at + 1;
      }
      expect(events.filter(({ type }) => type === 'turn.failed')).toEqual([]);
    });

    test('takes every way over all of its scripts', () => {
      const missed = preset.document.edges.map(({ id }) => id).filter((id) => !taken.has(id));
      expect(missed).toEqual([]);
    });
  },
);

/** The services that come with the app, on a port of their own. */
async function demoDriver({ integrations, operations }: ProjectDocument): Promise<ServiceDriver> {
  const { url, key } = closing.use(await startDemoServices({ port: 0 }));
  const egress = createEgress();
  const services = createServices(() => egress);
  closing.defer(() => services.close());
  closing.defer(() => egress.close());
  const moved = integrations.map((integration) =>
    integration.service.kind === 'http'
      ? { ...integration, service: { ...integration.service, baseUrl: url } }
      : integration,
  );
  return services.driverFor({
    scope: 'project',
    idempotencyScope: 'run',
    integrations: () => moved,
    operations: () => operations,
    secretOf: () => Promise.resolve({ value: key, servers: [url] }),
    tokensOf: () => Promise.resolve(undefined),
    saveTokens: () => Promise.resolve(),
    allowsLocal: () => true,
  });
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
