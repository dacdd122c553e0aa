import { expect, test } from 'vitest';
import type { EffectRequest } from '#shared/engine/effects.ts';
import { createDriver } from '#shared/drivers/create-driver.ts';
import { refuseAll } from '#shared/drivers/refuse-all.testing.ts';
import { integrationSchema } from '#shared/model/entities/integration.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { sketchProject, Talk } from '#tests/helpers/talk.ts';
import { readSql } from '#shared/model/integrations/sql-parameters.ts';

async function asking(
  settings: JsonObject,
  rows: JsonObject[] = [{ status: 'sent' }],
  content = "1' or 1=1 --",
) {
  const requests: EffectRequest<'sql.query'>[] = [];
  const project = sketchProject({
    steps: [
      ['m', 'message-received'],
      ['q', 'database-query', { integrationId: 'db', ...settings }],
      ['n', 'reply', { content: 'None.' }],
    ],
    edges: ['m.next > q', 'q.nothing > n'],
  });
  const service = { kind: 'database', engine: 'sqlite', path: 'orders.db' };
  const talk = new Talk(
    { ...project, integrations: [integrationSchema.parse({ id: 'db', name: 'Orders', service })] },
    {
      driver: createDriver({
        ...refuseAll,
        'sql.query': async ({ request }) => {
          requests.push(request);
          const info = { columns: [], isTruncated: false, changed: 3, durationMs: 1, isFromCache: false };
          return { ...info, rows };
        },
      }),
    },
  );
  await talk.say(content);
  return { talk, request: requests[0], args: talk.state.stack[0]?.args };
}

const number = { id: 'p', name: 'number', value: '{{args.content}}' };

test('values are bound and never part of the SQL', async () => {
  const { request } = await asking({
    sql: "select status, ':number' from orders where number = :number or other = :number -- :number",
    parameters: [number],
  });
  expect(request).toMatchObject({
    sql: "select status, ':number' from orders where number = ? or other = ? -- :number",
    parameters: ["1' or 1=1 --", "1' or 1=1 --"],
    effect: 'read',
    rowLimit: 20,
    timeoutMs: 10_000,
  });
});

test('a list, the first row or its first value is kept', async () => {
  const sql = 'select 1';
  expect((await asking({ sql })).args).toMatchObject({ rows: [{ status: 'sent' }] });
  expect((await asking({ sql, result: 'first' })).args).toMatchObject({ rows: { status: 'sent' } });
  expect((await asking({ sql, result: 'value', saveAs: 'status' })).args).toMatchObject({ status: 'sent' });
});

test('without rows it goes on at no rows, and a write says how many it changed', async () => {
  expect((await asking({ sql: 'select 1' }, [])).talk.replies()).toEqual(['None.']);
  const { request, args } = await asking({ sql: 'update x set y = 1', access: 'write' }, []);
  expect(request?.effect).toBe('write');
  expect(args).toMatchObject({ changed: 3, rows: [] });
});

test.each([
  ['select :missing', 'has no value'],
  ['select {{args.content}}', 'cannot stand in SQL'],
  ['select $1', 'cannot stand in SQL'],
  ['select ?, :number', 'side by side'],
  ['select ?, ?', 'one value for each'],
])('%s is refused', (sql, why) => {
  expect(readSql(sql, [{ name: 'number' }])).toMatchObject({
    ok: false,
    problem: expect.stringContaining(why),
  });
});

test('casts, quoted names and comments hold no placeholders', () => {
  const sql = `select a::text, "b:c", \`d?\`, $$ :x ? $$ /* ? :y */ from t where n = ?`;
  expect(readSql(sql, [{ name: 'n' }])).toMatchObject({ ok: true, sql, order: [{ name: 'n' }] });
});
