// What a preset of an integration is: a service as its documentation says, with what can be done there. The author fills in what is theirs.
import type { HttpService } from '../entities/integration.ts';
import type { Operation, OperationParameter } from '../entities/operation.ts';

export interface IntegrationPreset {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Parts of the service to ask for: `{name}` in its base URL and its user name. */
  readonly blanks: readonly { readonly name: string; readonly label: string; readonly placeholder: string }[];
  readonly service: HttpService;
  readonly requestsPerMinute: number | null;
  readonly secretLabel: string;
  /** What the secret looks like, and where it is made. */
  readonly secretHint: string;
  readonly helpUrl: string;
  readonly operations: readonly PresetOperation[];
}

export type PresetOperation = Omit<Operation, 'id' | 'integrationId'>;

type ParameterOptions = Partial<
  Pick<OperationParameter, 'name' | 'type' | 'isRequired' | 'description' | 'fallback' | 'choices'>
>;

/** A parameter; its name is the last part of where it goes, unless it is given one. */
export function parameter(
  place: OperationParameter['in'],
  target: string,
  { name, ...given }: ParameterOptions = {},
): OperationParameter {
  const own =
    name ??
    target
      .replaceAll(/[\]"]+/gu, '')
      .split(/[.[]/u)
      .at(-1) ??
    target;
  return {
    id: own,
    name: own,
    type: 'string',
    isRequired: true,
    description: '',
    choices: [],
    in: place,
    target,
    fallback: null,
    ...given,
  };
}

export const optional = { isRequired: false } as const;

interface OperationGiven extends Pick<PresetOperation, 'name' | 'method' | 'path'> {
  readonly description?: string;
  readonly bodyFormat?: PresetOperation['bodyFormat'];
  readonly effect?: PresetOperation['effect'];
  readonly permission?: PresetOperation['permission'];
  readonly parameters?: readonly OperationParameter[];
  /** Path in the answer, by name. */
  readonly outputs?: Readonly<Record<string, string>>;
  readonly sample?: PresetOperation['sample'];
}

export function presetOperation({
  parameters = [],
  outputs = {},
  ...given
}: OperationGiven): PresetOperation {
  return {
    description: '',
    bodyFormat: 'none',
    effect: 'read',
    permission: 'anyone',
    isEnabled: true,
    batchParameterId: null,
    sample: null,
    ...given,
    parameters: [...parameters],
    outputs: Object.entries(outputs).map(([name, path]) => ({ id: name, name, path, description: '' })),
  };
}

/** The service with the author's own parts filled in. */
export function filledService(service: HttpService, blanks: Readonly<Record<string, string>>): HttpService {
  const fill = (text: string): string =>
    Object.entries(blanks).reduce(
      (filled, [name, value]) => filled.replaceAll(`{${name}}`, () => value.trim()),
      text,
    );
  const { authorization } = service;
  return {
    ...service,
    baseUrl: fill(service.baseUrl),
    authorization:
      authorization.kind === 'basic'
        ? { ...authorization, username: fill(authorization.username) }
        : authorization,
  };
}
