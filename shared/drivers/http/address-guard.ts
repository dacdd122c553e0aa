// Which network addresses may be reached. Everything that is not plainly public is refused.
// Sources: the special-purpose address registries of IANA (RFC 6890), RFC 6052 for addresses that embed IPv4.
import { BlockList, isIP, isIPv4 } from 'node:net';

const special = new BlockList();
const ipv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const ipv6: readonly (readonly [string, number])[] = [
  // Protocol assignments with Teredo and ORCHID, documentation, 6to4, AS112, segment routing.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];
for (const [net, prefix] of ipv4) special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of ipv6) special.addSubnet(net, prefix, 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const translated = new BlockList();
translated.addSubnet('64:ff9b::', 96, 'ipv6');

/** True for addresses of the public internet; false for all others and for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false;
  // An IPv6-only network reaches IPv4 through these; what counts is the address inside.
  if (translated.check(address, 'ipv6')) return isPublicAddress(embeddedIpv4(address));
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

function embeddedIpv4(address: string): string {
  // The URL parser writes every IPv6 address in hexadecimal groups.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':').slice(-2);
  return groups
    .flatMap((group) => {
      const value = Number.parseInt(group === '' ? '0' : group, 16);
      return [value >> 8, value & 255];
    })
    .join('.');
}

const local = new BlockList();
local.addSubnet('127.0.0.0', 8, 'ipv4');
local.addSubnet('10.0.0.0', 8, 'ipv4');
local.addSubnet('172.16.0.0', 12, 'ipv4');
local.addSubnet('192.168.0.0', 16, 'ipv4');
local.addAddress('::1', 'ipv6');
local.addSubnet('fc00::', 7, 'ipv6');

/** This computer and its own network, which developers may allow; never link-local, where clouds keep their credentials. */
export function isLocalAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !address.includes('%') && local.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
