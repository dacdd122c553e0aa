// Sessions of end users: a signed token that says who writes, from where. Nothing of it is stored.
// Invariants: signed with a key of this runtime alone and checked in constant time; it ends; an end user reaches their own
// conversations and no others.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { customerSchema } from '#shared/engine/conversation.ts';
import { organizationSchema } from '#shared/model/entities/test-user.ts';
import { environmentSchema } from '#shared/runtime-api/publishing.ts';
import type { MasterKey } from './master-key.ts';

const sessionSchema = z.object({
  projectId: z.string(),
  environment: environmentSchema,
  endUser: z.string(),
  customer: customerSchema,
  organizations: z.array(organizationSchema),
  /** Epoch ms. */
  expiresAt: z.number(),
});

export type Session = z.infer<typeof sessionSchema>;

export interface Sessions {
  sign(session: Session): string;
  /** Undefined when it is not one of this runtime's, or has ended. */
  read(token: string, now: number): Session | undefined;
}

const prefix = 'dgs_';

export function createSessions(masterKey: MasterKey): Sessions {
  const key = masterKey.derive('sessions');
  const signatureOf = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  return {
    sign(session) {
      const text = Buffer.from(JSON.stringify(session)).toString('base64url');
      return `${prefix}${text}.${signatureOf(text).toString('base64url')}`;
    },
    read(token, now) {
      if (!token.startsWith(prefix)) return undefined;
      const [text = '', signature = ''] = token.slice(prefix.length).split('.');
      const expected = signatureOf(text);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const session = sessionSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
      return session.expiresAt > now ? session : undefined;
    },
  };
}

/** Somebody who has not said who they are; the id is theirs for as long as their browser keeps the token. */
export function anonymousUser(): Pick<Session, 'endUser' | 'customer' | 'organizations'> {
  const endUser = `anonymous-${randomBytes(12).toString('hex')}`;
  return {
    endUser,
    organizations: [],
    customer: {
      internalId: endUser,
      externalId: null,
      type: 'anonymous',
      verified: null,
      email: null,
      name: null,
      attrs: {},
    },
  };
}
