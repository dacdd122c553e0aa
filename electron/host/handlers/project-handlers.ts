// What windows ask about the app and their project file.
import { dirname, isAbsolute } from 'node:path';
import { writeBundle } from '#shared/bundle/write-bundle.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelName, ChannelResponse } from '#shared/ipc/channels.ts';
import { bundleOf } from '../project/bundle-of.ts';
import type { Project, ProjectView } from '../project/project.ts';
import { storageError } from '../project/storage-error.ts';
import type { PreferencesFile } from '../preferences.ts';
import type { Projects } from '../projects.ts';
import { writeFileWhole } from '../write-file-whole.ts';
import type { HandlerContext, Handlers, ProjectHold } from './handler.ts';

type ProjectChannel = Exclude<
  ChannelName,
  | `preview.${string}`
  | `model-providers.${string}`
  | `knowledge.${string}`
  | `connectors.${string}`
  | `actions.${string}`
  | `integrations.${string}`
  | `publish.${string}`
  | 'project.problems'
  | 'demo.start'
>;

export interface ProjectServices {
  readonly appInfo: ChannelResponse<'app.info'>;
  readonly projects: Projects;
  readonly preferences: PreferencesFile;
}

export function createProjectHandlers({
  appInfo,
  projects,
  preferences,
}: ProjectServices): Handlers<ProjectChannel> {
  const open = (path: string, context: HandlerContext): ProjectView => {
    const hold = context.open(path);
    const { project } = hold;
    projects.note(project.path, project.document());
    hold.ended.addEventListener('abort', () => noteClosed(projects, project), { once: true });
    return viewOf(hold);
  };

  return {
    'app.info': () => appInfo,
    'projects.list': () => ({ projects: [...projects.list()] }),
    'presets.list': () => ({ presets: [...projects.presets()] }),
    'presets.read': ({ id }) => ({ document: projects.preset(id) }),
    'projects.forget': ({ path }) => {
      projects.forget(path);
      return {};
    },
    'preferences.read': () => preferences.read(),
    'preferences.change': (change) => preferences.change(change),
    'project.receive': ({ name, base64 }, context) =>
      open(projects.receive(name, Buffer.from(base64, 'base64')), context),
    'project.create': (request, context) => open(projects.create(request), context),
    'project.open': ({ path }, context) => {
      requireAbsolute(path);
      return open(path, context);
    },
    'project.close': (_request, context) => {
      context.closeProject();
      return {};
    },
    'project.edit': (edit, context) => editable(context.hold()).edit(edit),
    'project.undo': ({ baseRev }, context) => editable(context.hold()).undo(baseRev),
    'project.redo': ({ baseRev }, context) => editable(context.hold()).redo(baseRev),
    'project.history': ({ limit, before }, context) => {
      const { project } = context.hold();
      return { entries: [...project.history(limit, before)], versions: [...project.versions()] };
    },
    'project.documentAt': ({ point }, context) => ({ document: context.hold().project.documentAt(point) }),
    'project.restore': ({ baseRev, point }, context) => editable(context.hold()).restore(baseRev, point),
    'project.saveVersion': ({ name, point }, context) => editable(context.hold()).saveVersion(name, point),
    'project.deleteVersion': ({ id }, context) => {
      editable(context.hold()).deleteVersion(id);
      return {};
    },
    'project.export': ({ path }, context) => {
      const { document, knowledge, leftOut } = bundleOf(context.hold().project);
      const bundle = writeBundle(document, knowledge);
      if (path !== undefined) exportTo(path, bundle);
      return { bundle, path: path ?? null, leftOut: [...leftOut] };
    },
  };
}

/** The list is a convenience: closing goes on without it. */
function noteClosed(projects: Projects, project: Project): void {
  try {
    projects.note(project.path, project.document());
  } catch (error) {
    process.stderr.write(`The list of recent projects was not kept: ${AppError.from(error).message}\n`);
  }
}

const viewOf = ({ project, readOnly }: ProjectHold): ProjectView => ({ ...project.view(), readOnly });

function editable({ project, readOnly }: ProjectHold): Project {
  if (readOnly === null) return project;
  throw new AppError('PROJECT_READ_ONLY', `Nothing was changed. ${readOnly}`);
}

function exportTo(path: string, bundle: string): void {
  requireAbsolute(path);
  try {
    writeFileWhole(path, bundle);
  } catch (error) {
    throw storageError(error, `The bundle could not be written to "${dirname(path)}"`);
  }
}

function requireAbsolute(path: string): void {
  if (isAbsolute(path)) return;
  throw new AppError(
    'INVALID_INPUT',
    `"${path}" is not a full path. Give the path from the top, such as the file dialog does.`,
  );
}
