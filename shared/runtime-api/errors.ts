// What every refusal of the runtime looks like, and which HTTP status its code has.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';

/** The body of every answer that is not a success. */
export const apiErrorSchema = z.object({ error: appErrorSchema });
