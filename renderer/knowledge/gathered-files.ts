// Files as they are dropped or chosen, with the folders they lie in.
// Invariant: folders are read to the bottom, without what the system keeps there for itself.

export interface GatheredFile {
  /** With its folders: `help/refunds.md`. */
  readonly name: string;
  readonly file: File;
}

export interface Gathered {
  readonly files: readonly GatheredFile[];
  /** Files of folders that are no documents, such as pictures, by name. */
  readonly leftOut: readonly string[];
}

/** Must be called while the drop is handled: after it the list is empty. */
export async function gatherDropped({ items, files }: DataTransfer): Promise<Gathered> {
  const entries = [...items].flatMap((item): (File | FileSystemEntry)[] => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    return entry?.isDirectory === true ? [entry] : file === null ? [] : [file];
  });
  const found = await Promise.all(
    (entries.length === 0 ? [...files] : entries).map((entry) =>
      entry instanceof File ? Promise.resolve([{ name: entry.name, file: entry }]) : readEntry(entry),
    ),
  );
  return sorted(found.flat());
}

export function gatherChosen(files: readonly File[]): Gathered {
  return sorted(
    files.map((file) => ({
      name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
      file,
    })),
  );
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function readEntry(entry: FileSystemEntry): Promise<GatheredFile[]> {
  if (isHidden(entry.name)) return [];
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    return [{ name: entry.fullPath.replace(/^\//u, ''), file }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: GatheredFile[] = [];
  // The browser gives a folder in parts, and an empty part after the last.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (part.length === 0) return found;
    for (const inside of part) found.push(...(await readEntry(inside)));
  }
}

const isHidden = (name: string): boolean =>
  /^(?:\.|__MACOSX$|node_modules$|Thumbs\.db$|desktop\.ini$)/u.test(name);

/** Old and foreign formats of offices are among them: the host says what to save them as. */
const documents =
  /\.(?:txt|text|md|markdown|mdx|html?|xhtml|pdf|docx?|csv|tsv|rst|adoc|org|odt|rtf|pptx?|xlsx?)$/iu;

function sorted(found: readonly GatheredFile[]): Gathered {
  const visible = found.filter(({ name }) => !name.split('/').some(isHidden));
  const isDocument = ({ name }: GatheredFile): boolean => !name.includes('/') || documents.test(name);
  return {
    files: visible.filter(isDocument).toSorted((one, other) => one.name.localeCompare(other.name)),
    leftOut: visible.filter((one) => !isDocument(one)).map(({ name }) => name),
  };
}
