// Names of tools as models are told them.
// Invariant: what comes out fits every provider: a to z, digits and "_", at most 48 characters.

/** Empty when nothing of the title can be told. */
export function toolNameOf(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 48);
}
