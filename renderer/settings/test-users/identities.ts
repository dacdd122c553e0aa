import type { TestUser } from '#shared/model/entities/test-user.ts';

export type Identity = TestUser['identity'];

/** How well a customer is known, and what a test user of that kind is for. */
export const identities: readonly {
  readonly id: Identity;
  readonly label: string;
  readonly purpose: string;
}[] = [
  {
    id: 'anonymous',
    label: 'Anonymous',
    purpose: 'Nobody knows who it is: what a new visitor sees.',
  },
  {
    id: 'identified',
    label: 'Identified',
    purpose: 'Says who it is, and nobody checked: must not get at private data.',
  },
  {
    id: 'verified',
    label: 'Verified',
    purpose: 'Signed in, your website vouches for it: may see its own data.',
  },
];

export const purposeOf = (identity: Identity): string =>
  identities.find(({ id }) => id === identity)?.purpose ?? '';
