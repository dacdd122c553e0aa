// Every migration, in order: the one at index n brings a file from version n to n + 1. Never change one that shipped.
import { migration as entities } from './001-entities.ts';
import { migration as versions } from './002-versions.ts';
import { migration as notesAndFrames } from './003-notes-and-frames.ts';
import { migration as knowledge } from './004-knowledge.ts';
import { migration as operations } from './005-operations.ts';
import { migration as vectors } from './006-vectors.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  entities,
  versions,
  notesAndFrames,
  knowledge,
  operations,
  vectors,
];
