// Who an end user is, by the word of the customer's backend: a JWT that it signs (HS256 or RS256), with one of the keys that this
// environment knows. Several count at once, so that they can be changed without a moment in which nobody gets in.
// Invariants: only algorithm and key that were entered are used, whatever a token says; a token ends; keys are sealed.
import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { attributesSchema, organizationSchema } from '#shared/model/entities/test-user.ts';
import type { Place } from '../publishing/publications.ts';
import type { MasterKey } from './master-key.ts';
import { placeOfSealed } from './sealed-values.ts';
import type { Session } from './sessions.ts';

export const identityAlgorithms = ['HS256', 'RS256'] as const;
type Algorithm = (typeof identityAlgorithms)[number];

export interface Identities {
  list(
    place: Place,
  ): readonly { readonly kid: string; readonly algorithm: Algorithm; readonly createdAt: number }[];
  /** Inside a write, as `delete`. Throws INVALID_INPUT for a key that cannot be used. */
  save(
    place: Place,
    kid: string,
    key: { readonly algorithm: Algorithm; readonly key: string },
    at: number,
  ): void;
  delete(place: Place, kid: string): boolean;
  has(place: Place, kid: string): boolean;
  /** Rejects with UNAUTHORIZED, saying why. */
  verify(place: Place, token: string, now: number): Promise<User & { readonly kid: string }>;
}

type User = Pick<Session, 'endUser' | 'customer' | 'organizations'>;

const rowSchema = z
  .object({
    kid: z.string(),
    algorithm: z.enum(identityAlgorithms),
    sealed: z.instanceof(Uint8Array),
    created_at: z.number(),
  })
  .transform(({ created_at, ...row }) => ({ ...row, createdAt: created_at }));

/** `verified: false` in a token makes the customer identified only. */
const claimsSchema = z.object({
  sub: z.union([z.string().min(1).max(200), z.number()]),
  email: z.email().max(320).nullable().default(null),
  name: z.string().max(200).nullable().default(null),
  attrs: attributesSchema.default({}),
  organizations: z.array(organizationSchema).max(20).default([]),
  verified: z.boolean().default(true),
});

const fewestSecretBytes = 32;
const fewestModulusBits = 2048;
const clockTolerance = 60;

export function createIdentities(database: Database, masterKey: MasterKey): Identities {
  const sql = {
    list: database.prepare(
      'SELECT * FROM identity_key WHERE project_id = ? AND environment = ? ORDER BY created_at',
    ),
    save: database.prepare('INSERT OR REPLACE INTO identity_key VALUES (?, ?, ?, ?, ?, ?)'),
    has: database.prepare('SELECT 1 FROM identity_key WHERE project_id = ? AND environment = ? AND kid = ?'),
    delete: database.prepare('DELETE FROM identity_key WHERE project_id = ? AND environment = ? AND kid = ?'),
  };
  const placeOf = (place: Place, name: string): string =>
    placeOfSealed({
      table: 'identity_key',
      projectId: place.projectId,
      environment: place.environment,
      name,
    });
  const rows = ({ projectId, environment }: Place) =>
    z.array(rowSchema).parse(sql.list.all(projectId, environment));

  return {
    list: (place) => rows(place).map(({ kid, algorithm, createdAt }) => ({ kid, algorithm, createdAt })),
    save(place, kid, { algorithm, key }, at) {
      readKey(algorithm, key);
      sql.save.run(
        place.projectId,
        place.environment,
        kid,
        algorithm,
        masterKey.seal(key, placeOf(place, kid)),
        at,
      );
    },
    delete: ({ projectId, environment }, kid) => sql.delete.run(projectId, environment, kid).changes > 0,
    has: ({ projectId, environment }, kid) => sql.has.get(projectId, environment, kid) !== undefined,
    async verify(place, token, now) {
      const keys = rows(place);
      if (keys.length === 0) {
        throw refused('this environment has no identity key. Enter the one that your backend signs with.');
      }
      const named = kidOf(token);
      let reason = 'no key of this environment has signed it.';
      for (const { kid, algorithm, sealed } of keys) {
        if (named !== undefined && named !== kid) continue;
        const key = readKey(algorithm, masterKey.open(sealed, placeOf(place, kid)));
        try {
          const { payload } = await jwtVerify(token, key, {
            algorithms: [algorithm],
            requiredClaims: ['sub', 'exp'],
            clockTolerance,
            currentDate: new Date(now),
          });
          return { ...userOf(payload), kid };
        } catch (error) {
          if (error instanceof errors.JWTExpired) reason = 'it has expired.';
          else if (error instanceof errors.JWTClaimValidationFailed)
            reason = `its claim “${error.claim}” does not fit.`;
          else if (!(error instanceof errors.JOSEError)) throw error;
        }
      }
      throw refused(reason);
    },
  };
}

function readKey(algorithm: Algorithm, key: string) {
  if (algorithm === 'HS256') {
    const secret = Buffer.from(key);
    if (secret.length >= fewestSecretBytes) return createSecretKey(secret);
    throw new AppError('INVALID_INPUT', `A secret for HS256 has at least ${fewestSecretBytes} characters.`);
  }
  const isPublic = /-----BEGIN (?:RSA )?PUBLIC KEY-----/u.test(key);
  const read = isPublic ? publicKeyOf(key) : undefined;
  const bits = read?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (read?.asymmetricKeyType === 'rsa' && bits >= fewestModulusBits) return read;
  throw new AppError(
    'INVALID_INPUT',
    `A key for RS256 is the public key, RSA of at least ${fewestModulusBits} bits, in PEM: -----BEGIN PUBLIC KEY-----. Never send the private one.`,
  );
}

function publicKeyOf(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    // What OpenSSL says of it helps nobody; the refusal says what is needed.
    return undefined;
  }
}

function kidOf(token: string): string | undefined {
  const header = Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString('utf8');
  try {
    return z.object({ kid: z.string() }).safeParse(JSON.parse(header)).data?.kid;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function userOf(payload: unknown): User {
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(`its claim “${issue?.path.join('.') ?? ''}” cannot be used: ${issue?.message ?? ''}`);
  }
  const { sub, organizations, verified, ...customer } = parsed.data;
  return {
    endUser: String(sub),
    organizations,
    customer: { internalId: String(sub), externalId: sub, type: 'identified', verified, ...customer },
  };
}

function refused(reason: string): AppError {
  return new AppError('UNAUTHORIZED', `The identity token was refused: ${reason}`);
}
