// Queries of actions as authors see them in the trace, and the answers of dry runs.
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { jsonObjectSchema } from '#shared/util/json.ts';
import type { OutsideEffect } from '../outside-effect.ts';
import { showText } from '../show-body.ts';

const answerSchema = z.object({
  rows: z.array(jsonObjectSchema).default([]),
  changed: z.int().min(0).default(0),
});

export const sqlOutside: OutsideEffect<'sql.query'> = {
  subjectOf: ({ sql }) => `SQL ${sql.slice(0, 10_000)}`,
  showRequest: ({ sql, parameters, integrationId }, _response, { integrations }) => ({
    database: integrations.find(({ id }) => id === integrationId)?.name ?? integrationId,
    sql,
    ...(parameters.length === 0 ? {} : { values: parameters }),
  }),
  showResponse: ({ rows, changed, isTruncated, isFromCache }) => ({
    ...(isFromCache ? { 'kept from before': true } : {}),
    'rows changed': changed,
    ...(isTruncated ? { 'more rows': 'than the limit; these are the first' } : {}),
    rows: showText(JSON.stringify(rows), 'application/json'),
  }),
  answerOf: ({ rows, changed }) => ({ status: null, text: JSON.stringify({ rows, changed }) }),
  usualAnswer: { status: null, text: '{"rows":[],"changed":1}' },
  respond(_request, { text }) {
    const { rows, changed } = parsed(text);
    return {
      columns: Object.keys(rows[0] ?? {}),
      rows,
      isTruncated: false,
      changed,
      durationMs: 0,
      isFromCache: false,
    };
  },
};

function parsed(text: string): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError(
      'INVALID_INPUT',
      'The answer that was written for dry runs of this query cannot be read. Write it as {"rows": […], "changed": 1} in the trace.',
      { cause },
    );
  }
}
