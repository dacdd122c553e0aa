// The channels of actions: what they did, by the audit log of the open project.
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { AuditEntry } from '#shared/ipc/actions.ts';
import type { HandlerContext, Handlers } from '../handlers/handler.ts';
import type { AuditLog } from './audit-log.ts';
import { auditText } from './audit-text.ts';

type ActionChannel = Extract<ChannelName, `actions.${string}`>;

export function createActionHandlers(audit: AuditLog): Handlers<ActionChannel> {
  return {
    'actions.audit'({ limit, ...filter }, context) {
      const project = projectOf(context);
      const found = audit.read(project, filter);
      const all = audit.read(project, {});
      return {
        entries: found.slice(0, limit),
        total: found.length,
        actions: named(all, ({ actionId, name }) => [actionId, name]),
        people: named(all, ({ who }) => [who.id, who.name]),
      };
    },
    'actions.exportAudit': ({ format, ...filter }, context) => ({
      text: auditText(audit.read(projectOf(context), filter), format),
    }),
  };
}

const projectOf = (context: HandlerContext): string => context.hold().project.document().workspace.id;

/** Each once, by its newest name. */
function named(
  entries: readonly AuditEntry[],
  read: (entry: AuditEntry) => readonly [id: string, name: string],
): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const entry of entries) {
    const [id, name] = read(entry);
    if (!names.has(id)) names.set(id, name);
  }
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
