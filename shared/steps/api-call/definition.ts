import { z } from 'zod';
import { field, type FieldMeta } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { parsePath } from '#shared/model/integrations/value-path.ts';
import { limits } from '#shared/model/limits.ts';
import { saveAsFindings } from '#shared/model/name-findings.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';
import { hasFixedHost, headerProblem } from './address.ts';
import { parseJsonTemplate } from './json-template.ts';

const idField = field(entityIdSchema, { label: 'Id', input: 'hidden' });
const pairs = (name: string, value: string, meta: Pick<FieldMeta, 'isPrivate'> = {}) =>
  z
    .array(
      z.object({
        id: idField,
        name: field(z.string().max(limits.name).default(''), {
          label: 'Name',
          input: 'text',
          placeholder: name,
        }),
        value: field(templateSchema.default(''), {
          label: 'Value',
          input: 'template',
          placeholder: value,
          ...meta,
        }),
      }),
    )
    .max(50)
    .default([]);

const settingsSchema = z.object({
  integrationId: field(entityIdSchema.nullable().default(null), {
    label: 'Integration',
    help: 'Sends its authorization along. Without one, the request has none.',
    input: 'integration',
    service: 'http',
  }),
  method: field(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']).default('GET'), {
    label: 'Method',
    input: 'select',
    options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'].map((value) => ({ value, label: value })),
  }),
  url: field(templateSchema.default(''), {
    label: 'Address',
    help: 'Of an integration, what comes below its base address. Values stay in the part of the address where they stand.',
    input: 'template',
    placeholder: 'https://api.example.com/orders/{{args.order_number}}',
    filledIn: 'The address',
  }),
  query: field(pairs('page', '1'), {
    label: 'Query',
    help: 'Added to the address. An empty value is left out.',
    input: 'list',
    itemName: 'query parameter',
  }),
  headers: field(pairs('Accept-Language', 'en', { isPrivate: true }), {
    label: 'Headers',
    input: 'list',
    itemName: 'header',
  }),
  bodyFormat: field(z.enum(['none', 'json', 'form', 'text']).default('none'), {
    label: 'Body',
    input: 'select',
    options: [
      { value: 'none', label: 'No body' },
      { value: 'json', label: 'JSON' },
      { value: 'form', label: 'Form' },
      { value: 'text', label: 'Text' },
    ],
  }),
  json: field(templateSchema.default('{}'), {
    label: 'JSON',
    help: 'Values keep their type: {"count": {{args.count}}}. Nothing in a value can add another member.',
    input: 'template',
    filledIn: 'What is sent',
    showWhen: { field: 'bodyFormat', equals: 'json' },
  }),
  form: field(pairs('email', '{{user.email}}'), {
    label: 'Form fields',
    input: 'list',
    itemName: 'form field',
    showWhen: { field: 'bodyFormat', equals: 'form' },
  }),
  text: field(templateSchema.default(''), {
    label: 'Text',
    input: 'template',
    filledIn: 'What is sent',
    showWhen: { field: 'bodyFormat', equals: 'text' },
  }),
  outputs: field(
    z
      .array(
        z.object({
          id: idField,
          name: field(z.string().max(limits.name).default(''), {
            label: 'Save as',
            input: 'text',
            placeholder: 'status',
          }),
          path: field(z.string().max(limits.name).default(''), {
            label: 'From the answer',
            input: 'text',
            placeholder: 'items[0].status',
          }),
        }),
      )
      .max(100)
      .default([]),
    {
      label: 'Outputs',
      help: 'What is kept of the answer. Without any, {{args.result}} is the whole answer.',
      input: 'list',
      itemName: 'output',
    },
  ),
  effect: field(z.enum(['method', 'read', 'write', 'irreversible']).default('method'), {
    label: 'What it does',
    help: 'A dry run performs only what reads.',
    input: 'select',
    isAdvanced: true,
    options: [
      { value: 'method', label: 'By its method: GET and HEAD read' },
      { value: 'read', label: 'It only reads' },
      { value: 'write', label: 'It changes something' },
      { value: 'irreversible', label: 'It cannot be taken back or repeated' },
    ],
  }),
});

export type ApiCallSettings = z.infer<typeof settingsSchema>;

export const definition = defineStep({
  kind: 'api-call',
  version: 1,
  group: 'data',
  title: 'API call',
  purpose: 'Sends a request to an address and keeps what it answers.',
  icon: 'api',
  canFail: true,
  settings: settingsSchema,
  ports: () => [{ id: 'next', label: 'next' }],
  writes: ({ outputs }) => (outputs.length === 0 ? ['result'] : outputs.map(({ name }) => name)),
  summary: ({ method, url }) => shorten(`${method} ${url.trim() === '' ? 'no address yet' : url.trim()}`),
  check: checkCall,
});

function checkCall({ integrationId, url, headers, bodyFormat, json, outputs }: ApiCallSettings): Finding[] {
  const error = (code: string, at: string, message: string): Finding => ({
    severity: 'error',
    code,
    message,
    field: at,
  });
  const findings: Finding[] = [];
  if (integrationId === null && url.trim() === '') {
    findings.push(
      error('SETTING_MISSING', 'url', 'There is no address to ask. Write one, beginning with https://.'),
    );
  } else if (integrationId === null && !hasFixedHost(url)) {
    const message =
      'The address must begin with a fixed host, such as https://api.example.com/, so that no value can lead it elsewhere. Write it, or choose an integration.';
    findings.push(error('ADDRESS_OPEN', 'url', message));
  }
  for (const [index, { name }] of headers.entries()) {
    const problem = headerProblem(name);
    if (problem !== undefined) findings.push(error('NAME_INVALID', `headers.${index}.name`, problem));
  }
  const broken = bodyFormat === 'json' ? parseJsonTemplate(json) : undefined;
  if (broken?.ok === false) findings.push(error('JSON_INVALID', 'json', broken.problem));
  for (const [index, { name, path }] of outputs.entries()) {
    findings.push(...saveAsFindings(name, 'The output', `outputs.${index}.name`));
    if (parsePath(path) === undefined) {
      const message = `“${shorten(path, 40)}” is no place in an answer. Write it as items[0].status.`;
      findings.push(error('PATH_INVALID', `outputs.${index}.path`, message));
    }
  }
  return findings;
}
