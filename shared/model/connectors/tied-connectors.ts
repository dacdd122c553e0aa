import type { Connector } from '../entities/connector.ts';
import { readUrlPattern, specificityOf } from './url-pattern.ts';

/** Two that have the same pattern, so that neither is chosen; others that overlap are told when a request meets both. */
export function tiedConnectors(
  connectors: readonly Connector[],
): readonly [Connector, Connector] | undefined {
  const seen = new Map<string, Connector>();
  for (const connector of connectors) {
    for (const source of connector.urlPatterns) {
      const pattern = readUrlPattern(source);
      if (pattern === undefined) continue;
      const { protocol, host, port, path, isOpen } = pattern;
      const key = JSON.stringify([protocol, host, port, path, isOpen, specificityOf(pattern)]);
      const other = seen.get(key);
      if (other !== undefined && other !== connector) return [other, connector];
      seen.set(key, connector);
    }
  }
  return undefined;
}
