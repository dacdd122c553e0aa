// The pieces that routes are described with, for the OpenAPI document.
import { type Hook, OpenAPIHono, z } from '@hono/zod-openapi';
import { AppError } from '#shared/errors/app-error.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { apiErrorSchema } from '#shared/runtime-api/errors.ts';
import { environmentSchema } from '#shared/runtime-api/publishing.ts';
import type { Environment } from './environment.ts';

export type RuntimeApp = OpenAPIHono<Environment>;

const refuseInvalid: Hook<unknown, Environment, string, unknown> = (result) => {
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `“${issue.path.join('.')}”: `;
  throw new AppError(
    'INVALID_INPUT',
    `The request cannot be used. ${where}${issue?.message ?? ''}`.slice(0, 2000),
    {
      details: {
        issues: result.error.issues
          .slice(0, 10)
          .map(({ path, message }) => ({ path: path.join('.'), message })),
      },
    },
  );
};

export function createRuntimeApp(): RuntimeApp {
  return new OpenAPIHono<Environment>({ defaultHook: refuseInvalid });
}

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { 'application/json': { schema } },
  required: true,
});

/** Every route can refuse. */
export const refusals = { default: json(apiErrorSchema, 'Refused; the message says what to do.') } as const;

export const projectParameter = z.object({ project: entityIdSchema });
export const placeParameter = projectParameter.extend({ environment: environmentSchema });
export const conversationParameter = z.object({ conversation: z.string().min(1).max(100) });
export const doneSchema = z.object({ ok: z.literal(true) });
export const done = { ok: true } as const;

export const queryNumber = (least: number, most: number, fallback: number) =>
  z.coerce.number().int().min(least).max(most).default(fallback);
