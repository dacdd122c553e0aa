// Finds the command of an installed package, so that it runs on this Node on every system (no shell, no shims).
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

export const repository = dirname(dirname(import.meta.dirname));

const manifestSchema = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

/** Path of the JavaScript file behind `command` (default: the package's own name). */
export function tool(packageName: string, command = packageName): string {
  const folder = join(repository, 'node_modules', packageName);
  const { bin } = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const path = typeof bin === 'string' ? bin : bin[command];
  if (path === undefined) throw new Error(`The package ${packageName} has no command ${command}.`);
  return join(folder, path);
}
