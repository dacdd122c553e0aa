import { parsePath } from '#shared/model/integrations/value-path.ts';

/** The last word of a path as a name that templates can use, and that no other output has. */
export function outputNameFor(path: string, taken: readonly { readonly name: string }[]): string {
  const words = (parsePath(path) ?? []).filter((part) => typeof part === 'string');
  const plain = (words.at(-1) ?? 'result').replaceAll(/[^\p{L}\p{N}_]+/gu, '_');
  const first = /^\p{N}/u.test(plain) ? `_${plain}` : plain;
  const names = new Set(taken.map(({ name }) => name));
  let name = first;
  for (let count = 2; names.has(name); count += 1) name = `${first}_${count}`;
  return name;
}
