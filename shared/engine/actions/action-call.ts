// One call of an action, from who asked for it to the end: kept in waits, and in the frame of a workflow that does it.
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { type Json, jsonObjectSchema } from '#shared/util/json.ts';

const callSchema = z.object({
  actionId: z.string(),
  /** A prompt chose it, or a step runs it. */
  caller: z.enum(['tool', 'step']),
  /** Checked, but to be checked again: the action may have changed since. */
  inputs: jsonObjectSchema,
});

const waitingSchema = callSchema.extend({
  /** The customer is asked, says what should be different, or an operator has to allow it. */
  stage: z.enum(['confirm', 'change', 'approve']),
  /** The conversation waited for an operator before. */
  wasEscalated: z.boolean(),
});

export type ActionCall = z.infer<typeof callSchema>;
export type WaitingCall = z.infer<typeof waitingSchema>;

export const waitingCall = (data: Json | undefined): WaitingCall => read(waitingSchema, data);
export const calledAction = (data: Json): ActionCall => read(callSchema, data);

function read<Call>(schema: z.ZodType<Call>, data: Json | undefined): Call {
  const { data: call } = schema.safeParse(data);
  if (call !== undefined) return call;
  throw new AppError(
    'WAIT_INVALID',
    'What this step waited for cannot be understood. Restart the conversation.',
    {
      blame: 'bug',
    },
  );
}
