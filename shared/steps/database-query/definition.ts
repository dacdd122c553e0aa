import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { saveAsFindings } from '#shared/model/name-findings.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';
import { readSql } from '#shared/model/integrations/sql-parameters.ts';

const settingsSchema = z.object({
  integrationId: field(entityIdSchema.nullable().default(null), {
    label: 'Database',
    help: 'SQLite, PostgreSQL or MySQL, connected as an integration.',
    input: 'integration',
    service: 'database',
  }),
  sql: field(z.string().max(limits.text).default(''), {
    label: 'SQL',
    help: 'A value stands as :name, and is given below. Values are never part of the SQL.',
    input: 'sql',
    of: 'integrationId',
    placeholder: 'select status from orders where number = :number',
  }),
  parameters: field(
    z
      .array(
        z.object({
          id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
          name: field(z.string().max(limits.name).default(''), {
            label: 'Name',
            input: 'text',
            placeholder: 'number',
          }),
          value: field(templateSchema.default(''), {
            label: 'Value',
            input: 'template',
            placeholder: '{{args.order_number}}',
          }),
        }),
      )
      .max(50)
      .default([]),
    { label: 'Values', help: 'What stands as :name in the SQL.', input: 'list', itemName: 'value' },
  ),
  access: field(z.enum(['read', 'write']).default('read'), {
    label: 'Access',
    help: 'Read only cannot change anything, whatever the SQL says.',
    input: 'select',
    options: [
      { value: 'read', label: 'Read only' },
      { value: 'write', label: 'Read and write' },
    ],
  }),
  result: field(z.enum(['rows', 'first', 'value']).default('rows'), {
    label: 'Keep',
    input: 'select',
    options: [
      { value: 'rows', label: 'A list of rows' },
      { value: 'first', label: 'The first row' },
      { value: 'value', label: 'The first value of the first row' },
    ],
  }),
  saveAs: field(z.string().max(limits.name).default('rows'), {
    label: 'Save as',
    help: 'As {{args.rows}} later; {{args.changed}} is how many rows a write changed.',
    input: 'text',
  }),
  rowLimit: field(z.int().min(1).max(1000).default(20), {
    label: 'Rows at most',
    input: 'number',
    isAdvanced: true,
  }),
  timeoutSeconds: field(z.number().positive().max(60).default(10), {
    label: 'Timeout',
    help: 'A query that takes longer is stopped.',
    input: 'seconds',
    isAdvanced: true,
  }),
});

export type QuerySettings = z.infer<typeof settingsSchema>;

export const definition = defineStep({
  kind: 'database-query',
  version: 1,
  group: 'data',
  title: 'Database query',
  purpose: 'Reads or changes rows of a database.',
  icon: 'database',
  canFail: true,
  settings: settingsSchema,
  ports: () => [
    { id: 'next', label: 'next' },
    { id: 'nothing', label: 'no rows' },
  ],
  writes: ({ saveAs, access }) => (access === 'write' ? [saveAs, 'changed'] : [saveAs]),
  summary: ({ sql }) =>
    sql.trim() === '' ? 'Ask nothing yet' : shorten(sql.trim().replaceAll(/\s+/gu, ' ')),
  check: checkQuery,
});

function checkQuery({ integrationId, sql, parameters, saveAs }: QuerySettings): Finding[] {
  const error = (code: string, at: string, message: string): Finding => ({
    severity: 'error',
    code,
    message,
    field: at,
  });
  const findings: Finding[] = [];
  if (integrationId === null) {
    findings.push(error('SETTING_MISSING', 'integrationId', 'No database is chosen. Choose an integration.'));
  }
  findings.push(...saveAsFindings(saveAs, 'The result'));
  if (sql.trim() === '') {
    findings.push(error('SETTING_MISSING', 'sql', 'There is no SQL. Write what to ask the database.'));
    return findings;
  }
  const read = readSql(sql, parameters);
  if (!read.ok) findings.push(error('SQL_PARAMETERS', 'sql', read.problem));
  else if (read.unused !== undefined) {
    const message = `The value “${shorten(read.unused, 40)}” is not used by the SQL. Write it there as :${shorten(read.unused, 40)}, or remove it.`;
    findings.push({ severity: 'warning', code: 'SQL_PARAMETERS', message, field: 'parameters' });
  }
  return findings;
}
