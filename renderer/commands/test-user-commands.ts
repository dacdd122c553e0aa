// Commands on test users: the simulated customers that a preview talks as.
import { type TestUser, testUserSchema } from '#shared/model/entities/test-user.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';

const newNames: Readonly<Record<TestUser['identity'], string>> = {
  anonymous: 'Visitor',
  identified: 'Known customer',
  verified: 'Signed-in customer',
};

export function addTestUser(
  index: ProjectIndex,
  id: TestUser['id'],
  identity: TestUser['identity'],
): Command {
  const value = testUserSchema.parse({ id, name: freeName(index, newNames[identity]), identity });
  return { label: 'Add test user', patches: [{ collection: 'testUsers', id, value }] };
}

/** `field` is what one row of typing changes, so that it is undone as one. */
export function changeTestUser(
  index: ProjectIndex,
  id: string,
  change: Partial<Omit<TestUser, 'id'>>,
  field: string,
): Command | null {
  const testUser = index.testUsers.get(id);
  if (testUser === undefined || change.name === '') return null;
  return {
    label: `Change test user ${testUser.name}`.slice(0, 200),
    coalesceKey: `test-user:${id}:${field}`,
    patches: [{ collection: 'testUsers', id, value: { ...testUser, ...change } }],
  };
}

export function duplicateTestUser(index: ProjectIndex, id: string, newId: TestUser['id']): Command | null {
  const testUser = index.testUsers.get(id);
  if (testUser === undefined) return null;
  const name = freeName(index, testUser.name);
  return {
    label: `Duplicate test user ${testUser.name}`.slice(0, 200),
    patches: [{ collection: 'testUsers', id: newId, value: { ...testUser, id: newId, name } }],
  };
}

export function deleteTestUser(index: ProjectIndex, id: string): Command | null {
  const testUser = index.testUsers.get(id);
  if (testUser === undefined) return null;
  return {
    label: `Delete test user ${testUser.name}`.slice(0, 200),
    patches: [{ collection: 'testUsers', id, value: null }],
  };
}

/** The command line asks for test users by name, so each has its own. */
function freeName({ testUsers }: ProjectIndex, wanted: string): string {
  const names = new Set([...testUsers.values()].map(({ name }) => name));
  if (!names.has(wanted)) return wanted;
  const base = wanted.replace(/ \d+$/u, '').slice(0, 190);
  let number = 2;
  while (names.has(`${base} ${number}`)) number += 1;
  return `${base} ${number}`;
}
