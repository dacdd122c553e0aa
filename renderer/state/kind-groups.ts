// Step kinds as an author looks for them: by what they are about, then by title.
import { type StepGroup, stepGroups } from '#shared/model/step-definition.ts';
import { type KindDefinition, kinds } from './step-kinds.ts';

interface KindGroup {
  readonly group: StepGroup;
  readonly label: string;
  readonly kinds: readonly KindDefinition[];
}

const labels: Readonly<Record<StepGroup, string>> = {
  trigger: 'Begins with',
  ai: 'AI',
  message: 'Messages',
  logic: 'Logic',
  data: 'Data and services',
  people: 'People',
};

export const kindGroups: readonly KindGroup[] = stepGroups.map((group) => ({
  group,
  label: labels[group],
  kinds: kinds
    .filter((kind) => kind.group === group)
    .toSorted((one, other) => one.title.localeCompare(other.title, 'en')),
}));

/** All of them in the order in which the groups are read. */
export const groupedKinds: readonly KindDefinition[] = kindGroups.flatMap((group) => group.kinds);
