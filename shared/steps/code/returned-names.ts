// Which names a script returns, read from its text to offer them to later steps. A guess: only running it can tell.

const quoted = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/gu;
const nested = /[({[][^(){}[\]]*[)}\]]/gu;
const mostNames = 50;
/** Looking through more would take longer than a list of suggestions may. */
const longestText = 20_000;

/** Names of the objects that stand behind `return`: `return { price: 12, total }` gives price and total. */
export function returnedNames(code: string): readonly string[] {
  // Every mark is one character wide, so that the text keeps its places and nothing is read twice.
  const plain = code.slice(0, longestText).replaceAll(quoted, (text) => (text.startsWith('/') ? ' ' : '_'));
  const names = new Set<string>();
  for (const { index } of plain.matchAll(/\breturn\s*\{/gu)) {
    const open = plain.indexOf('{', index);
    for (const part of flattened(plain.slice(open + 1, closeOf(plain, open))).split(',')) {
      const [, name] = /^\s*(?:async\s+)?([A-Za-z_]\w*)\s*(?:[:(]|$)/u.exec(part) ?? [];
      if (name !== undefined && names.size < mostNames) names.add(name);
    }
  }
  names.delete('_');
  return [...names];
}

/** The place of the bracket that closes this one. */
function closeOf(text: string, open: number): number {
  let depth = 0;
  for (let place = open; place < text.length; place += 1) {
    const character = text[place] ?? '';
    if ('({['.includes(character)) depth += 1;
    if (')}]'.includes(character)) depth -= 1;
    if (depth === 0) return place;
  }
  return text.length;
}

/** Without what is in brackets, however deep. */
function flattened(text: string): string {
  let flat = text;
  for (let depth = 0; depth < 20; depth += 1) {
    const next = flat.replaceAll(nested, '_');
    if (next === flat) break;
    flat = next;
  }
  return flat;
}
