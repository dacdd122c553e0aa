import { expect, test } from 'vitest';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { testUserIdSchema } from '#shared/model/ids.ts';
import { applyPatches, indexProject, type ProjectIndex } from '../state/project-index.ts';
import type { Command } from '../state/pending-edits.ts';
import { addTestUser, changeTestUser, deleteTestUser, duplicateTestUser } from './test-user-commands.ts';

const start = indexProject(emptyProject('Test', 'test'));
const id = (text: string) => testUserIdSchema.parse(text);
const after = (index: ProjectIndex, command: Command | null): ProjectIndex =>
  command === null ? index : applyPatches(index, command.patches);
const names = ({ testUsers }: ProjectIndex) => [...testUsers.values()].map(({ name }) => name);

test('a new project has a test user of each identity', () => {
  expect([...start.testUsers.values()].map(({ name, identity }) => [name, identity])).toEqual([
    ['Visitor', 'anonymous'],
    ['Jane Doe', 'identified'],
    ['Sam Lee', 'verified'],
  ]);
});

test('new ones and copies have names of their own, so that the command line can tell them apart', () => {
  const added = after(start, addTestUser(start, id('new'), 'anonymous'));
  const copied = after(added, duplicateTestUser(added, 'new', id('copy')));
  expect(names(copied)).toEqual(['Visitor', 'Jane Doe', 'Sam Lee', 'Visitor 2', 'Visitor 3']);
  const { id: _copy, name: _name, ...copy } = copied.testUsers.get('copy') ?? {};
  expect(copied.testUsers.get('new')).toMatchObject(copy);
});

test('what is typed in one field is one step of undo, and a name is never empty', () => {
  const command = changeTestUser(start, 'sam', { email: 'sam@example.org' }, 'email');
  expect(command?.coalesceKey).toBe('test-user:sam:email');
  expect(after(start, command).testUsers.get('sam')).toMatchObject({
    name: 'Sam Lee',
    email: 'sam@example.org',
  });
  expect(changeTestUser(start, 'sam', { name: '' }, 'name')).toBeNull();
});

test('any of them can be deleted; one that is gone is left alone', () => {
  const deleted = after(start, deleteTestUser(start, 'visitor'));
  expect(names(deleted)).toEqual(['Jane Doe', 'Sam Lee']);
  expect(deleteTestUser(deleted, 'visitor')).toBeNull();
});
