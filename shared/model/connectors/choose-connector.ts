// Which of several connectors a request goes through: the one with the most specific pattern that matches.
import type { Connector } from '../entities/connector.ts';
import {
  matchesUrl,
  originOf,
  readUrlPattern,
  specificityOf,
  type UrlParts,
  type UrlPattern,
} from './url-pattern.ts';

export type ConnectorChoice =
  | { readonly kind: 'one'; readonly connector: Connector; readonly pattern: UrlPattern }
  | { readonly kind: 'none' }
  /** These say equally much about the address; which secret is meant cannot be known. */
  | { readonly kind: 'tie'; readonly connectors: readonly [Connector, Connector] };

export function chooseConnector(connectors: readonly Connector[], url: UrlParts): ConnectorChoice {
  const matches = connectors
    .flatMap((connector) => {
      const pattern = bestPattern(connector, url);
      return pattern === undefined ? [] : [{ connector, pattern, rank: specificityOf(pattern) }];
    })
    .toSorted((left, right) => right.rank - left.rank);
  const [first, second] = matches;
  if (first === undefined) return { kind: 'none' };
  if (second !== undefined && second.rank === first.rank) {
    return { kind: 'tie', connectors: [first.connector, second.connector] };
  }
  return { kind: 'one', connector: first.connector, pattern: first.pattern };
}

/** The most specific pattern of a connector that matches; patterns that cannot be used match nothing. */
export function bestPattern(
  { urlPatterns }: Pick<Connector, 'urlPatterns'>,
  url: UrlParts,
): UrlPattern | undefined {
  return urlPatterns
    .flatMap((source) => readUrlPattern(source) ?? [])
    .filter((pattern) => matchesUrl(pattern, url))
    .toSorted((left, right) => specificityOf(right) - specificityOf(left))[0];
}

/** The servers that a connector's patterns are about, each once. */
export function originsOf({ urlPatterns }: Pick<Connector, 'urlPatterns'>): readonly string[] {
  return [...new Set(urlPatterns.flatMap((source) => readUrlPattern(source) ?? []).map(originOf))];
}
