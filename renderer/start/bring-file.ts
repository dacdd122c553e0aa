// Files that are given to the window: project files are opened, bundles become projects.
// In Electron a project file is opened where it is; a browser knows no place, so the host keeps a copy.
import { AppError } from '#shared/errors/app-error.ts';
import { createProject, openProject, receiveProject } from '../state/project-store.ts';
import { base64Of } from './base64.ts';
import { bundleName } from './bundle-name.ts';

const mostBytes = 48 * 1024 * 1024;

export async function bringFile(file: File): Promise<void> {
  const isProject = file.name.endsWith('.dialogram');
  if (!isProject && !file.name.endsWith('.json')) {
    throw new AppError(
      'INVALID_INPUT',
      `“${file.name}” is neither a project (.dialogram) nor an exported one (.json). Choose another file.`,
    );
  }
  const path = isProject ? window.dialogram?.pathOf(file) : undefined;
  if (typeof path === 'string' && path !== '') return openProject(path);
  if (file.size > mostBytes) {
    throw new AppError(
      'INVALID_INPUT',
      `“${file.name}” is larger than ${mostBytes / 1024 / 1024} MB. Open it by its path instead.`,
    );
  }
  if (isProject) return receiveProject(file.name, base64Of(new Uint8Array(await file.arrayBuffer())));
  const bundle = await file.text();
  return createProject({ name: bundleName(bundle, file.name), from: { bundle } });
}
