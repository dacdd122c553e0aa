// What code is tried with: the input of its last run in the preview, else the test user's.
// Invariant: pure; `context` has the shape that a code step gets when it runs.
import type { TemplateScope } from '#shared/engine/templates/template-scope.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import { limits } from '#shared/model/limits.ts';
import type { JsonObject } from '#shared/util/json.ts';

export interface CodeInput {
  readonly context: JsonObject;
  readonly args: JsonObject;
}

export function sampleInput(scope: TemplateScope, session: SessionView | null): CodeInput {
  const { user, workspace, organizations, message } = scope;
  const channel = message?.channel === 'email' ? { kind: 'email' } : null;
  return {
    context: {
      workspace: { id: workspace.id, name: workspace.name },
      user: {
        internalId: user.internalId,
        externalId: user.externalId,
        type: user.type,
        session: { verified: user.verified },
        ...(user.email === null ? {} : { email: user.email }),
        name: user.name,
        attrs: user.attrs,
      },
      organizations: organizations.map((organization) => ({ ...organization })),
      participants: [
        { role: 'user', active: true },
        { role: 'assistant', active: true },
      ],
      messages: (session?.transcript ?? []).slice(-limits.history).map(({ role, content }) => ({
        role,
        content,
        channel: null,
      })),
      trigger: { kind: 'message', message: { content: message?.content ?? '', channel } },
    },
    args: scope.args,
  };
}
