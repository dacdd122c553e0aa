// Which URLs may be asked: their form, the rules of whoever asks, and the address behind the name.
// Invariant: the check of the address is part of the lookup that makes the connection, so there is no second one.
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '#shared/errors/app-error.ts';
import { isLocalAddress, isPublicAddress } from './address-guard.ts';
import { refusedRequest } from './http-error.ts';

export interface UrlRules {
  /** Whether this address may be asked: the first one and that of every redirect. Default: every https address. */
  readonly permits?: (url: URL) => boolean;
  /** Development: this computer and its own network may be reached too. */
  readonly allowsLocal?: boolean;
}

const longestUrl = 16_384;

/** Throws HTTP_REFUSED. */
export function parsedUrl(text: string, base?: URL): URL {
  if (text.length > longestUrl) throw refusedRequest(`the address is longer than ${longestUrl} characters.`);
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  if (url === undefined)
    throw refusedRequest('this is not a whole address, such as https://api.example.com/items.');
  url.hash = '';
  return url;
}

/** Whether this may be asked, as far as can be said without looking the name up. Throws HTTP_REFUSED. */
export function checkUrl(url: URL, rules: UrlRules): void {
  const shown = shownAddress(url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refusedRequest(`addresses begin with https://, and this one with ${url.protocol}//.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refusedRequest(`the address of ${url.host} has a name or password before “@”.`);
  }
  const isPermitted = rules.permits === undefined ? url.protocol === 'https:' : rules.permits(url);
  if (!isPermitted) throw refusedRequest(`${shown} is not allowed here.`);
  const address = url.hostname.replace(/^\[|\]$/gu, '');
  // Node connects to addresses without a lookup.
  if (isIP(address) !== 0) checkAddress(address, url.host, rules.allowsLocal === true);
}

/** A lookup that finds only addresses which may be reached, and fails with HTTP_REFUSED where there is another one. */
export function guardedLookup(lookup: LookupFunction, allowsLocal: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return callback(error, []);
      const addresses =
        typeof found === 'string' ? [{ address: found, family: family ?? isIP(found) }] : found;
      try {
        // One bad address is enough: who connects to the others today may be sent to it tomorrow.
        for (const { address } of addresses) checkAddress(address, hostname, allowsLocal);
      } catch (refusal) {
        return callback(AppError.from(refusal), []);
      }
      const [first] = addresses;
      if (options.all === true || first === undefined) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function checkAddress(address: string, host: string, allowsLocal: boolean): void {
  if (isPublicAddress(address) || (allowsLocal && isLocalAddress(address))) return;
  throw refusedRequest(
    isLocalAddress(address)
      ? `${host} is this computer or one of its own network. Allow such addresses for development in the connectors’ settings.`
      : `${host} is not an address of the public internet.`,
  );
}

/** For messages: nothing behind the path. */
function shownAddress({ origin, pathname }: URL): string {
  return `${origin}${pathname}`.slice(0, 300);
}
