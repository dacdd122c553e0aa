import { workspaceSchema } from '#shared/model/entities/workspace.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';

/**
 * A new project: one assistant, a main workflow with its *conversation started* entry, and a test user of each identity.
 * `workspaceId` must be new: connectors' secrets and publications are kept by it.
 */
export function emptyProject(name: string, workspaceId: string): ProjectDocument {
  return projectDocumentSchema.parse({
    format: 'dialogram',
    formatVersion: 1,
    workspace: workspaceSchema.parse({
      id: workspaceId,
      name,
      mainWorkflowId: 'main',
      primaryAssistantId: 'assistant',
    }),
    assistants: [{ id: 'assistant', name: 'Assistant', avatar: '💬' }],
    workflows: [{ id: 'main', name: 'Main', description: 'Where every conversation begins.' }],
    steps: [{ id: 'started', workflowId: 'main', kind: 'conversation-started', position: { x: 80, y: 160 } }],
    testUsers: [
      { id: 'visitor', name: 'Visitor', identity: 'anonymous' },
      {
        id: 'jane',
        name: 'Jane Doe',
        identity: 'identified',
        externalId: 'u-1001',
        email: 'jane@example.com',
        attrs: { plan: 'free' },
      },
      {
        id: 'sam',
        name: 'Sam Lee',
        identity: 'verified',
        externalId: 'u-1002',
        email: 'sam@example.com',
        attrs: { plan: 'pro', seats: 5 },
        organizations: [{ internalId: 'org-1', externalId: 'acme', name: 'Acme', attrs: { tier: 'gold' } }],
      },
    ],
  });
}
