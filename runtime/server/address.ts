// Where a request comes from, and whether anybody on the way can read along.
// Invariants: only a proxy that is trusted is believed; of IPv6 the network counts, because one customer has all of its addresses.
import { isIP, isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Environment, Services } from './environment.ts';

/** Whose requests are counted together. */
export function addressOf({ settings }: Services, context: Context<Environment>): string {
  // The last one is what the proxy itself has seen; those before are what anybody may have written.
  const said = settings.DIALOGRAM_TRUST_PROXY
    ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  const isAddress = said !== undefined && isIP(said) !== 0;
  return networkOf(isAddress ? said : (getConnInfo(context).remote.address ?? ''));
}

/** Whether nobody on the way can read along: it came over TLS, or from this computer and through nobody. */
export function isPrivate({ settings }: Services, context: Context<Environment>): boolean {
  if (settings.DIALOGRAM_TRUST_PROXY) return context.req.header('x-forwarded-proto') === 'https';
  const isPassedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-proto'].some(
    (name) => context.req.header(name) !== undefined,
  );
  const address = networkOf(getConnInfo(context).remote.address ?? '');
  return !isPassedOn && (address === loopback || address.startsWith('127.'));
}

const groupsOfNetwork = 4;
const loopback = '::1';

/** An IPv4 address as it is, of IPv6 the first 64 bits. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address) || address === loopback) return address;
  const [start = '', end] = address.split('::');
  const given = start === '' ? [] : start.split(':');
  const zeros = end === undefined ? [] : Array.from({ length: groupsOfNetwork }, () => '0');
  const network = [...given, ...zeros].slice(0, groupsOfNetwork);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
