import { expect, test } from 'vitest';
import { newProjectFile, open } from '#tests/helpers/project-folder.ts';
import { runModule } from '#tests/helpers/node-process.ts';

/** Adds step after step, saying each one that was answered as applied. */
const editor = `
  import { writeSync } from 'node:fs';
  import { openProject } from '#host/project/open-project.ts';
  import { editSchema } from '#shared/model/edit.ts';
  const project = openProject(process.argv[1]);
  for (let n = project.rev + 1; ; n += 1) {
    const id = 'n' + n;
    const value = { id, workflowId: 'main', kind: 'reply', settings: { content: 'x'.repeat(2000) } };
    const { status } = project.edit(editSchema.parse({
      editId: id, baseRev: project.rev, label: id, patches: [{ collection: 'steps', id, value }],
    }));
    if (status === 'applied') writeSync(1, n + '\\n');
  }`;

test('a process that is killed while it edits loses no edit that it answered, and leaves a file that opens', async () => {
  const path = newProjectFile();
  let acknowledged = 0;
  for (const killAfter of [1, 17, 60, 141]) {
    const process = runModule(editor, [path]);
    for (let line = 0; line < killAfter; line += 1) acknowledged = Number(await process.nextLine());
    await process.kill();
    for (let line = await process.nextLine(); line !== null; line = await process.nextLine()) {
      acknowledged = Number(line);
    }

    const project = open(path);
    // The last edit may have been written without its answer having come out.
    expect(project.rev - acknowledged).toBeOneOf([0, 1]);
    expect(
      project
        .document()
        .steps.slice(1)
        .map(({ id }) => id),
    ).toEqual(Array.from({ length: project.rev }, (_, index) => `n${index + 1}`));
    expect(project.view().undoLabel).toBe(`n${project.rev}`);
    project.close();
  }
});
