// Tools as a model is offered them, and what it called, held against them.
// Invariants: names are unique and fit every provider; arguments are checked by type, and only those that the tool has
// are taken; nothing of an answer is ever read as a template.
import type { Json, JsonObject } from '#shared/util/json.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import { limits } from '#shared/model/limits.ts';
import type { Parameter } from '#shared/model/parameter.ts';
import { shorten } from '#shared/model/words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelRequest } from '#shared/engine/model-request.ts';
import type { PromptTool } from './settings.ts';
import { toolNameOf } from './tool-name.ts';

type ModelTool = ModelRequest['tools'][number];

export interface OfferedTool {
  readonly tool: PromptTool;
  readonly asked: ModelTool;
}

/** Tools under the names that a model calls them by. Throws STEP_SETTINGS_INVALID for a name that `args` cannot have. */
export function offerTools(tools: readonly PromptTool[]): readonly OfferedTool[] {
  const names = new Set<string>();
  return tools.map((tool) => {
    const { description, useCases, parameters } = tool;
    const name = uniqueName(tool.name, names);
    names.add(name);
    const asked = {
      name,
      description: description.trim() === '' ? tool.name : description,
      useCases: useCases.map(({ text }) => text).filter((text) => text.trim() !== ''),
      parameters: schemaOf(parameters),
    };
    return { tool, asked };
  });
}

function uniqueName(title: string, taken: ReadonlySet<string>): string {
  const told = toolNameOf(title);
  const base = told === '' ? 'tool' : told;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

function schemaOf(parameters: readonly Parameter[]): JsonObject {
  const properties: Record<string, JsonObject> = {};
  for (const parameter of parameters) {
    const { name, description } = parameter;
    if (!isArgsName(name)) {
      throw new AppError(
        'STEP_SETTINGS_INVALID',
        `A parameter of this step cannot be called “${shorten(name, 40)}”. ${argsNameAdvice}`,
      );
    }
    properties[name] = { ...typeOf(parameter), ...(description.trim() === '' ? {} : { description }) };
  }
  return {
    type: 'object',
    properties,
    required: parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: false,
  };
}

function typeOf({ type, choices }: Parameter): JsonObject {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type };
    case 'choice':
      return { type: 'string', enum: valuesOf(choices) };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    default:
      return assertNever(type);
  }
}

const valuesOf = (choices: Parameter['choices']): string[] =>
  choices.map(({ value }) => value).filter((value) => value.trim() !== '');

export type ReadArguments =
  { readonly ok: true; readonly args: JsonObject } | { readonly ok: false; readonly problem: string };

/** The arguments of a call, checked; what the tool has no parameter for is left out. */
export function readArguments({ tool, asked }: OfferedTool, given: Json): ReadArguments {
  if (typeof given !== 'object' || given === null || isList(given)) {
    return { ok: false, problem: `The arguments of ${asked.name} must be a JSON object.` };
  }
  const args: Record<string, Json> = {};
  const problems: string[] = [];
  for (const parameter of tool.parameters) {
    const value = Object.hasOwn(given, parameter.name) ? (given[parameter.name] ?? null) : null;
    if (value === null) {
      if (parameter.isRequired) problems.push(`“${parameter.name}” is missing`);
      continue;
    }
    const problem = problemWith(parameter, value);
    if (problem === undefined) args[parameter.name] = value;
    else problems.push(`“${parameter.name}” ${problem}`);
  }
  return problems.length === 0
    ? { ok: true, args }
    : { ok: false, problem: `The arguments of ${asked.name} do not fit: ${problems.join('; ')}.` };
}

function problemWith({ type, choices, isRequired }: Parameter, value: Json): string | undefined {
  switch (type) {
    case 'string':
      if (typeof value !== 'string') return 'must be a text';
      if (isRequired && value.trim() === '') return 'is empty';
      return value.length > limits.messageContent ? 'is too long' : undefined;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'choice': {
      const values = valuesOf(choices);
      return typeof value === 'string' && values.includes(value)
        ? undefined
        : `must be one of ${values.map((choice) => `“${choice}”`).join(', ')}`;
    }
    case 'list':
      return isList(value) && value.length <= 100 && value.every((item) => typeof item === 'string')
        ? undefined
        : 'must be a list of at most 100 texts';
    default:
      return assertNever(type);
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
