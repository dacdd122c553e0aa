import type { Step } from '#shared/model/entities/flow.ts';
import type { Problem } from '#shared/ipc/views.ts';
import type { Json } from '#shared/util/json.ts';
import { changeSettings } from '../commands/step-commands.ts';
import { setSetting } from '../commands/references.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { settingsOf } from '../state/step-kinds.ts';

/** A way to mend a problem with one click. */
export interface QuickFix {
  readonly title: string;
  build(index: ProjectIndex): Command | null;
}

export type Fixer = (problem: Problem, index: ProjectIndex, step: Step | undefined) => readonly QuickFix[];

/** Sets one setting; `undefined` takes it out, so that its default counts. */
export function settingFix(
  step: Step | undefined,
  field: string,
  value: Json | undefined,
  title: string,
): readonly QuickFix[] {
  if (step === undefined) return [];
  return [
    {
      title,
      build(index) {
        const now = index.steps.get(step.id);
        if (now === undefined) return null;
        const settings = setSetting(settingsOf(now), field, value);
        return changeSettings(index, step.id, settings, { field, label: title, removedPorts: [] });
      },
    },
  ];
}
