import { describe, expect, it } from 'vitest';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import { sketchProject, Talk } from '#tests/helpers/talk.ts';
import { compileFlow } from './compile-flow.ts';
import { conversationSchema } from './conversation.ts';
import { workflowIdSchema } from '#shared/model/ids.ts';
import { customerOf, newConversation } from './new-conversation.ts';

const user = (identity: string) =>
  customerOf(testUserSchema.parse({ id: 'u', name: 'Ann', identity, externalId: 7, email: 'a@b.example' }));

describe('a new conversation', () => {
  it('is plain data that its schema accepts', () => {
    const { state } = new Talk({ steps: [] });
    expect(conversationSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('knows test users as customers: anonymous ones have no name and nobody vouched for them', () => {
    expect(user('anonymous')).toMatchObject({
      type: 'anonymous',
      verified: null,
      name: null,
      externalId: null,
    });
    expect(user('identified')).toMatchObject({
      type: 'identified',
      verified: false,
      name: 'Ann',
      externalId: 7,
    });
    expect(user('verified')).toMatchObject({ type: 'identified', verified: true, email: 'a@b.example' });
  });

  it('refuses a workflow that does not exist, and a customer that would fill it', () => {
    const flow = compileFlow(sketchProject({ steps: [] }), []);
    const options = { id: 'c', flow, organizations: [], channel: 'web' } as const;
    const nowhere = workflowIdSchema.parse('nowhere');
    expect(() => newConversation({ ...options, customer: user('verified'), workflowId: nowhere })).toThrow(
      /workflow to begin with/u,
    );
    const customer = { ...user('verified'), attrs: { note: 'x'.repeat(17_000) } };
    expect(() => newConversation({ ...options, customer })).toThrow(/under 16 KB/u);
  });
});
