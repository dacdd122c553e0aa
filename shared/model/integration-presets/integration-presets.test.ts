import { describe, expect, it } from 'vitest';
import { calling, openTestServices } from '#shared/drivers/services/service-access.testing.ts';
import { startDemoServices } from '#shared/demo-services/demo-services.ts';
import { integrationSchema } from '#shared/model/entities/integration.ts';
import { operationSchema } from '#shared/model/entities/operation.ts';
import { valueAt } from '#shared/model/integrations/value-path.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { presetSecret, startPresetServer } from '#tests/helpers/integration-servers.ts';
import { integrationPresets } from './integration-presets.ts';
import type { PresetOperation } from './preset.ts';

const online = integrationPresets.filter(({ id }) => id !== 'demo' && id !== 'rest');

describe.each(integrationPresets)('the preset $title', ({ id, title, service, operations }) => {
  it('is an integration with operations whose outputs are in their samples', () => {
    integrationSchema.parse({ id: 'i', name: title, preset: id, service });
    for (const operation of operations) {
      operationSchema.parse({ ...operation, id: 'o', integrationId: 'i' });
      const names = operation.parameters.map(({ name }) => name);
      expect(new Set(names).size, `${operation.name}: ${names.join()}`).toBe(names.length);
      for (const { name, path } of operation.outputs) {
        const { sample } = operation;
        // What only failures have is in no sample.
        if (sample !== null && name !== 'error')
          expect(valueAt(sample, path), `${operation.name}: ${name}`).toBeDefined();
      }
    }
  });
});

it.each(online)('every operation of $title is answered as its documentation says', async ({ id }) => {
  await using server = await startPresetServer(id);
  const { operations } = server.preset;
  await using test = openTestServices({
    service: server.service,
    secret: presetSecret,
    operations: operations.map((operation, index) => ({
      ...operation,
      id: `op${index}`,
      integrationId: 'shop',
    })),
  });
  for (const [index, operation] of operations.entries()) {
    const answer = await test.driver.callOperation(
      {
        integrationId: 'shop',
        operationId: `op${index}`,
        parameters: valuesFor(operation),
        effect: operation.effect,
        timeoutMs: 5000,
        cache: null,
      },
      calling(`call/${index}`),
    );
    expect(answer.requestId).toBe('request-1');
    for (const { name, path } of operation.outputs) {
      expect(answer.outputs[name]).toEqual(valueAt(operation.sample, path) ?? null);
    }
  }
});

function valuesFor({ parameters }: PresetOperation): JsonObject {
  return Object.fromEntries(
    parameters
      .filter(({ isRequired, fallback }) => isRequired || fallback === null)
      .map(({ name, type, choices }) => [name, valueOf(type, choices[0]?.value ?? 'text')] as const),
  );
}

function valueOf(type: string, text: string): Json {
  if (type === 'number') return 7;
  if (type === 'boolean') return true;
  return type === 'list' ? [text] : text;
}

it('the six examples are done by the demo services', async () => {
  await using server = await startDemoServices({ port: 0 });
  const preset = integrationPresets.find(({ id }) => id === 'demo');
  if (preset === undefined) throw new Error('There is no preset of the demo services.');
  await using test = openTestServices({
    service: { ...preset.service, baseUrl: server.url },
    secret: server.key,
    operations: preset.operations.map((operation) => ({
      ...operation,
      id: operation.name.replaceAll(' ', '-'),
      integrationId: 'shop',
    })),
  });
  const call = async (name: string, parameters: JsonObject): Promise<JsonObject> => {
    const { outputs } = await test.driver.callOperation(
      {
        integrationId: 'shop',
        operationId: name.replaceAll(' ', '-'),
        parameters,
        effect: 'irreversible',
        timeoutMs: 5000,
        cache: null,
      },
      calling(name),
    );
    return outputs;
  };
  expect(await call('Check order status', { order: 'A-1001' })).toMatchObject({ status: 'shipped' });
  expect(await call('Schedule a callback', { phone: '+1555', at: '2026-12-01T09:00' })).toMatchObject({
    callback: 'CB-1',
  });
  expect(await call('Find free times', { date: '2026-12-01' })).toMatchObject({
    times: expect.not.arrayContaining(['09:00']),
  });
  expect(await call('Apply a discount', { order: 'A-1001', percent: 10 })).toMatchObject({ newTotal: 224.1 });
  expect(await call('Create a ticket', { subject: 'Broken', message: 'It leaks.' })).toMatchObject({
    ticket: 'T-1',
  });
  expect(await call('Send a confirmation', { to: 'jane@example.com', subject: 'Hi', text: 'Done.' })).toEqual(
    { mail: 'M-1' },
  );
  expect(await call('Update contact info', { email: 'jane@example.com', phone: '+1666' })).toMatchObject({
    phone: '+1666',
  });
  await expect(call('Check order status', { order: '../mail' })).rejects.toMatchObject({
    code: 'ACTION_INPUT_INVALID',
  });
});
