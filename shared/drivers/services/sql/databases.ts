// Performs `sql.query`: the database of an integration, its password, and how long a query may take.
// Invariants: a password goes to the server it was entered for, a file is one that was chosen on this computer; connections are shared by
// conversations and are few; what a database says is told, its password never.
import type { EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DatabaseService, Integration } from '#shared/model/entities/integration.ts';
import { databaseServer } from '#shared/model/integrations/servers.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { ServiceAccess } from '../service-access.ts';
import { namedError, noSecret, refusedService } from '../service-error.ts';
import type { DatabaseAddress, SqlDatabase } from './database.ts';
import { openMysql } from './mysql.ts';
import { openPostgresql } from './postgresql.ts';
import { prepareSql } from './prepare-sql.ts';
import { type SqlQuestion, type SqlRows, sqlValueOf } from './sql-rows.ts';
import { SqliteQueries } from './sqlite-queries.ts';

type Request = EffectRequest<'sql.query'>;

interface Asking {
  readonly access: ServiceAccess;
  readonly integration: Integration;
  readonly signal: AbortSignal;
}

interface Open {
  readonly made: string;
  readonly database: SqlDatabase;
}

const mostOpen = 16;

export class Databases {
  readonly #open = new Map<string, Open>();

  async query(
    request: Request,
    { access, integration, signal }: Asking,
  ): Promise<EffectResponse<'sql.query'>> {
    const startedAt = performance.now();
    const { service } = integration;
    if (service.kind !== 'database') throw refusedService(integration, 'it is no database.');
    const isWrite = request.effect !== 'read';
    const { text } = prepareSql(request.sql, service.engine, {
      isWrite,
      parameters: request.parameters.length,
    });
    const question: SqlQuestion = {
      text,
      parameters: request.parameters.map((value) => sqlValueOf(value, booleanFor(service))),
      isWrite,
      rowLimit: request.rowLimit,
      timeoutMs: request.timeoutMs,
    };
    const database = await this.#databaseFor(access, integration, service);
    const deadline = AbortSignal.timeout(Math.ceil(request.timeoutMs));
    const stop = AbortSignal.any([deadline, signal]);
    const tell = (error: AppError | null): void =>
      access.onRequest?.(integration.id, {
        status: error === null ? 200 : null,
        method: isWrite ? 'WRITE' : 'READ',
        address: databaseServer(service).slice(0, 300),
        error,
      });
    try {
      const rows = await untilAborted(database.query(question, stop), stop);
      tell(null);
      return {
        columns: [...rows.columns],
        rows: [...rows.rows],
        isTruncated: rows.isTruncated,
        changed: rows.changed,
        durationMs: Math.round(performance.now() - startedAt),
        isFromCache: false,
      };
    } catch (thrown) {
      if (signal.aborted) throw new AppError('CANCELLED', 'The query was stopped.');
      const error = deadline.aborted
        ? tookTooLong(integration, request.timeoutMs)
        : told(thrown, integration);
      tell(error);
      throw error;
    }
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(all.map(async ({ database }) => await database.close()));
  }

  async #databaseFor(
    access: ServiceAccess,
    integration: Integration,
    service: DatabaseService,
  ): Promise<SqlDatabase> {
    const secret = await access.secretOf(integration.id);
    const server = databaseServer(service);
    if (secret?.servers.includes(server) !== true) {
      throw noSecret(
        integration,
        service.engine === 'sqlite'
          ? 'its file was not chosen on this computer. Choose it in the list of integrations.'
          : `its password was not entered for ${server}. Enter it in the list of integrations.`,
      );
    }
    const allowsLocal = access.allowsLocal();
    const key = `${access.scope}/${integration.id}`;
    const made = canonicalJson({ service, password: secret.value, allowsLocal });
    const known = this.#open.get(key);
    if (known?.made === made) return known.database;
    this.#let(key);
    const database = openDatabase(service, secret.value, allowsLocal);
    this.#open.set(key, { made, database });
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= mostOpen) break;
      this.#let(oldest);
    }
    return database;
  }

  #let(key: string): void {
    const known = this.#open.get(key);
    this.#open.delete(key);
    // Queries under way end first.
    void Promise.allSettled([known?.database.close()]);
  }
}

function openDatabase(service: DatabaseService, password: string, allowsLocal: boolean): SqlDatabase {
  const { engine, path, host, database, username, isEncrypted } = service;
  const address = (usual: number): DatabaseAddress => ({
    host,
    port: service.port ?? usual,
    database,
    username,
    password,
    isEncrypted,
    allowsLocal,
  });
  switch (engine) {
    case 'sqlite':
      return new SqliteQueries(path);
    case 'postgresql':
      return openPostgresql(address(5432));
    case 'mysql':
      return openMysql(address(3306));
    default:
      return assertNever(engine);
  }
}

const booleanFor =
  ({ engine }: DatabaseService) =>
  (value: boolean): string | number =>
    engine === 'postgresql' ? String(value) : Number(value);

function untilAborted(work: Promise<SqlRows>, signal: AbortSignal): Promise<SqlRows> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('The query was stopped.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function tookTooLong({ name }: Integration, ms: number): AppError {
  return new AppError(
    'SQL_FAILED',
    `The query of “${name}” was stopped after ${Math.round(ms / 100) / 10} seconds. Ask for less at once, or allow more time.`,
    { blame: 'environment' },
  );
}

function told(thrown: unknown, { name }: Integration): AppError {
  if (AppError.is(thrown)) return namedError(thrown, name);
  const why = thrown instanceof Error && thrown.message !== '' ? thrown.message : 'the connection failed';
  return new AppError('SQL_FAILED', `“${name}” could not be asked: ${why.slice(0, 500)}`, {
    blame: 'environment',
  });
}
