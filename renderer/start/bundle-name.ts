import { z } from 'zod';
import { parseJson } from '#shared/util/json.ts';

const nameIn = z.object({ workspace: z.object({ name: z.string().trim().min(1).max(200) }) });

/** What the project in it is called; its file's name when it does not say. The host reads the rest, and says what is wrong. */
export function bundleName(bundle: string, fileName: string): string {
  const fallback = fileName.replace(/(\.dialogram)?\.json$/, '').slice(0, 200) || 'Imported project';
  return nameIn.safeParse(parseJson(bundle)).data?.workspace.name ?? fallback;
}
