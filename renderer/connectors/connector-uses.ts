// Which steps of the open project have a connector attached.
import type { Step } from '#shared/model/entities/flow.ts';
import { fieldsOfInput } from '../panels/fields/fields-of-input.ts';
import type { ProjectIndex } from '../state/project-index.ts';

export function stepsWithConnector(index: ProjectIndex, connectorId: string): readonly Step[] {
  return [...index.steps.values()].filter((step) =>
    fieldsOfInput(step, 'connectors').some(
      ({ value }) => Array.isArray(value) && value.includes(connectorId),
    ),
  );
}
