// What somebody fills in for typed parameters: as a model is told of it, and held against it.
// Invariants: values are checked by type, and only those that there is a parameter for are taken; nothing is read as a template.
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import { limits } from '#shared/model/limits.ts';
import type { Parameter } from '#shared/model/parameter.ts';
import { shorten } from '#shared/model/words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';

/** The JSON schema of parameters. Throws STEP_SETTINGS_INVALID for a name that `args` cannot have. */
export function jsonSchemaOf(parameters: readonly Parameter[]): JsonObject {
  const properties: Record<string, JsonObject> = {};
  for (const parameter of parameters) {
    const { name, description } = parameter;
    if (!isArgsName(name)) {
      throw new AppError(
        'STEP_SETTINGS_INVALID',
        `A parameter here cannot be called “${shorten(name, 40)}”. ${argsNameAdvice}`,
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

/** Checked values of parameters; what there is no parameter for is left out. `owner` is what has them, for the problem's words. */
export function readArguments(parameters: readonly Parameter[], given: Json, owner: string): ReadArguments {
  if (typeof given !== 'object' || given === null || isList(given)) {
    return { ok: false, problem: `The arguments of ${owner} must be a JSON object.` };
  }
  const args: Record<string, Json> = {};
  const problems: string[] = [];
  for (const parameter of parameters) {
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
    : { ok: false, problem: `The arguments of ${owner} do not fit: ${problems.join('; ')}.` };
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

/** What a template gave for a parameter, in its type where the text says so; an empty text is nothing. */
export function fromTemplate({ type }: Parameter, value: Json): Json {
  if (typeof value !== 'string')
    return typeof value === 'number' && type === 'string' ? String(value) : value;
  const text = value.trim();
  if (text === '') return null;
  switch (type) {
    case 'string':
    case 'choice':
      return value;
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : value;
    case 'boolean':
      return /^(?:true|yes)$/iu.test(text) ? true : /^(?:false|no)$/iu.test(text) ? false : value;
    case 'list':
      return text.split(/[,;\n]/u).map((item) => item.trim());
    default:
      return assertNever(type);
  }
}
