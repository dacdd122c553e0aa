// One operation of an OpenAPI document as one of ours: parameters, outputs and a sample.
import type { OpenApiRead, TakenOperation } from '#shared/ipc/integrations.ts';
import { formatPath } from '#shared/model/integrations/value-path.ts';
import type { Node, OpenApiDocument } from './document.ts';
import { asJson, fallbackOf, flatSchema, propertiesOf, sampleOf, typedAs, typeOf } from './read-schema.ts';

type Parameter = TakenOperation['parameters'][number];
type Output = TakenOperation['outputs'][number];

export const methods = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const;
type Method = (typeof methods)[number];

const mostParameters = 200;
const mostOutputs = 40;
/** By what HTTP promises: what may be sent twice with the same effect is a write that can be repeated. */
const effects = {
  get: 'read',
  head: 'read',
  put: 'write',
  patch: 'write',
  delete: 'write',
  post: 'irreversible',
} as const;
const upper = {
  get: 'GET',
  head: 'HEAD',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  post: 'POST',
} as const;

export interface FoundOperation {
  readonly path: string;
  readonly item: Node;
  readonly method: Method;
  readonly operation: Node;
}

/** What a list of operations shows. */
export function rowOf(
  document: OpenApiDocument,
  { path, method, operation }: FoundOperation,
): OpenApiRead['operations'][number] {
  return {
    key: keyOf({ path, method }),
    name: nameOf(document, operation, method, path),
    method: upper[method],
    path: path.slice(0, 2000),
    summary: descriptionOf(document, operation).slice(0, 300),
    tag: document.text(document.list(operation['tags'])[0]).slice(0, 100),
    effect: effects[method],
  };
}

export const keyOf = ({ method, path }: Pick<FoundOperation, 'method' | 'path'>): string =>
  `${upper[method]} ${path}`.slice(0, 2010);

export function readOperation(
  document: OpenApiDocument,
  { path, item, method, operation }: FoundOperation,
): TakenOperation {
  const names = new Set<string>();
  const body = bodyOf(document, operation, names);
  const inAddress = parametersOf(document, item, operation, names);
  const { outputs, sample } = answerOf(document, operation);
  return {
    name: nameOf(document, operation, method, path),
    description: descriptionOf(document, operation),
    method: upper[method],
    path: path.slice(0, 2000),
    bodyFormat: body.format,
    parameters: [...inAddress, ...body.parameters]
      .toSorted((left, right) => Number(right.isRequired) - Number(left.isRequired))
      .slice(0, mostParameters),
    outputs,
    effect: effects[method],
    permission: 'anyone',
    isEnabled: true,
    batchParameterId: null,
    sample,
  };
}

function descriptionOf(document: OpenApiDocument, { summary, description }: Node): string {
  return (document.text(summary) || document.text(description)).trim().slice(0, 1000);
}

function nameOf(document: OpenApiDocument, operation: Node, method: Method, path: string): string {
  const said = document.text(operation['summary']).trim() || document.text(operation['operationId']).trim();
  return (said === '' ? `${upper[method]} ${path}` : said).slice(0, 120);
}

function parametersOf(
  document: OpenApiDocument,
  item: Node,
  operation: Node,
  names: Set<string>,
): readonly Parameter[] {
  const byPlace = new Map<string, Node>();
  for (const each of [...document.list(item['parameters']), ...document.list(operation['parameters'])]) {
    const parameter = document.node(each);
    if (parameter === undefined) continue;
    byPlace.set(`${document.text(parameter['in'])} ${document.text(parameter['name'])}`, parameter);
  }
  return [...byPlace.values()].flatMap((parameter): readonly Parameter[] => {
    const place = document.text(parameter['in']);
    const target = document.text(parameter['name']).slice(0, 200);
    if (target === '' || (place !== 'path' && place !== 'query' && place !== 'header')) return [];
    // Authorization is the integration's own.
    if (place === 'header' && /^(?:authorization|accept|content-type)$/iu.test(target)) return [];
    const schema = flatSchema(document, parameter['schema']);
    if (typeOf(schema) === 'object') return [];
    const typed = typedAs(document, schema);
    return [
      {
        id: `p${names.size + 1}`,
        name: freeName(names, target),
        ...typed,
        description: document.text(parameter['description']).slice(0, 1000) || typed.description,
        isRequired: place === 'path' || parameter['required'] === true,
        in: place,
        target,
        fallback: fallbackOf(schema),
      },
    ];
  });
}

interface Body {
  readonly format: TakenOperation['bodyFormat'];
  readonly parameters: readonly Parameter[];
}

function bodyOf(document: OpenApiDocument, operation: Node, names: Set<string>): Body {
  const request = document.node(operation['requestBody']);
  const content = document.entries(request?.['content']);
  const of = (pattern: RegExp): unknown => content.find(([type]) => pattern.test(type))?.[1];
  const [json, form] = [of(/json/iu), of(/x-www-form-urlencoded/iu)];
  const media = json ?? form;
  if (media === undefined) return { format: 'none', parameters: [] };
  const isForm = json === undefined;
  const isRequired = request?.['required'] === true;
  const parameters = propertiesOf(document, document.get(media, 'schema')).map((property): Parameter => {
    const [first = '', ...rest] = property.path;
    const target = isForm ? `${first}${rest.map((part) => `[${part}]`).join('')}` : formatPath(property.path);
    return {
      id: `p${names.size + 1}`,
      name: freeName(names, property.path.join('_')),
      ...typedAs(document, property.schema),
      isRequired: isRequired && property.isRequired,
      in: 'body',
      target: target.slice(0, 200),
      fallback: fallbackOf(property.schema),
    };
  });
  return { format: isForm ? 'form' : 'json', parameters };
}

function answerOf(
  document: OpenApiDocument,
  operation: Node,
): { readonly outputs: Output[]; readonly sample: TakenOperation['sample'] } {
  const answers = document.entries(operation['responses']);
  const good =
    answers.find(([status]) => /^2(?:0[01]|XX)$/iu.test(status)) ??
    answers.find(([status]) => status.startsWith('2')) ??
    answers.find(([status]) => status === 'default');
  const media = document
    .entries(document.get(good?.[1], 'content'))
    .find(([type]) => /json/iu.test(type))?.[1];
  if (media === undefined) return { outputs: [], sample: null };
  const [named] = document.entries(document.get(media, 'examples'));
  const example = asJson(document.get(media, 'example')) ?? asJson(document.get(named?.[1], 'value'));
  const schema = document.get(media, 'schema');
  return { outputs: outputsOf(document, schema), sample: example ?? sampleOf(document, schema) };
}

function outputsOf(document: OpenApiDocument, value: unknown): Output[] {
  const names = new Set<string>();
  const outputs: Output[] = [];
  for (const [name, each] of document.entries(flatSchema(document, value)['properties'])) {
    const schema = flatSchema(document, each);
    const inner = typeOf(schema) === 'object' ? document.entries(schema['properties']) : [];
    const own: readonly (readonly [string[], unknown])[] =
      inner.length === 0 ? [[[name], schema]] : inner.map(([part, property]) => [[name, part], property]);
    for (const [path, property] of own) {
      if (outputs.length >= mostOutputs) return outputs;
      outputs.push({
        id: `o${outputs.length + 1}`,
        name: freeName(names, path.join('_')),
        path: formatPath(path).slice(0, 200),
        description: document.text(document.get(property, 'description')).slice(0, 500),
      });
    }
  }
  return outputs;
}

/** As templates can name it, and not twice. */
function freeName(names: Set<string>, wanted: string): string {
  const plain =
    wanted
      .replaceAll(/[^\p{L}\p{N}_]+/gu, '_')
      .replaceAll(/^_+|_+$/gu, '')
      .slice(0, 80) || 'value';
  const start = /^\p{N}/u.test(plain) ? `_${plain}` : plain;
  let name = start;
  for (let count = 2; names.has(name); count += 1) name = `${start}_${count}`;
  names.add(name);
  return name;
}
