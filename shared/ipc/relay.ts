// Messages between Electron's main process and its host child: the frames of many windows over one pipe.
// Besides, the host may ask for the computer's key store, which only the main process reaches.
// Invariants: a connection begins with `open` and ends with `close`, and its id is never used again;
// when the host dies all connections end with it, and main opens them again on the next one.
import { z } from 'zod';
import { toHostSchema, toWindowSchema } from './protocol.ts';

const connectionId = z.int().min(1);
const requestId = z.int().min(1);
/** A key, as it is or as the key store made it. */
const keyText = z.string().max(20_000);

export const relayToHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), connectionId }),
  z.object({ type: z.literal('frame'), connectionId, frame: toHostSchema }),
  z.object({ type: z.literal('close'), connectionId }),
  /** Null: there is no key store, or it does not open what it was given. */
  z.object({ type: z.literal('key-store'), requestId, text: keyText.nullable() }),
]);

export const relayFromHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('frame'), connectionId, frame: toWindowSchema }),
  z.object({ type: z.literal('key-store'), requestId, does: z.enum(['seal', 'open']), text: keyText }),
]);

export type RelayToHost = z.infer<typeof relayToHostSchema>;
export type RelayFromHost = z.infer<typeof relayFromHostSchema>;
