// Queries against real servers: PostgreSQL, MariaDB in the place of MySQL, and SQLite files.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import type { Json } from '#shared/util/json.ts';
import { type DatabaseServer, startMysql, startPostgresql } from '#tests/helpers/database-servers.ts';
import { calling, openTestServices, type TestServices } from '../service-access.testing.ts';

const engines = ['sqlite', 'postgresql', 'mysql'] as const;
const servers = new Map<string, DatabaseServer>();
const tests = new Map<string, TestServices>();
const folder = mkdtempSync(join(tmpdir(), 'dialogram-sql-'));
const file = join(folder, 'shop.sqlite');

function serviceFor(engine: (typeof engines)[number]): object {
  const server = servers.get(engine);
  if (engine === 'sqlite') return { kind: 'database', engine, path: file };
  return {
    kind: 'database',
    engine,
    host: 'localhost',
    port: server?.port,
    database: 'shop',
    username: server?.username,
    isEncrypted: false,
  };
}

function testOf(engine: string): TestServices {
  const test = tests.get(engine);
  if (test === undefined) throw new Error(`${engine} was not started.`);
  return test;
}

function ask(
  engine: string,
  sql: string,
  parameters: readonly Json[] = [],
  given: Partial<EffectRequest<'sql.query'>> = {},
): Promise<EffectResponse<'sql.query'>> {
  return testOf(engine).driver.query(
    {
      integrationId: 'shop',
      sql,
      parameters: [...parameters],
      rowLimit: 10,
      effect: 'read',
      timeoutMs: 10_000,
      cache: null,
      ...given,
    },
    calling(),
  );
}

beforeAll(async () => {
  new Database(file).exec('CREATE TABLE seed (id INTEGER)').close();
  const [postgresql, mysql] = await Promise.all([startPostgresql(), startMysql()]);
  servers.set('postgresql', postgresql);
  servers.set('mysql', mysql);
  for (const engine of engines) {
    const { password = '' } = servers.get(engine) ?? {};
    tests.set(engine, openTestServices({ service: serviceFor(engine), secret: password }));
  }
  // Tables are made as their owner would, not by an action.
  new Database(file)
    .exec('CREATE TABLE orders (id INTEGER, customer TEXT, total DECIMAL(10,2), paid BOOLEAN)')
    .close();
  for (const engine of ['postgresql', 'mysql'] as const) await makeTable(engine);
}, 60_000);

afterAll(async () => {
  for (const test of tests.values()) await test[Symbol.asyncDispose]();
  for (const server of servers.values()) await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function makeTable(engine: 'postgresql' | 'mysql'): Promise<void> {
  const { port = 0, username = '', password = '' } = servers.get(engine) ?? {};
  const table = 'CREATE TABLE orders (id INTEGER, customer VARCHAR(100), total DECIMAL(10,2), paid BOOLEAN)';
  const at = { host: '127.0.0.1', port, user: username, password, database: 'shop' };
  if (engine === 'postgresql') {
    const { Client } = await import('pg');
    const client = new Client(at);
    await client.connect();
    await client.query(table);
    await client.end();
  } else {
    const { createConnection } = await import('mysql2/promise');
    const connection = await createConnection(at);
    await connection.query(table);
    await connection.end();
  }
}

describe.each(engines)('%s', (engine) => {
  it('writes and reads bound values, whatever is in them', async () => {
    const hostile = `Robert'); DROP TABLE orders; -- " \\ ? $1`;
    const written = await ask(
      engine,
      'INSERT INTO orders (id, customer, total, paid) VALUES (?, ?, ?, ?)',
      [1, hostile, 12.5, true],
      { effect: 'write' },
    );
    expect(written.changed).toBe(1);
    const { rows, columns } = await ask(engine, 'SELECT id, customer, total FROM orders WHERE customer = ?', [
      hostile,
    ]);
    expect(columns).toEqual(['id', 'customer', 'total']);
    expect(rows).toEqual([{ id: 1, customer: hostile, total: 12.5 }]);
    const { rows: none } = await ask(engine, 'SELECT id FROM orders WHERE customer = ?', [`x' OR '1'='1`]);
    expect(none).toEqual([]);
  });

  it('gives no more rows than were asked for, and says that there are more', async () => {
    const many =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n';
    const answer = await ask(engine, many, [], { rowLimit: 3 });
    expect(answer.rows).toEqual([{ i: 1 }, { i: 2 }, { i: 3 }]);
    expect(answer.isTruncated).toBe(true);
    expect((await ask(engine, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('changes nothing in a query that only reads', async () => {
    const before = await ask(engine, 'SELECT COUNT(*) AS n FROM orders');
    for (const sql of [
      'INSERT INTO orders (id) VALUES (9)',
      'WITH x AS (SELECT 1) INSERT INTO orders (id) SELECT 9',
      'WITH x AS (DELETE FROM orders RETURNING id) SELECT * FROM x',
      'EXPLAIN ANALYZE DELETE FROM orders',
      'SELECT 1; DELETE FROM orders',
    ]) {
      await Promise.allSettled([ask(engine, sql)]);
    }
    expect((await ask(engine, 'SELECT COUNT(*) AS n FROM orders')).rows).toEqual(before.rows);
  });

  it('stops a heavy query at its time, and answers the next one at once', async () => {
    const heavy =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900000000) SELECT COUNT(*) FROM n a, n b, n c';
    await expect(ask(engine, heavy, [], { timeoutMs: 700 })).rejects.toMatchObject({ code: 'SQL_FAILED' });
    expect((await ask(engine, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('tells what the database says, without the password', async () => {
    const failed = ask(engine, 'SELECT price FROM nowhere');
    await expect(failed).rejects.toMatchObject({
      code: 'SQL_FAILED',
      message: expect.stringContaining('nowhere'),
    });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('database-password') });
  });

  it('asks nothing of a server or a file that the secret was not entered for', async () => {
    const other = openTestServices({
      service: serviceFor(engine),
      secret: 'x',
      servers: ['https://db.example.com'],
    });
    await using opened = other;
    await expect(
      opened.driver.query(
        {
          integrationId: 'shop',
          sql: 'SELECT 1',
          parameters: [],
          rowLimit: 1,
          effect: 'read',
          timeoutMs: 1000,
          cache: null,
        },
        calling(),
      ),
    ).rejects.toMatchObject({ code: 'INTEGRATION_NO_SECRET' });
  });
});

describe.each(['postgresql', 'mysql'] as const)('a server of %s', (engine) => {
  it('is not reached on this computer unless development allows it', async () => {
    await using strict = openTestServices({ service: serviceFor(engine), secret: 'x', allowsLocal: false });
    await expect(
      strict.driver.query(
        {
          integrationId: 'shop',
          sql: 'SELECT 1',
          parameters: [],
          rowLimit: 1,
          effect: 'read',
          timeoutMs: 3000,
          cache: null,
        },
        calling(),
      ),
    ).rejects.toMatchObject({ code: 'HTTP_REFUSED' });
  });

  it('is not trusted when nobody vouches for its certificate', async () => {
    const { password = '' } = servers.get(engine) ?? {};
    await using strict = openTestServices({
      service: { ...serviceFor(engine), isEncrypted: true },
      secret: password,
    });
    await expect(
      strict.driver.query(
        {
          integrationId: 'shop',
          sql: 'SELECT 1',
          parameters: [],
          rowLimit: 1,
          effect: 'read',
          timeoutMs: 5000,
          cache: null,
        },
        calling(),
      ),
    ).rejects.toMatchObject({ code: 'SQL_FAILED' });
  });
});
