import { describe, expect, it } from 'vitest';
import { connectorSchema } from '#shared/model/entities/connector.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { type ProjectSketch, sketchProject } from '#tests/helpers/talk.ts';
import { checkProject } from './check-project.ts';

const stripe = connectorSchema.parse({
  id: 'stripe',
  name: 'Stripe',
  provider: 'stripe',
  urlPatterns: ['https://api.stripe.com/*'],
  secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
});
const asCode = (body: string): string => `export default async function ({ context, args }) {\n${body}\n}`;
const asks = 'await fetch("https://api.stripe.com/v1"); return {};';

const interesting = /^(?:CODE_|CONNECTOR_)/u;
function codesIn(sketch: ProjectSketch, connectors = [stripe]): readonly string[] {
  return checkProject({ ...sketchProject(sketch), connectors }, definitions)
    .filter(({ code }) => interesting.test(code))
    .map(({ code, severity, stepId, field }) => [severity, code, stepId, field].filter(Boolean).join(' '));
}
const alone = (settings: JsonObject, connectors = [stripe]): readonly string[] =>
  codesIn(
    {
      steps: [
        ['m', 'message-received'],
        ['c', 'code', settings],
      ],
      edges: ['m.next > c'],
    },
    connectors,
  );

describe('connectors of a step', () => {
  it('that are gone, lacking, or for nothing are told of', () => {
    const guarded = asCode(`assertVerifiedWebUser(context);\n${asks}`);
    expect(alone({ code: guarded, connectors: ['stripe'] })).toEqual([]);
    expect(alone({ code: guarded, connectors: ['other'] })).toEqual(['error CONNECTOR_MISSING c connectors']);
    expect(alone({ code: guarded })).toEqual(['warning CONNECTOR_NEEDED c connectors']);
    expect(alone({ code: asCode('return {};'), connectors: ['stripe'] })).toEqual([
      'hint CONNECTOR_UNUSED c connectors',
    ]);
  });

  it('that allow the same equally are a tie', () => {
    const other = { ...stripe, id: 'two', name: 'Two', urlPatterns: ['https://API.stripe.com:443/*'] };
    const settings = {
      code: asCode(`assertVerifiedWebUser(context);\n${asks}`),
      connectors: ['stripe', 'two'],
    };
    expect(alone(settings, [stripe, other])).toEqual(['warning CONNECTOR_TIE c connectors']);
  });

  it('that cannot be used are told of once for the project', () => {
    const code = asCode('return {};');
    for (const broken of [
      { urlPatterns: [] },
      { urlPatterns: ['http://api.stripe.com/*'] },
      { secretPlacement: { in: 'header' as const, name: 'Authorization', template: 'Bearer' } },
    ]) {
      expect(alone({ code }, [{ ...stripe, ...broken }])).toEqual(['warning CONNECTOR_INVALID']);
    }
    expect(alone({ code }, [stripe, { ...stripe, id: 'b', name: 'stripe' }])).toEqual([
      'warning CONNECTOR_INVALID',
      'warning CONNECTOR_INVALID',
    ]);
  });
});

describe('code with a connector', () => {
  const settings = { code: asCode(asks), connectors: ['stripe'] };
  const behind = (condition: object, port: string) =>
    codesIn({
      steps: [
        ['m', 'message-received'],
        ['b', 'branch', { cases: [{ id: 'first', condition: JSON.parse(JSON.stringify(condition)) }] }],
        ['c', 'code', settings],
      ],
      edges: ['m.next > b', `b.${port} > c`],
    });
  const rule = (field: string, operator: string, value?: string) => ({
    field,
    operator,
    ...(value === undefined ? {} : { value }),
  });
  const all = (...rules: object[]) => ({ combinator: 'and', rules });
  const any = (...rules: object[]) => ({ combinator: 'or', rules });
  const verified = rule('user.verified', 'isTrue');
  const paid = rule('user.attrs.plan', 'is', 'pro');

  it.each([
    ['verified', all(verified), 'first', true],
    ['verified and more', all(paid, verified), 'first', true],
    ['identity is verified', all(rule('user.identity', 'is', 'verified')), 'first', true],
    ['verified or more', any(paid, verified), 'first', false],
    ['not anonymous', all(rule('user.identified', 'isTrue')), 'first', false],
    ['not verified', all(rule('user.verified', 'isFalse')), 'first', false],
    ['else of not verified', all(rule('user.verified', 'isFalse')), 'else', true],
    ['else of verified', all(verified), 'else', false],
    ['not (not verified)', { ...all(rule('user.verified', 'isFalse')), not: true }, 'first', true],
    ['else of not verified or more', any(rule('user.verified', 'isFalse'), paid), 'else', true],
    ['else of not verified and more', all(rule('user.verified', 'isFalse'), paid), 'else', false],
    ['nothing', all(), 'first', false],
  ])('behind a case that says %s', (_name, condition, port, isSafe) => {
    expect(behind(condition, port)).toEqual(isSafe ? [] : ['warning CODE_NOT_VERIFIED c code']);
  });

  it('is open where anyone comes, and guarded by the snippet', () => {
    expect(alone(settings)).toEqual(['warning CODE_NOT_VERIFIED c code']);
    expect(alone({ ...settings, code: asCode(`assertVerifiedWebUser(context);\n${asks}`) })).toEqual([]);
  });

  it('is open when one of two ways there is', () => {
    const sketch: ProjectSketch = {
      steps: [
        ['m', 'message-received'],
        [
          'b',
          'branch',
          {
            cases: [
              {
                id: 'v',
                condition: { combinator: 'and', rules: [{ field: 'user.verified', operator: 'isTrue' }] },
              },
            ],
          },
        ],
        ['r', 'reply', { content: 'Hi' }],
        ['c', 'code', settings],
      ],
      edges: ['m.next > b', 'b.v > c', 'b.else > r', 'r.next > c'],
    };
    expect(codesIn(sketch)).toEqual(['warning CODE_NOT_VERIFIED c code']);
  });
});

describe('values that an AI filled in', () => {
  const tool = {
    id: 'look',
    name: 'look_up',
    description: 'Looks up',
    parameters: [{ id: 'p', name: 'customerId', type: 'string', description: 'Whose' }],
    condition: { combinator: 'and', rules: [{ field: 'user.verified', operator: 'isTrue' }] },
  };
  const codesFor = (body: string): readonly string[] =>
    codesIn({
      steps: [
        ['m', 'message-received'],
        ['p', 'prompt', { tools: [tool] }],
        ['c', 'code', { code: asCode(body), connectors: ['stripe'] }],
      ],
      edges: ['m.next > p', 'p.look > c'],
    });
  const warned = ['warning CODE_ARGS_UNCHECKED c code'];

  it.each([
    'await fetch(`https://api.stripe.com/v1/${args.customerId}`); return {};',
    'await fetch("https://api.stripe.com/v1", { method: "POST", body: JSON.stringify({ id: args.customerId }) }); return {};',
    'const id = args.customerId; const url = "https://api.stripe.com/" + id; await fetch(url); return {};',
    'const { customerId: id } = args; await fetch("https://api.stripe.com/" + id); return {};',
    'const url = new URL("https://api.stripe.com"); url.searchParams.set("c", args["customerId"]); await fetch(url); return {};',
    'const body = new URLSearchParams(); body.append("c", args.customerId); await fetch("https://api.stripe.com", { method: "POST", body }); return {};',
    'let url; url = `https://api.stripe.com/${encodeURIComponent(args.customerId)}`; await fetch(url); return {};',
  ])('and that are sent unseen: %s', (body) => {
    expect(codesFor(body)).toEqual(warned);
  });

  it.each([
    'if (args.customerId !== context.user.attrs.id) throw new Error("no"); await fetch(`https://a/${args.customerId}`); return {};',
    'assertOwn(args.customerId); await fetch(`https://a/${args.customerId}`); return {};',
    'await fetch(`https://a/${args.other}`); return {};',
    'await fetch("https://a"); return { id: args.customerId };',
    'const id = args.customerId; if (!/^c_/.test(id)) return {}; await fetch("https://a/" + id); return {};',
  ])('and that are looked at, or not sent: %s', (body) => {
    expect(codesFor(body)).toEqual([]);
  });
});

it.each([
  ['const r = await fetch(u); return await r.json();', true],
  ['const r = await fetch(u); const data = await r.json(); return data;', true],
  ['const r = await fetch(u); const data = await r.json(); return { data };', true],
  ['const r = await fetch(u); const data = await r.json(); return { ...data, a: 1 };', true],
  ['const r = await fetch(u); const data = await r.json(); return { plan: data.plan };', false],
])('a whole answer that is returned: %s', (body, isTold) => {
  const code = asCode(`assertVerifiedWebUser(context);\n${body}`);
  expect(alone({ code, connectors: ['stripe'] })).toEqual(isTold ? ['hint CODE_RETURNS_ANSWER c code'] : []);
});
