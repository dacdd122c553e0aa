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
  /** The widget key that opened it, and the identity key that vouched for the end user: it ends with either. */
  keyId: z.string(),
  kid: z.string().nullable(),
  /** Epoch ms. */
  expiresAt: z.number(),
});

export type Session = z.infer<typeof sessionSchema>;

export interface Sessions {
  sign(session: Session): string;
  /** Undefined when it is not one of this runtime's. Whether it has ended is for the caller to look at. */
  read(token: string): Session | undefined;
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
    read(token) {
      if (!token.startsWith(prefix)) return undefined;
      const [text = '', signature = '', ...more] = token.slice(prefix.length).split('.');
      if (more.length > 0) return undefined;
      const expected = signatureOf(text);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      // One of an older form is none any more.
      return sessionSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
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
