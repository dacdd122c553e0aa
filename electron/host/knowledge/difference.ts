// What importing a source again changed: documents by where they are, or, of a single document, its sections by their headings.
import type { KeptPassage } from '#shared/drivers/knowledge/knowledge-store.ts';
import type { SourceDifference } from '#shared/ipc/knowledge.ts';

/** Titles that are told of each kind. */
const mostTitles = 100;

export function differenceOf(
  before: readonly KeptPassage[],
  after: readonly KeptPassage[],
): SourceDifference {
  const isOne = countDocuments(before) <= 1 && countDocuments(after) <= 1;
  const partOf = isOne ? sectionOf : documentOf;
  const [old, now] = [partsOf(before, partOf), partsOf(after, partOf)];
  const all = { added: new Set<string>(), changed: new Set<string>(), removed: new Set<string>() };
  let unchanged = 0;
  for (const [key, { title, text }] of now) {
    const known = old.get(key);
    if (known === undefined) all.added.add(title);
    else if (known.text === text) unchanged += 1;
    else all.changed.add(title);
  }
  for (const [key, { title }] of old) if (!now.has(key)) all.removed.add(title);
  const first = (titles: ReadonlySet<string>): string[] => [...titles].slice(0, mostTitles);
  return {
    added: first(all.added),
    changed: first(all.changed),
    removed: first(all.removed),
    counts: {
      added: all.added.size,
      changed: all.changed.size,
      removed: all.removed.size,
      unchanged,
    },
    passages: { added: missingIn(before, after), removed: missingIn(after, before) },
  };
}

interface Part {
  readonly key: string;
  readonly title: string;
}

function sectionOf({ title, headings }: KeptPassage): Part {
  const path = headings.length === 0 ? title : headings.join(' › ');
  return { key: path, title: path };
}

const documentOf = ({ title, url }: KeptPassage): Part => ({ key: url ?? title, title });

function partsOf(
  passages: readonly KeptPassage[],
  partOf: (passage: KeptPassage) => Part,
): ReadonlyMap<string, { readonly title: string; readonly text: string }> {
  const parts = new Map<string, { readonly title: string; readonly text: string }>();
  for (const passage of passages) {
    const { key, title } = partOf(passage);
    parts.set(key, { title, text: `${parts.get(key)?.text ?? ''}\n${said(passage)}` });
  }
  return parts;
}

const said = ({ title, headings, text }: KeptPassage): string => [title, ...headings, text].join('\n');

/** How many of `some` say what none of `others` says. */
function missingIn(others: readonly KeptPassage[], some: readonly KeptPassage[]): number {
  const known = new Set(others.map(said));
  return some.filter((passage) => !known.has(said(passage))).length;
}

const countDocuments = (passages: readonly KeptPassage[]): number =>
  new Set(passages.map(({ documentHash }) => documentHash)).size;
