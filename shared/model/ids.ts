// Branded ids. Ids are opaque, chosen by whoever creates the entity (readable ones in presets and scenarios),
// unique within their collection of one project (steps, notes and frames together), and never reused or renamed.
import { z } from 'zod';

const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const id = () => z.string().regex(idPattern, 'An id has 1 to 64 letters, digits, "-" or "_".');

export const workflowIdSchema = id().brand<'WorkflowId'>();
export const stepIdSchema = id().brand<'StepId'>();
export const edgeIdSchema = id().brand<'EdgeId'>();
export const assistantIdSchema = id().brand<'AssistantId'>();
export const testUserIdSchema = id().brand<'TestUserId'>();
export const entityIdSchema = id();
/** A port's id: fixed by the kind ("next", "error") or the own id of the case, tool or option behind it. */
export const portIdSchema = id();

export type WorkflowId = z.infer<typeof workflowIdSchema>;
export type StepId = z.infer<typeof stepIdSchema>;
export type EdgeId = z.infer<typeof edgeIdSchema>;
export type PortId = z.infer<typeof portIdSchema>;

const alphabet = '0123456789abcdefghijkmnpqrstuvwxyz';

/** Spells random bytes as an id, such as `step_k3v9…`; 12 bytes are enough for one project. */
export function spellId(prefix: string, bytes: Uint8Array): string {
  return `${prefix}_${Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join('')}`;
}
