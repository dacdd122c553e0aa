// Turns what the author returned into JSON text, inside the isolate, so that no getter, proxy or `toJSON` of the
// author ever runs on our side. See harden.ts for the rules of this folder.

type RefusalCode = 'CODE_RESULT_INVALID' | 'CODE_RESULT_TOO_LARGE';

export type EncodedResult =
  | { readonly isOk: true; readonly json: string }
  | { readonly isOk: false; readonly code: RefusalCode; readonly reason: string };

interface Ancestor {
  readonly value: object;
  readonly depth: number;
  readonly parent: Ancestor | null;
}

/** The encoder lets what an author's getter throws pass through. */
export function createResultEncoder(): (value: unknown, maxLength: number) => EncodedResult {
  const { apply, get } = Reflect;
  const { keys: keysOf, getPrototypeOf, prototype: plainPrototype } = Object;
  const { toString: tagOf } = Object.prototype;
  const { slice } = String.prototype;
  const { isArray } = Array;
  const { isFinite } = Number;
  const { stringify: quote } = JSON;
  const maxDepth = 100;
  const refusal = new Error('refused');

  function kindOf(value: object): string {
    const tag: unknown = apply(tagOf, value, []);
    if (tag === '[object Date]') return 'a date; return it as text, with .toISOString()';
    if (tag === '[object Promise]') return 'a promise; put await before it';
    if (tag === '[object Map]') return 'a Map; use Object.fromEntries(map)';
    if (tag === '[object Set]') return 'a Set; use Array.from(set)';
    if (tag === '[object Error]') return 'an error; return its message';
    return 'an object of a class';
  }

  return (root, maxLength) => {
    let code: RefusalCode = 'CODE_RESULT_INVALID';
    let reason = '';
    let length = 0;

    function refuse(path: string, what: string): never {
      const shown = path.length > 80 ? `${apply(slice, path, [0, 80])}…` : path;
      reason = path === '' ? `it is ${what}` : `"${shown}" is ${what}`;
      throw refusal;
    }

    function spend(text: string): string {
      length += text.length;
      if (length <= maxLength) return text;
      code = 'CODE_RESULT_TOO_LARGE';
      throw refusal;
    }

    function encodeObject(value: object, path: string, parent: Ancestor | null): string {
      const depth = parent === null ? 1 : parent.depth + 1;
      if (depth > maxDepth) refuse(path, `nested more than ${maxDepth} levels deep`);
      for (let above = parent; above !== null; above = above.parent) {
        if (above.value === value) refuse(path, 'a reference back to an object that contains it');
      }
      const self: Ancestor = { value, depth, parent };
      if (isArray(value)) {
        let items = spend('[');
        for (let index = 0; index < value.length; index += 1) {
          if (index > 0) items += spend(',');
          items += encode(get(value, index), `${path}[${index}]`, self);
        }
        return items + spend(']');
      }
      const prototype = getPrototypeOf(value);
      if (prototype !== null && prototype !== plainPrototype) refuse(path, kindOf(value));
      let members = spend('{');
      const keys = keysOf(value);
      for (let index = 0; index < keys.length; index += 1) {
        const key = keys[index];
        if (key === undefined || key === '__proto__' || key === 'constructor' || key === 'prototype')
          continue;
        const member: unknown = get(value, key);
        if (member === undefined) continue;
        if (members.length > 1) members += spend(',');
        members += spend(`${quote(key)}:`);
        members += encode(member, path === '' ? key : `${path}.${key}`, self);
      }
      return members + spend('}');
    }

    function encode(value: unknown, path: string, parent: Ancestor | null): string {
      if (value === null) return spend('null');
      switch (typeof value) {
        case 'string':
          return spend(quote(value));
        case 'boolean':
          return spend(value ? 'true' : 'false');
        case 'number':
          return isFinite(value) ? spend(`${value}`) : refuse(path, `${value}, which is not a usable number`);
        case 'object':
          return encodeObject(value, path, parent);
        case 'function':
          return refuse(path, 'a function');
        case 'bigint':
          return refuse(path, 'a BigInt; return it as text, with String(value)');
        case 'symbol':
          return refuse(path, 'a symbol');
        default:
          return refuse(path, 'undefined');
      }
    }

    try {
      if (root === undefined) reason = 'it returned nothing; end the code with return { … }';
      else if (isArray(root)) reason = 'it is a list; put it into an object, such as { items: list }';
      else if (root === null || (typeof root !== 'object' && typeof root !== 'function')) {
        reason = `it is ${root === null ? 'null' : `a ${typeof root}`}; return an object, such as { value: … }`;
      } else return { isOk: true, json: encode(root, '', null) };
    } catch (thrown) {
      if (thrown !== refusal) throw thrown;
    }
    return { isOk: false, code, reason };
  };
}
