// JSON schemas of OpenAPI documents, as parameters, outputs and samples.
// Invariants: what nests or repeats without end is cut; what has no form that an author could fill in is left out.
import type { Parameter } from '#shared/model/parameter.ts';
import type { Json } from '#shared/util/json.ts';
import type { Node, OpenApiDocument } from './document.ts';

const mostProperties = 200;
const sampleDepth = 6;
const mostSampled = 300;

/** The schema with what `allOf` adds, and the first of its alternatives. */
export function flatSchema(document: OpenApiDocument, value: unknown, within: readonly Node[] = []): Node {
  const schema = document.node(value);
  if (schema === undefined || within.includes(schema) || within.length > 8) return {};
  const alternatives = [...document.list(schema['oneOf']), ...document.list(schema['anyOf'])];
  const first = alternatives.find((each) => typeOf(document.node(each) ?? {}) !== 'null');
  const parts = [...document.list(schema['allOf']), ...(first === undefined ? [] : [first])];
  if (parts.length === 0) return schema;
  const properties: Record<string, unknown> = {};
  const required: unknown[] = [];
  let merged: Node = {};
  for (const part of [...parts.map((each) => flatSchema(document, each, [...within, schema])), schema]) {
    merged = { ...merged, ...part };
    Object.assign(properties, Object.fromEntries(document.entries(part['properties'])));
    required.push(...document.list(part['required']));
  }
  const { allOf: _all, oneOf: _one, anyOf: _any, ...rest } = merged;
  return { ...rest, ...(Object.keys(properties).length === 0 ? {} : { properties }), required };
}

export function typeOf(schema: Node): string {
  const { type } = schema;
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const named = types.find((each) => each !== 'null');
  if (typeof named === 'string') return named;
  if ('properties' in schema) return 'object';
  return 'items' in schema ? 'array' : '';
}

export interface Property {
  readonly path: readonly string[];
  readonly schema: Node;
  readonly isRequired: boolean;
}

/** What can be filled in: properties, and those of objects in them. */
export function propertiesOf(document: OpenApiDocument, value: unknown, depth = 3): readonly Property[] {
  const schema = flatSchema(document, value);
  const required = new Set(document.list(schema['required']));
  const found: Property[] = [];
  for (const [name, each] of document.entries(schema['properties']).slice(0, mostProperties)) {
    const inner = flatSchema(document, each);
    if (inner['readOnly'] === true) continue;
    const isRequired = required.has(name);
    if (typeOf(inner) !== 'object') found.push({ path: [name], schema: inner, isRequired });
    else if (depth > 1) {
      for (const property of propertiesOf(document, inner, depth - 1)) {
        found.push({
          path: [name, ...property.path],
          schema: property.schema,
          isRequired: isRequired && property.isRequired,
        });
      }
    }
    if (found.length > mostProperties) break;
  }
  return found.slice(0, mostProperties);
}

type Typed = Pick<Parameter, 'type' | 'choices' | 'description'>;

export function typedAs(document: OpenApiDocument, schema: Node): Typed {
  const description = document.text(schema['description']).slice(0, 1000);
  const values = document
    .list(schema['enum'])
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .filter((value) => value !== '' && value.length <= 200);
  const type = typeOf(schema);
  if (type === 'array') return { type: 'list', choices: [], description };
  if (type === 'boolean') return { type: 'boolean', choices: [], description };
  if (values.length > 0 && values.length <= 100) {
    const choices = [...new Set(values)].map((value, index) => ({ id: `c${index + 1}`, value }));
    return { type: 'choice', choices, description };
  }
  if (type === 'number' || type === 'integer') return { type: 'number', choices: [], description };
  return { type: 'string', choices: [], description };
}

/** What is sent when nothing is given. */
export function fallbackOf(schema: Node): string | number | boolean | null {
  const { default: value } = schema;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** An answer as it may come: examples where there are some, else values of the right type. */
export function sampleOf(document: OpenApiDocument, value: unknown): Json {
  let left = mostSampled;
  const sample = (each: unknown, depth: number): Json => {
    left -= 1;
    if (left < 0 || depth > sampleDepth) return null;
    const schema = flatSchema(document, each);
    const given =
      schema['example'] ?? document.list(schema['examples'])[0] ?? schema['default'] ?? schema['const'];
    const plain = asJson(given);
    if (plain !== undefined) return plain;
    const [first] = document.list(schema['enum']);
    const choice = asJson(first);
    if (choice !== undefined) return choice;
    switch (typeOf(schema)) {
      case 'object':
        return Object.fromEntries(
          document
            .entries(schema['properties'])
            .slice(0, 60)
            .map(([name, property]) => [name, sample(property, depth + 1)]),
        );
      case 'array':
        return [sample(schema['items'], depth + 1)];
      case 'integer':
      case 'number':
        return 1;
      case 'boolean':
        return true;
      case 'string':
        return sampleText(document.text(schema['format']));
      default:
        return null;
    }
  };
  return sample(value, 0);
}

const mostExample = 300;
const longestExample = 4000;

/** A copy; undefined when it is none, or more than can be shown: aliases of YAML make a few lines unfold without end. */
export function asJson(value: unknown): Json | undefined {
  let left = mostExample;
  let length = longestExample;
  const copy = (each: unknown, depth: number): Json => {
    left -= 1;
    if (left < 0 || length < 0 || depth > sampleDepth * 2) throw new RangeError('The example is too large.');
    if (typeof each === 'string') {
      length -= each.length;
      return each;
    }
    if (Array.isArray(each)) return each.map((item) => copy(item, depth + 1));
    if (typeof each === 'object' && each !== null) {
      return Object.fromEntries(Object.entries(each).map(([name, item]) => [name, copy(item, depth + 1)]));
    }
    return typeof each === 'number' || typeof each === 'boolean' ? each : null;
  };
  try {
    return value === undefined || value === null ? undefined : copy(value, 0);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function sampleText(format: string): string {
  if (format === 'date-time') return '2026-01-31T12:00:00Z';
  if (format === 'date') return '2026-01-31';
  if (format === 'email') return 'jane@example.com';
  return format === 'uuid' ? '00000000-0000-4000-8000-000000000000' : 'text';
}
