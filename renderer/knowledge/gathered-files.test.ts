import { expect, test } from 'vitest';
import { gatherChosen } from './gathered-files.ts';

function chosen(path: string): File {
  const file = new File(['x'], path.replace(/^.*\//u, ''));
  Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return file;
}

test('files of a folder are named with their folders, in order', () => {
  const { files } = gatherChosen([chosen('help/refunds.md'), chosen('help/billing/invoices.pdf')]);
  expect(files.map(({ name }) => name)).toEqual(['help/billing/invoices.pdf', 'help/refunds.md']);
});

test('what is no document in a folder is left out by name, and what the system keeps there is passed over', () => {
  const { files, leftOut } = gatherChosen(
    ['help/logo.png', 'help/.DS_Store', 'help/.git/config.txt', 'help/a.txt', 'help/old.doc'].map(chosen),
  );
  expect(files.map(({ name }) => name)).toEqual(['help/a.txt', 'help/old.doc']);
  expect(leftOut).toEqual(['help/logo.png']);
});

test('a file that was chosen by itself is never left out', () => {
  expect(gatherChosen([chosen('notes.unusual')]).files.map(({ name }) => name)).toEqual(['notes.unusual']);
});
