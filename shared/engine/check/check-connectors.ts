// Connectors that cannot do what they are for: no usable address, a secret that goes nowhere, two of one name.
import { originsOf } from '#shared/model/connectors/choose-connector.ts';
import { parseUrlPattern, readUrlPattern } from '#shared/model/connectors/url-pattern.ts';
import type { Connector } from '#shared/model/entities/connector.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Problem, problemOfProject } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkConnectors({ document: { connectors } }: ProjectView): Problem[] {
  const names = new Map<string, number>();
  for (const { name } of connectors) names.set(nameKey(name), (names.get(nameKey(name)) ?? 0) + 1);
  return connectors.flatMap((connector) => {
    const problem = problemWith(connector, (names.get(nameKey(connector.name)) ?? 0) > 1);
    return problem === undefined
      ? []
      : [problemOfProject({ severity: 'warning', code: 'CONNECTOR_INVALID', message: problem })];
  });
}

const nameKey = (name: string): string => name.trim().toLowerCase();

function problemWith(connector: Connector, isNameTaken: boolean): string | undefined {
  const { name, urlPatterns, secretPlacement } = connector;
  if (isNameTaken) return `Two connectors are called “${name}”. Give one of them another name.`;
  const broken = urlPatterns.find((source) => readUrlPattern(source) === undefined);
  if (broken !== undefined) return `Connector “${name}”: ${whyNot(broken)}`;
  if (originsOf(connector).length === 0) {
    return `The connector “${name}” allows no address, so code cannot use it. Add an address pattern.`;
  }
  if (secretPlacement.in === 'header' && !secretPlacement.template.includes('{{secret}}')) {
    return `The connector “${name}” never sends its secret. Write {{secret}} into its header's value.`;
  }
  return undefined;
}

function whyNot(pattern: string): string {
  try {
    parseUrlPattern(pattern);
    return '';
  } catch (error) {
    return AppError.from(error).message;
  }
}
