// The comment above a code step's function that tells the editor what `context` and `args` are.
// Invariant: pure; code that has such a comment, or no function to put it on, is not changed.

const header = '/** @param {StepInput} input */\n';
const exported = /^export\s+default\s+(?:async\s+)?function\b/mu;

export function lacksHeader(code: string): boolean {
  return exported.test(code) && !code.includes('{StepInput}');
}

export function withHeader(code: string): string {
  const at = lacksHeader(code) ? exported.exec(code)?.index : undefined;
  return at === undefined ? code : `${code.slice(0, at)}${header}${code.slice(at)}`;
}
