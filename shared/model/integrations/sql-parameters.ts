// Placeholders of SQL: `:name`, or `?` in order. What stands in texts, quoted names and comments is none.
// Invariant: values are never part of the SQL; each placeholder becomes one `?` for one bound value.

interface Named {
  readonly name: string;
}

export type ReadSql<Parameter> =
  | {
      readonly ok: true;
      readonly sql: string;
      /** One for each `?`, in order. */
      readonly order: readonly Parameter[];
      /** A value that no placeholder stands for. */
      readonly unused: string | undefined;
    }
  | { readonly ok: false; readonly problem: string };

/** Texts, quoted names, comments, texts between `$$`, casts (`::int`), and placeholders. */
const part =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|(\$[A-Za-z_]*\$)[\s\S]*?\1|::|:([A-Za-z_]\w*)|(\?)|(\$\d+|\{\{|\{%)/gu;

export function readSql<Parameter extends Named>(
  source: string,
  parameters: readonly Parameter[],
): ReadSql<Parameter> {
  const order: Parameter[] = [];
  const problems: string[] = [];
  let positions = 0;
  let names = 0;
  const sql = source.replaceAll(part, (whole, _tag, name: unknown, position: unknown, refused: unknown) => {
    if (typeof refused === 'string') {
      problems.push(`“${refused}” cannot stand in SQL. Write :name, and give its value below.`);
    }
    if (typeof name === 'string') {
      names += 1;
      const parameter = parameters.find((each) => each.name.trim() === name);
      if (parameter === undefined) problems.push(`“:${name}” has no value. Add one that is called ${name}.`);
      else order.push(parameter);
      return '?';
    }
    if (typeof position !== 'string') return whole;
    const parameter = parameters[positions];
    positions += 1;
    if (parameter !== undefined) order.push(parameter);
    return '?';
  });
  if (positions > 0 && names > 0) problems.push('“?” and “:name” stand side by side. Use one of them.');
  else if (positions > 0 && positions !== parameters.length) {
    problems.push(
      `The SQL has ${positions} “?” and there are ${parameters.length} values. Give one value for each, in order.`,
    );
  }
  const [problem] = problems;
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, sql, order, unused: parameters.find((each) => !order.includes(each))?.name };
}

/** The names that stand as `:name`, each once. */
export const placeholdersIn = (source: string): readonly string[] => [
  ...new Set([...source.matchAll(part)].flatMap(([, , name]) => (name === undefined ? [] : [name]))),
];
