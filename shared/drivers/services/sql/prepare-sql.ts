// Reads SQL far enough to know that it is one statement, what it does, and where its placeholders are. The database itself is what
// keeps values out of the statement and reads from writing; this says so early, and in words.
// Invariant: what is in texts, quoted names and comments is never a placeholder, a separator or a keyword.
import { AppError } from '#shared/errors/app-error.ts';
import type { DatabaseService } from '#shared/model/entities/integration.ts';

export interface PreparedSql {
  /** As the engine writes placeholders. */
  readonly text: string;
  readonly placeholders: number;
}

const readVerbs = new Set(['select', 'with', 'values', 'table', 'explain', 'show', 'describe', 'desc']);
const writeVerbs = new Set([...readVerbs, 'insert', 'update', 'delete', 'merge', 'replace', 'call']);

/** Throws SQL_FAILED. */
export function prepareSql(
  sql: string,
  engine: DatabaseService['engine'],
  { isWrite, parameters }: { readonly isWrite: boolean; readonly parameters: number },
): PreparedSql {
  let text = '';
  let placeholders = 0;
  let hasEnded = false;
  const words: string[] = [];
  for (const { kind, source } of tokensOf(sql, engine)) {
    if (kind === 'blank') {
      text += ' ';
      continue;
    }
    if (hasEnded) throw sqlFailed('it has more than one statement. Ask for one at a time.');
    if (source === ';') {
      hasEnded = true;
      continue;
    }
    if (kind === 'word') words.push(source.toLowerCase());
    else if (source === '?') placeholders += 1;
    if (source === '??') text += '?';
    else text += source === '?' && engine === 'postgresql' ? `$${placeholders}` : source;
  }
  const verb = words[0] ?? '';
  if (!(isWrite ? writeVerbs : readVerbs).has(verb)) {
    const may = isWrite ? 'SELECT, INSERT, UPDATE or DELETE' : 'SELECT';
    const why =
      !isWrite && writeVerbs.has(verb) ? ' Set the effect to write, if it may change something.' : '';
    throw sqlFailed(`it must begin with ${may}, and it begins with “${verb.slice(0, 40)}”.${why}`);
  }
  const writesFile = words.some(
    (word, at) => word === 'into' && /^(?:out|dump)file$/u.test(words[at + 1] ?? ''),
  );
  if (writesFile) throw sqlFailed('it would write a file.');
  if (placeholders !== parameters) {
    throw sqlFailed(
      `it has ${placeholders} placeholders (?) and ${parameters} values. Give each placeholder its value.`,
    );
  }
  return { text: text.trim(), placeholders };
}

function sqlFailed(why: string): AppError {
  return new AppError('SQL_FAILED', `The query cannot be run: ${why}`);
}

interface Token {
  readonly kind: 'blank' | 'word' | 'other';
  readonly source: string;
}

/** Comments are blanks: MySQL runs what stands in some of them. */
function* tokensOf(sql: string, engine: DatabaseService['engine']): Iterable<Token> {
  let at = 0;
  while (at < sql.length) {
    const rest = engine === 'mysql' ? mysqlToken : engine === 'postgresql' ? postgresqlToken : sqliteToken;
    rest.lastIndex = at;
    const found = rest.exec(sql);
    if (found === null) throw sqlFailed('a text, a quoted name or a comment in it does not end.');
    const source = found[0];
    at = rest.lastIndex;
    if (engine === 'postgresql' && source.startsWith('$') && source.endsWith('$') && source.length > 1) {
      const end = sql.indexOf(source, at);
      if (end === -1) throw sqlFailed('a text in it does not end.');
      const begin = at - source.length;
      at = end + source.length;
      yield { kind: 'other', source: sql.slice(begin, at) };
      continue;
    }
    if (engine === 'postgresql' && source === '/*') {
      at = endOfNestedComment(sql, at);
      yield { kind: 'blank', source: ' ' };
      continue;
    }
    if (/^(?:\s|--|#|\/\*)/u.test(source) && !(source.startsWith('#') && engine !== 'mysql')) {
      yield { kind: 'blank', source };
    } else yield { kind: /^[\p{L}_]/u.test(source) && !/['"]$/u.test(source) ? 'word' : 'other', source };
  }
}

const word = String.raw`[\p{L}_][\p{L}\p{N}_$]*`;
const number = String.raw`\d[\p{L}\p{N}_.]*`;
const plainText = String.raw`'(?:[^']|'')*'`;
const quotedName = String.raw`"(?:[^"]|"")*"`;
const backticked = '`(?:[^`]|``)*`';
/** A single sign that begins none of the above. */
const sign = String.raw`[^'"\x60\s\p{L}\p{N}_]`;
const lineComment = String.raw`--[^\n]*`;
const comment = String.raw`\/\*(?:[^*]|\*(?!\/))*\*\/`;
const blank = String.raw`\s+`;

const tokens = (...kinds: readonly string[]): RegExp => new RegExp(kinds.join('|'), 'uy');

const sqliteToken = tokens(
  blank,
  lineComment,
  comment,
  plainText,
  quotedName,
  backticked,
  String.raw`\[[^\]]*\]`,
  word,
  number,
  String.raw`\?\?`,
  String.raw`(?!\/\*|\[)${sign}`,
);
const postgresqlToken = tokens(
  blank,
  lineComment,
  String.raw`\/\*`,
  String.raw`[eE]'(?:[^'\\]|\\[^]|'')*'`,
  plainText,
  quotedName,
  String.raw`\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$`,
  word,
  number,
  String.raw`\?\?`,
  sign,
);
const mysqlToken = tokens(
  blank,
  String.raw`--(?=\s|$)[^\n]*`,
  String.raw`#[^\n]*`,
  comment,
  String.raw`'(?:[^'\\]|\\[^]|'')*'`,
  String.raw`"(?:[^"\\]|\\[^]|"")*"`,
  backticked,
  word,
  number,
  String.raw`\?\?`,
  String.raw`(?!\/\*)${sign}`,
);

function endOfNestedComment(sql: string, from: number): number {
  let depth = 1;
  let at = from;
  while (depth > 0) {
    const open = sql.indexOf('/*', at);
    const close = sql.indexOf('*/', at);
    if (close === -1) throw sqlFailed('a comment in it does not end.');
    if (open !== -1 && open < close) {
      depth += 1;
      at = open + 2;
    } else {
      depth -= 1;
      at = close + 2;
    }
  }
  return at;
}
