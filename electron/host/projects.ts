// Where this person's projects are: the list of recent ones, the projects folder, and new files from a name.
// Invariants: the list is a convenience; when its file cannot be read it begins anew, and no project depends on it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { type Bundle, readBundle } from '#shared/bundle/parse-bundle.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ChannelRequest, type ChannelResponse, sketchSchema } from '#shared/ipc/channels.ts';
import { spellId } from '#shared/model/ids.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { createProject } from './project/create-project.ts';
import { openProject } from './project/open-project.ts';
import { sketchOf } from './project-sketch.ts';
import { storageError } from './project/storage-error.ts';
import type { UserFolders } from './user-folders.ts';
import { writeFileWhole } from './write-file-whole.ts';

type NewProject = ChannelRequest<'project.create'>;
type ListedProject = ChannelResponse<'projects.list'>['projects'][number];

const extension = '.dialogram';
const presetExtension = '.dialogram.json';
const kept = 50;

const recentSchema = z.object({
  projects: z
    .array(
      z.object({
        path: z.string(),
        name: z.string(),
        openedAt: z.number(),
        sketch: sketchSchema.nullable().default(null),
        /** Taken off the list until it is opened again. */
        isForgotten: z.boolean().default(false),
      }),
    )
    .max(kept),
});
type Recent = z.infer<typeof recentSchema>['projects'][number];

export interface Projects {
  /** Opened ones first, the latest on top; then others that lie in the projects folder. */
  list(): readonly ListedProject[];
  /** It was opened, or closed: what it looks like now is what the list shows. */
  note(path: string, document: ProjectDocument): void;
  forget(path: string): void;
  /** Finished projects to begin with. */
  presets(): ChannelResponse<'presets.list'>['presets'];
  /** Throws INVALID_INPUT. */
  preset(id: string): ProjectDocument;
  /** Makes the file and returns its path. Throws PROJECT_EXISTS, BUNDLE_INVALID, INVALID_INPUT, STORAGE_FAILED. */
  create(request: NewProject): string;
  /** Keeps a copy of a project file in the projects folder. Throws PROJECT_DAMAGED and the like, STORAGE_FAILED. */
  receive(name: string, bytes: Uint8Array): string;
}

/** `presetsFolder` holds `<preset>.dialogram.json`. */
export function createProjects(folders: UserFolders, presetsFolder: string): Projects {
  const recentFile = join(folders.data, 'recent-projects.json');
  const put = (entry: Recent): void => {
    const others = readRecent(recentFile).filter(({ path }) => path !== entry.path);
    const projects = entry.isForgotten
      ? [...others.slice(0, kept - 1), entry]
      : [entry, ...others].slice(0, kept);
    mkdirSync(folders.data, { recursive: true });
    writeFileWhole(recentFile, `${JSON.stringify({ projects }, null, 2)}\n`);
  };

  return {
    list() {
      const recent = readRecent(recentFile);
      const known = new Set(recent.map(({ path }) => path));
      const others = projectsIn(folders.projects).filter((path) => !known.has(path));
      return [
        ...recent
          .filter(({ isForgotten }) => !isForgotten)
          .map(({ path, name, openedAt, sketch }) => {
            return { path, name, openedAt, sketch, isMissing: !existsSync(path) };
          }),
        ...others.map((path) => ({
          path,
          name: basename(path, extension),
          openedAt: null,
          sketch: null,
          isMissing: false,
        })),
      ];
    },

    note(path, document) {
      put({
        path,
        name: document.workspace.name,
        openedAt: Date.now(),
        sketch: sketchOf(document),
        isForgotten: false,
      });
    },

    forget(path) {
      const known = readRecent(recentFile).find((each) => each.path === path);
      put({ name: basename(path), openedAt: 0, sketch: null, ...known, path, isForgotten: true });
    },

    presets: () =>
      readdirSync(presetsFolder)
        .filter((file) => file.endsWith(presetExtension))
        .map((file) => file.slice(0, -presetExtension.length))
        .map((id) => ({ id, sketch: sketchOf(readPreset(id, presetsFolder).document) })),

    preset: (id) => readPreset(id, presetsFolder).document,

    create(request) {
      const bundle = bundleFor(request, presetsFolder);
      if (request.path !== undefined) return makeProject(resolve(folders.projects, request.path), bundle);
      makeFolder(folders.projects);
      return makeProject(freePath(folders.projects, fileNameFor(request.name)), bundle);
    },

    receive(name, bytes) {
      makeFolder(folders.projects);
      const partial = join(folders.projects, `.${randomBytes(8).toString('hex')}${extension}`);
      try {
        writeFileSync(partial, bytes, { flag: 'wx', flush: true });
        openProject(partial, { readOnly: true }).close();
        const path = freePath(folders.projects, fileNameFor(basename(name, extension)));
        renameSync(partial, path);
        return path;
      } catch (error) {
        throw nameReceived(storageError(error, `"${name}" could not be kept`), basename(partial), name);
      } finally {
        for (const left of ['', '-wal', '-shm']) rmSync(`${partial}${left}`, { force: true });
      }
    },
  };
}

/** The author knows the file by the name it was given with. */
function nameReceived(error: AppError, partial: string, name: string): AppError {
  return new AppError(error.code, error.message.replaceAll(partial, name), {
    blame: error.blame,
    cause: error,
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw storageError(error, `The folder "${folder}" could not be made`);
  }
}

function makeProject(path: string, { document, knowledge }: Bundle): string {
  const project = createProject(extname(path) === '' ? `${path}${extension}` : path, document, knowledge);
  project.close();
  return project.path;
}

function bundleFor({ name, from }: NewProject, presetsFolder: string): Bundle {
  if (from === undefined) return { document: emptyProject(name, newWorkspaceId()), knowledge: {} };
  if ('bundle' in from) return named(readBundle(from.bundle), { name });
  // Every project made from a preset is a project of its own.
  const { preset } = from;
  return named(readPreset(preset, presetsFolder), { name, id: newWorkspaceId(), preset });
}

const newWorkspaceId = (): string => spellId('ws', randomBytes(12));

const named = (
  { document, knowledge }: Bundle,
  change: { readonly name: string; readonly id?: string; readonly preset?: string },
): Bundle => ({
  document: { ...document, workspace: { ...document.workspace, ...change } },
  knowledge,
});

function readPreset(preset: string, folder: string): Bundle {
  const path = join(folder, `${preset}${presetExtension}`);
  if (!/^[a-z0-9-]+$/.test(preset) || !existsSync(path)) {
    throw new AppError('INVALID_INPUT', `There is no preset "${preset}". Choose one from the list.`);
  }
  return readBundle(readFileSync(path, 'utf8'));
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
