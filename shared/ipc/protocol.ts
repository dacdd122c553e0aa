// Frames between a window and the host, the same over Electron's IPC relay and over the studio's WebSocket.
// Invariants: one answer per request id; a cancelled request is answered with a CANCELLED error.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';

const requestId = z.int().min(1);

export const toHostSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('request'), id: requestId, channel: z.string().max(100), payload: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: requestId }),
]);

export const toWindowSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer'), id: requestId, payload: z.unknown() }),
  z.object({ type: z.literal('failure'), id: requestId, error: appErrorSchema }),
  z.object({ type: z.literal('notice'), name: z.string().max(100), payload: z.unknown() }),
]);

export type ToHost = z.infer<typeof toHostSchema>;
export type ToWindow = z.infer<typeof toWindowSchema>;
