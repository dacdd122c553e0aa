// The system's own dialog for files or a folder.

/** Nothing happens when it is dismissed. */
export function pickFiles(
  what: { readonly accept?: string; readonly isFolder?: boolean; readonly isOne?: boolean },
  take: (files: readonly File[]) => void,
): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = what.isOne !== true;
  input.accept = what.accept ?? '';
  input.webkitdirectory = what.isFolder === true;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) take(files);
  });
  input.click();
}

export const documentEndings = '.txt,.text,.md,.markdown,.mdx,.html,.htm,.xhtml,.pdf,.docx,.csv,.tsv';
