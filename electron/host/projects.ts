// Where this person's projects are: the list of recent ones, the projects folder, and new files from a name.
// Invariants: the list is a convenience; when its file cannot be read it begins anew, and no project depends on it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { parseBundle } from '#shared/bundle/parse-bundle.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelRequest, ChannelResponse } from '#shared/ipc/channels.ts';
import { spellId } from '#shared/model/ids.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { createProject } from './project/create-project.ts';
import { storageError } from './project/storage-error.ts';
import type { UserFolders } from './user-folders.ts';
import { writeFileWhole } from './write-file-whole.ts';

type NewProject = ChannelRequest<'project.create'>;
type ListedProject = ChannelResponse<'projects.list'>['projects'][number];

const extension = '.dialogram';
const kept = 50;

const recentSchema = z.object({
  projects: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.number() })).max(kept),
});
type Recent = z.infer<typeof recentSchema>['projects'][number];

export interface Projects {
  /** Opened ones first, the latest on top; then others that lie in the projects folder. */
  list(): readonly ListedProject[];
  noteOpened(path: string, name: string): void;
  /** Makes the file and returns its path. Throws PROJECT_EXISTS, BUNDLE_INVALID, INVALID_INPUT, STORAGE_FAILED. */
  create(request: NewProject): string;
}

/** `presetsFolder` holds `<preset>.dialogram.json`. */
export function createProjects(folders: UserFolders, presetsFolder: string): Projects {
  const recentFile = join(folders.data, 'recent-projects.json');

  return {
    list() {
      const recent = readRecent(recentFile).filter(({ path }) => existsSync(path));
      const known = new Set(recent.map(({ path }) => path));
      const others = projectsIn(folders.projects).filter((path) => !known.has(path));
      return [
        ...recent,
        ...others.map((path) => ({ path, name: basename(path, extension), openedAt: null })),
      ];
    },

    noteOpened(path, name) {
      const others = readRecent(recentFile).filter((each) => each.path !== path);
      const projects = [{ path, name, openedAt: Date.now() }, ...others].slice(0, kept);
      mkdirSync(folders.data, { recursive: true });
      writeFileWhole(recentFile, `${JSON.stringify({ projects }, null, 2)}\n`);
    },

    create(request) {
      const document = documentFor(request, presetsFolder);
      if (request.path !== undefined) return makeProject(resolve(folders.projects, request.path), document);
      try {
        mkdirSync(folders.projects, { recursive: true });
      } catch (error) {
        throw storageError(error, `The folder "${folders.projects}" could not be made`);
      }
      return makeProject(freePath(folders.projects, fileNameFor(request.name)), document);
    },
  };
}

function makeProject(path: string, document: ProjectDocument): string {
  const project = createProject(extname(path) === '' ? `${path}${extension}` : path, document);
  project.close();
  return project.path;
}

function documentFor({ name, from }: NewProject, presetsFolder: string): ProjectDocument {
  if (from === undefined) return emptyProject(name, newWorkspaceId());
  if ('bundle' in from) return named(parseBundle(from.bundle), name);
  const preset = named(readPreset(from.preset, presetsFolder), name);
  // Every project made from a preset is a project of its own.
  return { ...preset, workspace: { ...preset.workspace, id: newWorkspaceId() } };
}

const newWorkspaceId = (): string => spellId('ws', randomBytes(12));

const named = (document: ProjectDocument, name: string): ProjectDocument => ({
  ...document,
  workspace: { ...document.workspace, name },
});

function readPreset(preset: string, folder: string): ProjectDocument {
  const path = join(folder, `${preset}.dialogram.json`);
  if (!/^[a-z0-9-]+$/.test(preset) || !existsSync(path)) {
    throw new AppError('INVALID_INPUT', `There is no preset "${preset}". Choose one from the list.`);
  }
  return parseBundle(readFileSync(path, 'utf8'));
}

function readRecent(file: string): readonly Recent[] {
  if (!existsSync(file)) return [];
  try {
    return recentSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).projects;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw storageError(error, 'The list of recent projects could not be read');
  }
}

function projectsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension) && !name.startsWith('.'))
    .toSorted((one, other) => one.localeCompare(other))
    .map((name) => join(folder, name));
}

/** A file name that every system takes: no separators, control or reserved characters, no device names. */
export function fileNameFor(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{C}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '');
  // 60 code units, and not half of a character: a lone surrogate is of \p{C}.
  const short = plain.slice(0, 60).replace(/[\p{C}. ]+$/u, '');
  if (short === '') return 'Project';
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `${short} project` : short;
}

function freePath(folder: string, name: string): string {
  const pathOf = (copy: number) => join(folder, `${copy === 1 ? name : `${name} ${copy}`}${extension}`);
  let copy = 1;
  while (existsSync(pathOf(copy))) copy += 1;
  return pathOf(copy);
}
