import { AppError } from '#shared/errors/app-error.ts';
import { resultOf, termsOf } from '#shared/engine/actions/service-call.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { definition, type QuerySettings } from './definition.ts';
import { readSql } from '#shared/model/integrations/sql-parameters.ts';

export const executor = defineExecutor(definition, {
  async enter(settings, scope) {
    const { integrationId, access, saveAs, rowLimit, timeoutSeconds } = settings;
    if (
      integrationId === null ||
      scope.catalog.integrations.get(integrationId)?.service.kind !== 'database'
    ) {
      throw invalid(scope, 'The database of this step is not there any more. Choose another integration.');
    }
    const read = readSql(settings.sql, settings.parameters);
    if (!read.ok) throw invalid(scope, read.problem);
    const parameters: Json[] = [];
    for (const parameter of read.order) {
      const index = settings.parameters.indexOf(parameter);
      parameters.push(plain(await scope.renderValue(parameter.value, `parameters.${index}.value`)));
    }
    // What only reads is asked so, whatever the action says: the driver opens the database accordingly.
    const terms = termsOf(scope, access, timeoutSeconds * 1000);
    const { rows, changed } = await scope.effect('sql.query', {
      ...terms,
      effect: access === 'read' ? 'read' : terms.effect,
      integrationId,
      sql: read.sql,
      parameters,
      rowLimit: settings.result === 'rows' ? rowLimit : 1,
    });
    const merge = { [saveAs]: kept(settings, rows), ...(access === 'write' ? { changed } : {}) };
    const isNothing = rows.length === 0 && access === 'read' && scope.isConnected('nothing');
    const advice = 'Ask for fewer columns or fewer rows.';
    return { take: isNothing ? 'nothing' : 'next', merge: resultOf(merge, advice) };
  },
});

function kept({ result }: QuerySettings, rows: readonly JsonObject[]): Json {
  if (result === 'rows') return rows;
  const first = rows[0] ?? null;
  return result === 'first' || first === null ? first : (Object.values(first)[0] ?? null);
}

/** Databases know no lists and objects: they are bound as JSON. */
const plain = (value: Json): Json =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

function invalid(scope: StepScope, message: string): AppError {
  return new AppError('STEP_SETTINGS_INVALID', message, { details: { stepId: scope.stepId } });
}
