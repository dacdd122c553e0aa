// An operation that an author tries out: what would be sent, and what comes back when it is.
import type { EffectResponse } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ServiceDriver } from '#shared/drivers/live-driver.ts';
import type { QueriedDatabase, TriedOperation } from '#shared/ipc/integrations.ts';
import type { Operation } from '#shared/model/entities/operation.ts';
import { buildRequest } from '#shared/model/integrations/build-request.ts';
import { outputsOf } from '#shared/model/integrations/operation-outputs.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { findIntegration, type IntegrationProject } from './integrations.ts';

const timeoutMs = 30_000;
const previewRows = 50;

export async function tryOperation(
  project: IntegrationProject,
  driver: ServiceDriver,
  { operation, parameters, isLive }: { operation: Operation; parameters: JsonObject; isLive: boolean },
  signal: AbortSignal,
): Promise<TriedOperation> {
  const { id, service, name } = findIntegration(project, operation.integrationId);
  let request: TriedOperation['request'] = null;
  try {
    if (service.kind !== 'http') throw new AppError('INTEGRATION_REFUSED', `“${name}” is a database.`);
    const { body, headers, method, url } = buildRequest(service, operation, parameters);
    const sent = headers.map(([header, value]): [string, string] => [header, value]);
    request = { method, url, headers: sent, body: body?.text ?? null };
    if (!isLive) return { request, answer: null, error: null };
    const answer: EffectResponse<'service.request'> = await driver.request(
      {
        integrationId: id,
        method,
        url,
        headers: sent,
        body,
        effect: operation.effect,
        timeoutMs,
        cache: null,
      },
      { key: 'try', signal },
    );
    const { status, body: said, requestId, attempts, durationMs, bytes } = answer;
    return {
      request,
      answer: {
        status,
        body: said,
        outputs: outputsOf(operation, said),
        requestId,
        attempts,
        durationMs,
        bytes,
      },
      error: null,
    };
  } catch (thrown) {
    return { request, answer: null, error: expected(thrown).toJSON() };
  }
}

export async function tryQuery(
  driver: ServiceDriver,
  integrationId: string,
  { sql, parameters }: { sql: string; parameters: readonly Json[] },
  signal: AbortSignal,
): Promise<QueriedDatabase> {
  try {
    const { columns, rows, isTruncated, durationMs } = await driver.query(
      {
        integrationId,
        sql,
        parameters: [...parameters],
        rowLimit: previewRows,
        effect: 'read',
        timeoutMs,
        cache: null,
      },
      { key: 'try', signal },
    );
    return { result: { columns, rows, isTruncated, durationMs }, error: null };
  } catch (thrown) {
    return { result: null, error: expected(thrown).toJSON() };
  }
}

/** Bugs and what was given up are thrown on. */
function expected(thrown: unknown): AppError {
  const error = AppError.from(thrown);
  if (error.blame === 'bug' || error.code === 'CANCELLED') throw error;
  return error;
}
