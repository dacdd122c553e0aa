import { AppError } from '#shared/errors/app-error.ts';
import { resultOf, termsOf } from '#shared/engine/actions/service-call.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import { valueAt } from '#shared/model/integrations/value-path.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { encodePairs, hasFixedHost, headerProblem, isHeaderValue, withQuery } from './address.ts';
import { type ApiCallSettings, definition } from './definition.ts';
import { fillJson, parseJsonTemplate } from './json-template.ts';

type Pair = readonly [name: string, value: string];

export const executor = defineExecutor(definition, {
  async enter(settings, scope) {
    const { method, integrationId, outputs, effect } = settings;
    const byMethod = method === 'GET' || method === 'HEAD' ? 'read' : 'write';
    const { status, body, requestId } = await scope.effect('service.request', {
      ...termsOf(scope, effect === 'method' ? byMethod : effect),
      integrationId,
      method,
      url: withQuery(
        await addressOf(settings, scope),
        encodePairs(await pairsOf(settings.query, 'query', scope)),
      ),
      headers: await headersOf(settings, scope),
      body: await bodyOf(settings, scope),
    });
    if (status >= 400) {
      throw new AppError(
        'OPERATION_FAILED',
        `The address answered with status ${status}. ${whatToDo(status)}`,
        { blame: 'environment', details: { stepId: scope.stepId, status, requestId } },
      );
    }
    const merge: JsonObject =
      outputs.length === 0
        ? { result: body }
        : Object.fromEntries(outputs.map(({ name, path }) => [name, valueAt(body, path) ?? null]));
    const advice = 'Map fewer outputs: only what later steps need.';
    return { take: 'next', merge: resultOf(merge, advice), requestId };
  },
});

function whatToDo(status: number): string {
  if (status === 401 || status === 403) return 'Check the integration’s authorization.';
  if (status === 404) return 'What was asked for is not there; check the address and its values.';
  if (status === 429) return 'It was asked too often; try again later.';
  return status >= 500 ? 'Try again later.' : 'Check what is sent.';
}

/** Of an integration, what comes below its base address. */
async function addressOf({ url, integrationId }: ApiCallSettings, scope: StepScope): Promise<string> {
  const rendered = (await scope.render(url, 'url', 'url')).trim();
  if (integrationId === null) {
    if (hasFixedHost(url)) return rendered;
    throw refused(
      scope,
      'The address must begin with a fixed host, such as https://api.example.com/. Open the step and write it.',
    );
  }
  const integration = scope.catalog.integrations.get(integrationId);
  if (integration?.service.kind !== 'http') {
    throw refused(scope, 'The integration of this step is not there any more. Choose another one.');
  }
  if (/^https?:\/\//iu.test(url.trim())) return rendered;
  const base = integration.service.baseUrl.trim().replace(/\/+$/u, '');
  return rendered === '' || /^[/?]/u.test(rendered) ? `${base}${rendered}` : `${base}/${rendered}`;
}

async function pairsOf(
  pairs: ApiCallSettings['query'],
  field: string,
  scope: StepScope,
): Promise<readonly Pair[]> {
  const filled: Pair[] = [];
  for (const [index, { name, value }] of pairs.entries()) {
    const given = await scope.renderValue(value, `${field}.${index}.value`);
    const values: readonly Json[] = isList(given) ? given : [given];
    if (name.trim() === '') continue;
    for (const each of values) if (each !== null && each !== '') filled.push([name.trim(), textOf(each)]);
  }
  return filled;
}

async function headersOf({ headers }: ApiCallSettings, scope: StepScope): Promise<[string, string][]> {
  const filled = await pairsOf(headers, 'headers', scope);
  for (const [name, value] of filled) {
    const problem = headerProblem(name);
    if (problem !== undefined) throw refused(scope, problem);
    if (isHeaderValue(value)) continue;
    throw new AppError(
      'ACTION_INPUT_INVALID',
      `The value of the header “${name}” has a line break or another character that no header can have. Check the value before it is used.`,
      { details: { stepId: scope.stepId } },
    );
  }
  return filled.map(([name, value]) => [name.toLowerCase(), value]);
}

async function bodyOf(
  settings: ApiCallSettings,
  scope: StepScope,
): Promise<{ contentType: string; text: string } | null> {
  switch (settings.bodyFormat) {
    case 'none':
      return null;
    case 'text':
      return {
        contentType: 'text/plain;charset=utf-8',
        text: await scope.render(settings.text, 'text', 'text'),
      };
    case 'form': {
      const text = encodePairs(await pairsOf(settings.form, 'form', scope));
      return { contentType: 'application/x-www-form-urlencoded', text };
    }
    case 'json': {
      const template = parseJsonTemplate(settings.json);
      if (!template.ok) throw refused(scope, template.problem);
      const value = await fillJson(template.value, (text) => scope.renderValue(text, 'json'));
      return { contentType: 'application/json', text: JSON.stringify(value) };
    }
  }
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function refused(scope: StepScope, message: string): AppError {
  return new AppError('STEP_SETTINGS_INVALID', message, { details: { stepId: scope.stepId } });
}
