// The words for what goes wrong with integrations. They name the integration, never headers, queries or secrets.
import { AppError } from '#shared/errors/app-error.ts';
import type { Integration } from '#shared/model/entities/integration.ts';

type Named = Pick<Integration, 'id' | 'name'>;

export function refusedService({ id, name }: Named, why: string): AppError {
  return new AppError('INTEGRATION_REFUSED', `“${name}” cannot be asked: ${why}`, {
    details: { integrationId: id },
  });
}

export function noSecret({ id, name }: Named, why: string): AppError {
  return new AppError('INTEGRATION_NO_SECRET', `“${name}” is not connected: ${why}`, {
    details: { integrationId: id },
  });
}

export function authorizationFailed({ id, name }: Named, why: string): AppError {
  return new AppError('INTEGRATION_AUTHORIZATION_FAILED', `“${name}” did not let Dialogram in: ${why}`, {
    blame: 'environment',
    details: { integrationId: id },
  });
}

export function rateLimited({ id, name }: Named, why: string): AppError {
  return new AppError('INTEGRATION_RATE_LIMITED', `“${name}” was asked too often: ${why}`, {
    blame: 'environment',
    details: { integrationId: id },
  });
}

/** What the guarded way out says, with the integration's name in place of `fetch`. */
export function namedError(thrown: unknown, name: string | null): AppError {
  const error = AppError.from(thrown);
  const subject = name === null ? 'The request' : `The request to “${name}”`;
  return new AppError(error.code, error.message.replace(/^fetch /u, `${subject} `), {
    blame: error.blame,
    details: error.details,
  });
}
