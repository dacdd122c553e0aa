// What a query gives, and how values of databases become plain JSON: instants as ISO texts, numbers that would lose digits as texts.
import type { Json, JsonObject } from '#shared/util/json.ts';

export interface SqlQuestion {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
  readonly isWrite: boolean;
  readonly rowLimit: number;
  readonly timeoutMs: number;
}

export interface SqlRows {
  readonly columns: readonly string[];
  readonly rows: readonly JsonObject[];
  readonly isTruncated: boolean;
  readonly changed: number;
}

export type SqlValue = string | number | null;

/** A list or an object is its JSON; yes and no are 1 and 0, or what the engine takes for them. */
export function sqlValueOf(value: Json, boolean: (value: boolean) => SqlValue): SqlValue {
  if (typeof value === 'boolean') return boolean(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

const longestText = 100_000;
const exactDigits = 15;

function jsonOfSql(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.slice(0, longestText);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
  if (Array.isArray(value)) return value.map(jsonOfSql);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, jsonOfSql(item)]));
  }
  return null;
}

/** Databases write exact numbers as texts. */
export function numberOfSql(text: string): number | string {
  return text.replaceAll(/\D/gu, '').length <= exactDigits && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}

export function rowOf(columns: readonly string[], values: readonly unknown[]): JsonObject {
  return Object.fromEntries(columns.map((name, index) => [name, jsonOfSql(values[index])]));
}
