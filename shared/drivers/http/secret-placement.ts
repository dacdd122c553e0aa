// Puts a connector's secret into a request, in place of whatever the author's code had put there.
import { AppError } from '#shared/errors/app-error.ts';
import type { SecretPlacement } from '#shared/model/entities/connector.ts';
import { type Headers, isHeaderName, isHeaderValue } from './request-headers.ts';

export interface InjectedSecret {
  readonly value: string;
  readonly placement: SecretPlacement;
}

interface Sent {
  readonly url: URL;
  readonly headers: Headers;
}

/** Throws INVALID_INPUT when what results cannot be sent; it names the connector's setting, never the secret. */
export function injectSecret(url: URL, headers: Headers, secret: InjectedSecret | undefined): Sent {
  if (secret === undefined || secret.placement.in === 'none') return { url, headers };
  const { placement, value } = secret;
  if (placement.in === 'query') {
    const sent = new URL(url);
    sent.searchParams.set(placement.name, value);
    return { url: sent, headers };
  }
  const name = placement.name.toLowerCase();
  const text = placement.template.replaceAll('{{secret}}', () => value);
  if (!isHeaderName(name) || !isHeaderValue(text)) {
    throw new AppError(
      'INVALID_INPUT',
      'The connector’s secret cannot be sent as a header: its header name, template or secret has a character that no header can have. Correct it in the connector.',
    );
  }
  return { url, headers: [...headers.filter(([other]) => other !== name), [name, text]] };
}
