import { expect, test } from 'vitest';
import { networkOf } from './address.ts';

test('addresses of one IPv6 network count together, and IPv4 ones each', () => {
  const network = '2001:db8:1:2::/64';
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(network);
  expect(networkOf('2001:0DB8:1:2::9')).toBe(network);
  expect(networkOf('2001:db8::')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::2')).toBe('0:0:0:0::/64');
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
});
