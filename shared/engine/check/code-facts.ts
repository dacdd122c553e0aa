// What can be seen in a script without running it: whether it asks the outside, what it sends there, and what it gives back.
// Invariants: pure and total; the same text is read once; it errs on the side of saying nothing.
import { parse } from 'acorn';

export interface CodeFacts {
  readonly usesFetch: boolean;
  /** It calls `assertVerifiedWebUser`, which it defines or was given. */
  readonly isGuarded: boolean;
  /** Names of `args` that go into a request although the code never looks at them first. */
  readonly sentUnchecked: readonly string[];
  /** Line of a `return` that gives back a whole answer. */
  readonly wholeAnswerLine: number | undefined;
}

interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly [part: string]: unknown;
}

const nothing: CodeFacts = {
  usesFetch: false,
  isGuarded: false,
  sentUnchecked: [],
  wholeAnswerLine: undefined,
};
const mostKept = 500;
const kept = new Map<string, CodeFacts>();

export const guardName = 'assertVerifiedWebUser';

/** Code that cannot be read has no facts. */
export function codeFacts(code: string): CodeFacts {
  // Most code asks nothing outside, and then there is nothing to know.
  if (!code.includes('fetch')) return nothing;
  const known = kept.get(code);
  if (known !== undefined) return known;
  if (kept.size >= mostKept) kept.clear();
  const facts = factsOf(code);
  kept.set(code, facts);
  return facts;
}

function factsOf(code: string): CodeFacts {
  let program: unknown;
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return nothing;
    throw thrown;
  }
  const nodes = [...within(program)];
  const calls = nodes.filter(({ type }) => type === 'CallExpression');
  const fetches = calls.filter(({ callee }) => nameOf(callee) === 'fetch');
  return {
    usesFetch: nodes.some((node) => nameOf(node) === 'fetch'),
    isGuarded: calls.some(({ callee }) => nameOf(callee) === guardName),
    sentUnchecked: fetches.length === 0 ? [] : sentUnchecked(nodes, calls, fetches),
    wholeAnswerLine: wholeAnswerLine(code, nodes),
  };
}

/** Follows values from `args` through variables into calls of `fetch`. */
function sentUnchecked(
  nodes: readonly AstNode[],
  calls: readonly AstNode[],
  fetches: readonly AstNode[],
): readonly string[] {
  const carried = new Map<string, Set<string>>();
  const namesIn = (part: unknown): ReadonlySet<string> => {
    const found = new Set<string>();
    for (const node of within(part)) {
      const own = argsMember(node);
      if (own !== undefined) found.add(own);
      for (const name of carried.get(nameOf(node) ?? '') ?? []) found.add(name);
    }
    return found;
  };
  const carry = (variable: string | undefined, names: Iterable<string>): boolean => {
    if (variable === undefined) return false;
    const known = carried.get(variable) ?? new Set();
    const before = known.size;
    for (const name of names) known.add(name);
    if (known.size > 0) carried.set(variable, known);
    return known.size > before;
  };

  for (const [variable, name] of nodes.flatMap(destructured)) carry(variable, [name]);
  // Each round carries values one assignment further; a script has few.
  for (let round = 0, hasChanged = true; hasChanged && round < 10; round += 1) {
    hasChanged = false;
    for (const node of nodes) {
      if (node.type === 'VariableDeclarator')
        hasChanged = carry(nameOf(node['id']), namesIn(node['init'])) || hasChanged;
      if (node.type === 'AssignmentExpression')
        hasChanged = carry(rootOf(node['left']), namesIn(node['right'])) || hasChanged;
      // `url.searchParams.set('id', args.id)`
      if (
        node.type === 'CallExpression' &&
        isNode(node['callee']) &&
        node['callee'].type === 'MemberExpression'
      )
        hasChanged = carry(rootOf(node['callee']), namesIn(node['arguments'])) || hasChanged;
    }
  }

  const looked = new Set<string>();
  for (const node of nodes) {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression')
      for (const name of namesIn(node['test'])) looked.add(name);
  }
  for (const { callee, arguments: given } of calls) {
    if (!/^(?:assert|check|ensure|require|validate|verify)/iu.test(nameOf(callee) ?? '')) continue;
    for (const name of namesIn(given)) looked.add(name);
  }
  const sent = new Set(fetches.flatMap(({ arguments: given }) => [...namesIn(given)]));
  return [...sent].filter((name) => !looked.has(name));
}

/** `args.plan`, also as `input.args.plan`. */
function argsMember(node: AstNode): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const { object, property, computed } = node;
  const isArgs =
    nameOf(object) === 'args' ||
    (isNode(object) && object.type === 'MemberExpression' && nameOf(object['property']) === 'args');
  if (!isArgs || !isNode(property)) return undefined;
  if (computed !== true) return nameOf(property);
  return typeof property['value'] === 'string' ? property['value'] : undefined;
}

/** `const { plan } = args`, and `{ args: { plan } }` as a parameter: variable and name. */
function destructured(node: AstNode): [string, string][] {
  const pattern =
    node.type === 'VariableDeclarator' && nameOf(node['init']) === 'args'
      ? node['id']
      : node.type === 'Property' && nameOf(node['key']) === 'args'
        ? node['value']
        : undefined;
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern' || !Array.isArray(pattern['properties']))
    return [];
  return pattern['properties'].flatMap((property: unknown): [string, string][] => {
    if (!isNode(property) || property.type !== 'Property') return [];
    const name = nameOf(property['key']);
    const { value } = property;
    const variable = nameOf(isNode(value) && value.type === 'AssignmentPattern' ? value['left'] : value);
    return name === undefined || variable === undefined ? [] : [[variable, name]];
  });
}

/** In the step's own function; what helpers return is not the step's result. */
function wholeAnswerLine(code: string, all: readonly AstNode[]): number | undefined {
  const nodes = [...within(all.find(({ type }) => type === 'ExportDefaultDeclaration'))];
  const answers = new Set<string>();
  for (const node of nodes) {
    const name =
      node.type === 'VariableDeclarator' && isAnswer(node['init']) ? nameOf(node['id']) : undefined;
    if (name !== undefined) answers.add(name);
  }
  const isWhole = (value: unknown): boolean => isAnswer(value) || answers.has(nameOf(value) ?? '');
  const found = nodes.find(({ type, argument }) => {
    if (type !== 'ReturnStatement' || !isNode(argument)) return false;
    if (isWhole(argument)) return true;
    if (argument.type !== 'ObjectExpression' || !Array.isArray(argument['properties'])) return false;
    return argument['properties'].some(
      (property: unknown) =>
        isNode(property) &&
        isWhole(property.type === 'SpreadElement' ? property['argument'] : property['value']),
    );
  });
  return found === undefined ? undefined : code.slice(0, found.start).split('\n').length;
}

/** `await response.json()` */
function isAnswer(value: unknown): boolean {
  if (!isNode(value) || value.type !== 'AwaitExpression') return false;
  const { argument: call } = value;
  if (!isNode(call) || call.type !== 'CallExpression' || !isNode(call['callee'])) return false;
  const { callee } = call;
  return callee.type === 'MemberExpression' && nameOf(callee['property']) === 'json';
}

function rootOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  return node.type === 'MemberExpression' ? rootOf(node['object']) : nameOf(node);
}

function nameOf(node: unknown): string | undefined {
  if (!isNode(node) || node.type !== 'Identifier') return undefined;
  return typeof node['name'] === 'string' ? node['name'] : undefined;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** A part of the syntax tree with everything in it. Without recursion: nesting is the author's. */
function* within(root: unknown): Generator<AstNode> {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (Array.isArray(part)) {
      for (const item of part.toReversed()) waiting.push(item);
      continue;
    }
    if (!isNode(part)) continue;
    yield part;
    for (const value of Object.values(part).toReversed()) {
      if (typeof value === 'object' && value !== null) waiting.push(value);
    }
  }
}
