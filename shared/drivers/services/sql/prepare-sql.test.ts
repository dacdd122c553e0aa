import { describe, expect, it } from 'vitest';
import { prepareSql } from './prepare-sql.ts';

const read = (
  sql: string,
  engine: 'sqlite' | 'postgresql' | 'mysql' = 'postgresql',
  parameters = 0,
): string => prepareSql(sql, engine, { isWrite: false, parameters }).text;

describe('placeholders', () => {
  it('become what the engine writes, and only where they are placeholders', () => {
    const sql = `SELECT '?', "a?", e'\\'?', $x$ ? $x$, ? /* ? /* nested ? */ */ FROM t WHERE id = ? AND tags ?? 'a' -- ?`;
    expect(read(sql, 'postgresql', 2)).toBe(
      `SELECT '?', "a?", e'\\'?', $x$ ? $x$, $1   FROM t WHERE id = $2 AND tags ? 'a'`,
    );
    expect(read("SELECT '\\'?' , ? # ?", 'mysql', 1)).toBe("SELECT '\\'?' , ?");
    expect(read('SELECT [a?], `b?`, ?', 'sqlite', 1)).toBe('SELECT [a?], `b?`, ?');
  });

  it('are as many as there are values', () => {
    expect(() => read('SELECT ?', 'sqlite', 2)).toThrow('1 placeholders (?) and 2 values');
  });
});

describe('what is refused', () => {
  it.each([
    ['SELECT 1; DELETE FROM t', 'more than one statement'],
    ["SELECT 'a'; --\nDROP TABLE t", 'more than one statement'],
    ['DELETE FROM t', 'Set the effect to write'],
    ['ATTACH DATABASE ? AS x', 'must begin with SELECT'],
    ['PRAGMA query_only = OFF', 'must begin with SELECT'],
    ['SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', 'must begin with SELECT'],
    ['COMMIT', 'must begin with SELECT'],
    ["SELECT 'a' INTO OUTFILE '/tmp/a'", 'write a file'],
    ["SELECT 'a", 'does not end'],
    ['SELECT 1 /* a', 'does not end'],
    ['', 'must begin with SELECT'],
  ])('%s', (sql, why) => {
    expect(() => read(sql)).toThrow(why);
  });

  it('has no way around it by comments that MySQL runs', () => {
    expect(read('SELECT 1 /*! ; DROP TABLE t */', 'mysql')).toBe('SELECT 1');
  });

  it('takes one semicolon at the end', () => {
    expect(read('SELECT 1;')).toBe('SELECT 1');
  });
});
