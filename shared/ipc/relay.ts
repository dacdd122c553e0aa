// Messages between Electron's main process and its host child: the frames of many windows over one pipe.
// Invariants: a connection begins with `open` and ends with `close`, and its id is never used again;
// when the host dies all connections end with it, and main opens them again on the next one.
import { z } from 'zod';
import { toHostSchema, toWindowSchema } from './protocol.ts';

const connectionId = z.int().min(1);

export const relayToHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), connectionId }),
  z.object({ type: z.literal('frame'), connectionId, frame: toHostSchema }),
  z.object({ type: z.literal('close'), connectionId }),
]);

export const relayFromHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('frame'), connectionId, frame: toWindowSchema }),
]);

export type RelayToHost = z.infer<typeof relayToHostSchema>;
export type RelayFromHost = z.infer<typeof relayFromHostSchema>;
