// What a service is documented to answer, or answered when the author last looked: the sample of the operation that a request is of.
import type { EffectRequest } from '#shared/engine/effects.ts';
import type { PretendedAnswer } from '#shared/model/pretended-answer.ts';
import type { ProjectDocument } from '#shared/model/project.ts';

type Services = Pick<ProjectDocument, 'integrations' | 'operations'>;

export function documentedAnswer(
  { integrationId, method, url }: EffectRequest<'service.request'>,
  { integrations, operations }: Services,
): PretendedAnswer | undefined {
  const service = integrations.find(({ id }) => id === integrationId)?.service;
  const base = service?.kind === 'http' ? pathOf(service.baseUrl) : undefined;
  const path = pathOf(url);
  if (base === undefined || path === undefined || !path.startsWith(base)) return undefined;
  const operation = operations.find(
    (one) =>
      one.integrationId === integrationId &&
      one.method === method &&
      one.sample !== null &&
      isOf(path.slice(base.length), one.path),
  );
  return operation === undefined
    ? undefined
    : { status: 200, text: JSON.stringify(operation.sample, null, 2) };
}

const pathOf = (url: string): string | undefined => URL.parse(url)?.pathname.replace(/\/$/u, '');

/** Whether a path is one of the operation's, whose parameters stand in braces. */
function isOf(path: string, template: string): boolean {
  const [wanted, given] = [partsOf(template), partsOf(path)];
  return (
    wanted.length === given.length &&
    wanted.every((part, place) => part.includes('{') || part === given[place])
  );
}

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');
