// Makes the request of an operation from its parameters' values.
// Invariants: pure; a value stays where its parameter puts it: nothing of it becomes another part of the path, another query
// parameter, another header or another member of the body.
import { AppError } from '#shared/errors/app-error.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { HttpService } from '../entities/integration.ts';
import type { Operation, OperationParameter } from '../entities/operation.ts';
import { parsePath, withValueAt } from './value-path.ts';

export interface BuiltRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: { readonly contentType: string; readonly text: string } | null;
}

interface Given {
  readonly parameter: OperationParameter;
  readonly value: Json;
}

/** Throws ACTION_INPUT_INVALID, which names the parameter. */
export function buildRequest(service: HttpService, operation: Operation, values: JsonObject): BuiltRequest {
  const known = new Set(operation.parameters.map(({ name }) => name));
  const unknown = Object.keys(values).find((name) => !known.has(name));
  if (unknown !== undefined) throw invalid(operation, unknown, 'it has no such parameter');
  const given = operation.parameters.flatMap((parameter) => givenValue(operation, parameter, values));
  const of = (place: OperationParameter['in']): readonly Given[] =>
    given.filter(({ parameter }) => parameter.in === place);
  const query = of('query').flatMap(({ parameter, value }) => pairs(parameter.target, value));
  const url = `${service.baseUrl.trim().replace(/\/+$/u, '')}${pathOf(operation, of('path'))}`;
  const body =
    operation.method === 'GET' || operation.method === 'HEAD' ? null : bodyOf(operation, of('body'));
  return {
    method: operation.method,
    url: query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${encodePairs(query)}`,
    headers: [
      ['accept', 'application/json'],
      ...service.headers.map(({ name, value }) => [name.toLowerCase(), value] as const),
      ...of('header').map(({ parameter, value }) => header(operation, parameter, value)),
    ],
    body,
  };
}

function givenValue(
  operation: Operation,
  parameter: OperationParameter,
  values: JsonObject,
): readonly Given[] {
  const { name, isRequired, fallback } = parameter;
  const own = Object.hasOwn(values, name) ? values[name] : undefined;
  const value = own === undefined || own === null || own === '' ? fallback : own;
  if (value === null) {
    if (isRequired) throw invalid(operation, name, 'it is required');
    return [];
  }
  const target = parameter.target === '' ? name : parameter.target;
  return [{ parameter: { ...parameter, target }, value: checked(operation, parameter, value) }];
}

function checked(operation: Operation, { name, type, choices }: OperationParameter, value: Json): Json {
  if (type === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw invalid(operation, name, 'it must be a number');
  }
  if (type === 'boolean') {
    if (typeof value === 'boolean') return value;
    throw invalid(operation, name, 'it must be yes or no');
  }
  if (type === 'list') {
    const list: readonly Json[] | null = Array.isArray(value) ? value : null;
    if (list !== null) return list;
    throw invalid(operation, name, 'it must be a list');
  }
  if (typeof value === 'object') throw invalid(operation, name, 'it must be a text');
  const text = String(value);
  if (type === 'choice' && !choices.some((choice) => choice.value === text)) {
    throw invalid(operation, name, 'it must be one of its choices');
  }
  return text;
}

function pathOf(operation: Operation, given: readonly Given[]): string {
  const path = operation.path.trim();
  return (path === '' || path.startsWith('/') ? path : `/${path}`).replaceAll(
    /\{([^{}]+)\}/gu,
    (_, target: string) => {
      const found = given.find(({ parameter }) => parameter.target === target);
      if (found === undefined) throw invalid(operation, target, 'the path needs it');
      const text = asText(found.value);
      if (text.split(/[/\\]/u).some((part) => /^\.{1,2}(?:;|$)/u.test(part.trim()))) {
        throw invalid(operation, found.parameter.name, '“.” and “..” cannot be parts of an address');
      }
      return encode(operation, found.parameter, text);
    },
  );
}

function header(
  operation: Operation,
  { name, target }: OperationParameter,
  value: Json,
): readonly [string, string] {
  const text = asText(value);
  if (!/^[\t\x20-\x7e\x80-\xff]*$/u.test(text)) {
    throw invalid(operation, name, 'it has a line break or another character that no header can have');
  }
  return [target.toLowerCase(), text];
}

function bodyOf(operation: Operation, given: readonly Given[]): BuiltRequest['body'] {
  switch (operation.bodyFormat) {
    case 'none':
      return null;
    case 'text':
      return {
        contentType: 'text/plain;charset=utf-8',
        text: given.map(({ value }) => asText(value)).join('\n'),
      };
    case 'form':
      return {
        contentType: 'application/x-www-form-urlencoded',
        text: encodePairs(given.flatMap(({ parameter, value }) => pairs(parameter.target, value))),
      };
    case 'json': {
      let body: Json = {};
      for (const { parameter, value } of given) {
        const path = parsePath(parameter.target);
        const next: Json | undefined = path === undefined ? undefined : withValueAt(body, path, value);
        if (next === undefined) {
          throw invalid(operation, parameter.name, `“${parameter.target}” is no place in the body for it`);
        }
        body = next;
      }
      return { contentType: 'application/json', text: JSON.stringify(body) };
    }
  }
}

/** A list is the same name again and again. */
function pairs(name: string, value: Json): readonly (readonly [string, string])[] {
  const values: readonly Json[] = Array.isArray(value) ? value : [value];
  return values.map((each) => [name, asText(each)] as const);
}

const encodePairs = (entries: readonly (readonly [string, string])[]): string =>
  entries.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&');

function encode(operation: Operation, { name }: OperationParameter, text: string): string {
  if (text === '') throw invalid(operation, name, 'the path needs it');
  return encodeURIComponent(text.toWellFormed());
}

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function invalid(operation: Operation, name: string, why: string): AppError {
  return new AppError(
    'ACTION_INPUT_INVALID',
    `“${operation.name}” cannot be called with this value of “${name}”: ${why}.`,
    { details: { parameter: name } },
  );
}
