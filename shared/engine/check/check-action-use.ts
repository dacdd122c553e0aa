// What steps and actions use of integrations and of each other: it is there, switched on, allowed, and given what it needs.
import { z } from 'zod';
import type { Action } from '#shared/model/entities/action.ts';
import type { Parameter } from '#shared/model/parameter.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { operationOf, reachOf } from '../actions/may-run.ts';
import { furthest, isLower } from '../actions/permission.ts';
import { expressionProblem } from '../calculation/calculate.ts';
import { analyzeTemplate, unknownVariable } from '../templates/parse-template.ts';
import { shorten } from '#shared/model/words.ts';
import { type Problem, problemOfAction, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';
import { type SettingValue, settingValues } from './setting-values.ts';

export function checkActionUse(project: ProjectView): Problem[] {
  return [
    ...[...project.steps.values()].flatMap(({ step, settings, values, ways }) =>
      values.length === 0
        ? []
        : [
            ...referenceFindings(values, project),
            ...givenFindings(settings, project),
            ...silentFindings(values, new Set(ways.map(({ port }) => port)), project),
          ].map((finding) => problemOfStep(step, finding)),
    ),
    ...project.document.actions.flatMap((action) => {
      const schema = project.kinds.get(action.type)?.settings;
      const values = schema === undefined ? [] : settingValues(schema, action.settings);
      const ofSettings = [
        ...referenceFindings(values, project),
        ...givenFindings(action.settings, project),
        ...templateFindings(action, values),
      ].map((finding) => ({ ...finding, field: `settings.${finding.field ?? ''}` }));
      return [...ofSettings, ...reachFindings(action, project)].map((finding) =>
        problemOfAction(action.id, finding),
      );
    }),
  ];
}

function* referenceFindings(values: readonly SettingValue[], project: ProjectView): Iterable<Finding> {
  const gone = (code: string, what: string, field: string): Finding => ({
    severity: 'error',
    code,
    message: `The chosen ${what} no longer exists. Choose another one.`,
    field,
  });
  for (const { input, field, value } of values) {
    if (input === 'action' && !project.actions.has(String(value)))
      yield gone('ACTION_NOT_FOUND', 'action', field);
    if (input === 'actions' && Array.isArray(value) && value.some((id) => !project.actions.has(String(id)))) {
      const message = 'An action that is ticked no longer exists. Take it off.';
      yield { severity: 'error', code: 'ACTION_NOT_FOUND', message, field };
    }
    if (input === 'integration' && !project.integrations.has(String(value))) {
      yield gone('INTEGRATION_NOT_FOUND', 'integration', field);
    }
    if (input === 'operation') {
      const operation = project.operations.get(String(value));
      if (operation === undefined) yield gone('OPERATION_NOT_FOUND', 'operation', field);
      else if (!operation.isEnabled) {
        const message = `The operation “${operation.name}” is switched off. Switch it on in its integration, or choose another one.`;
        yield { severity: 'error', code: 'OPERATION_OFF', message, field };
      }
    }
    const problem = input === 'expression' && value !== '' ? expressionProblem(String(value)) : undefined;
    if (problem !== undefined)
      yield { severity: 'error', code: 'EXPRESSION_INVALID', message: problem, field };
  }
}

/** Offered actions that say nothing once they are done, and lead nowhere. */
function* silentFindings(
  values: readonly SettingValue[],
  connected: ReadonlySet<string>,
  { actions }: ProjectView,
): Iterable<Finding> {
  for (const { input, field, value } of values) {
    if (input !== 'actions' || !Array.isArray(value)) continue;
    for (const id of value.map(String)) {
      const action = actions.get(id);
      if (action === undefined || connected.has(id) || action.successMessage.trim() !== '') continue;
      const message = `Nothing follows the action “${shorten(action.name, 40)}”, so the customer hears nothing when it is done. Connect it to a step, or write what it says when it worked.`;
      yield { severity: 'warning', code: 'ACTION_SILENT', message, field };
    }
  }
}

const givenSchema = z.array(z.object({ id: z.string(), value: z.string() })).catch([]);
const usesSchema = z.object({
  rule: z.string().optional(),
  operationId: z.string().nullish(),
  parameters: givenSchema,
  actionId: z.string().nullish(),
  inputs: givenSchema,
});

/** Required parameters of an operation, and inputs of an action, that get nothing. */
function* givenFindings(settings: JsonObject, project: ProjectView): Iterable<Finding> {
  const { data: uses } = usesSchema.safeParse(settings);
  if (uses === undefined || (uses.rule !== undefined && uses.rule !== 'operation')) return;
  const operation = project.operations.get(uses.operationId ?? '');
  const action = project.actions.get(uses.actionId ?? '');
  const missing = (parameters: readonly Parameter[], given: typeof uses.inputs): readonly Parameter[] =>
    parameters.filter(
      ({ id, isRequired }) => isRequired && !given.some((each) => each.id === id && each.value.trim() !== ''),
    );
  const needed = operation?.parameters.filter(({ fallback }) => fallback === null) ?? [];
  for (const { name } of missing(needed, uses.parameters)) {
    const message = `“${operation?.name ?? ''}” needs a value for “${name}”. Write one.`;
    yield { severity: 'error', code: 'PARAMETER_MISSING', message, field: 'parameters' };
  }
  for (const { name } of missing(action?.inputs ?? [], uses.inputs)) {
    const message = `“${action?.name ?? ''}” needs a value for “${name}”. Write one.`;
    yield { severity: 'error', code: 'PARAMETER_MISSING', message, field: 'inputs' };
  }
}

/** Templates of what an action does see its inputs as `args`, and nothing else there. */
function* templateFindings({ inputs }: Action, values: readonly SettingValue[]): Iterable<Finding> {
  const names = new Set(inputs.map(({ name }) => name));
  for (const { input, field, value } of values) {
    if (input !== 'template' || typeof value !== 'string') continue;
    const analysis = analyzeTemplate(value);
    if (!analysis.ok) {
      yield { severity: 'error', code: 'TEMPLATE_INVALID', message: analysis.message, field };
      continue;
    }
    for (const path of analysis.variables) {
      const unknown = unknownVariable(path);
      const [root, name] = path;
      if (unknown !== undefined) {
        const severity = unknown.isRoot ? 'error' : 'warning';
        yield { severity, code: 'VARIABLE_UNKNOWN', message: unknown.message, field };
      } else if (root === 'args' && typeof name === 'string' && !names.has(name)) {
        const message = `The action has no input “${name}”, so it is empty here. Add the input, or write another name.`;
        yield { severity: 'warning', code: 'ARGS_UNKNOWN', message, field };
      }
    }
  }
}

function* reachFindings(action: Action, project: ProjectView): Iterable<Finding> {
  const operation = operationOf(action, project);
  if (operation !== undefined && isLower(action.permission, operation.permission)) {
    yield {
      severity: 'error',
      code: 'ACTION_PERMISSION_LOW',
      message: `“${operation.name}” may be used for fewer people than this action: ${operation.permission}. Choose at least that.`,
      field: 'permission',
    };
  }
  const reach = reachOf(action, project);
  if (reach === action.effect || furthest(reach, action.effect) === action.effect) return;
  yield {
    severity: 'warning',
    code: 'ACTION_EFFECT_LOW',
    message: `“${action.name}” does more than it says: what it does ${reach === 'write' ? 'changes something' : 'cannot be taken back'}. Say so, so that nobody is surprised.`,
    field: 'effect',
  };
}
