// The OpenAPI document of the demo services, made of their preset, so that the two never differ.
import { demo } from '#shared/model/integration-presets/demo.ts';
import type { PresetOperation } from '#shared/model/integration-presets/preset.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';

export function demoOpenApi(url: string): JsonObject {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of demo.operations) {
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = documented(operation);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Demo shop', version: '1.0.0' },
    servers: [{ url }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } } },
    paths,
  };
}

type Parameter = PresetOperation['parameters'][number];

function documented({ name, description, parameters, sample }: PresetOperation): JsonObject {
  const inAddress = parameters.filter((parameter) => parameter.in !== 'body');
  const inBody = parameters.filter((parameter) => parameter.in === 'body');
  return {
    summary: name,
    description,
    tags: ['Shop'],
    parameters: inAddress.map((parameter) => ({
      name: parameter.target,
      in: parameter.in,
      required: parameter.isRequired,
      description: parameter.description,
      schema: schemaOf(parameter),
    })),
    ...(inBody.length === 0
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: bodySchema(inBody) } } } }),
    responses: {
      '200': {
        description: 'It worked.',
        content: { 'application/json': { schema: schemaOfSample(sample), example: sample } },
      },
    },
  };
}

function schemaOf({ type, choices, description }: Parameter): JsonObject {
  if (type === 'choice') return { type: 'string', enum: choices.map(({ value }) => value), description };
  return { type: type === 'list' ? 'array' : type, description };
}

/** Targets are `a` or `a.b`. */
function bodySchema(parameters: readonly Parameter[]): JsonObject {
  const properties: Record<string, Json> = {};
  for (const parameter of parameters) {
    const [first = '', second] = parameter.target.split('.');
    properties[first] =
      second === undefined
        ? schemaOf(parameter)
        : { type: 'object', properties: { [second]: schemaOf(parameter) } };
  }
  const required = parameters.filter(({ isRequired }) => isRequired).map(({ target }) => target);
  return { type: 'object', properties, required };
}

function schemaOfSample(sample: Json): JsonObject {
  if (Array.isArray(sample)) return { type: 'array', items: {} };
  if (typeof sample !== 'object' || sample === null) return { type: typeof sample };
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(sample).map(([name, value]) => [name, schemaOfSample(value)]),
    ),
  };
}
