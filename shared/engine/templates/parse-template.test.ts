import { describe, expect, it } from 'vitest';
import { Talk } from '#tests/helpers/talk.ts';
import { analyzeTemplate, parseTemplate, unknownVariable } from './parse-template.ts';

describe('reading a template', () => {
  it('finds the variables it names, not those it makes itself', () => {
    expect(
      analyzeTemplate(
        '{{ args.a.b | default: user.name }}{% for x in args.list %}{{ x.y }}{% endfor %}{{ args["c d"] }}',
      ),
    ).toEqual({
      ok: true,
      variables: [
        ['args', 'a', 'b'],
        ['args', 'list'],
        ['args', 'c d'],
        ['user', 'name'],
      ],
    });
  });

  it.each([
    ['Hi {{ user.name', /“\{\{” is not closed/u],
    ['{% if user.name %}hi', /not closed/u],
    ['{{ user.name | shout }}', /no filter “shout”/u],
    ['{% include "secrets" %}', /not known here/u],
    ['{% render "secrets" %}', /not known here/u],
    ['{% layout "secrets" %}', /not known here/u],
    ['{{ args.list | sample }}', /no filter “sample”/u],
    ['{{ args.list | where_exp: "item", args.expression }}', /no filter “where_exp”/u],
    ['{{ | }}', /cannot be read|no filter/u],
  ])('says in plain words what is wrong with %s', (source, message) => {
    const analysis = analyzeTemplate(source);
    expect(analysis.ok ? '' : analysis.message).toMatch(message);
    expect(() => parseTemplate(source)).toThrow(message);
  });

  it('parses a source once', () => {
    expect(parseTemplate('{{ args.once }}')).toBe(parseTemplate('{{ args.once }}'));
  });

  it.each([
    [['args', 'anything', 'below'], undefined],
    [['user', 'attrs', 'plan'], undefined],
    [['usr', 'name'], true],
    [['user', 'nmae'], false],
  ])('knows which variables exist: %j', (path, isRoot) => {
    expect(unknownVariable(path)?.isRoot).toBe(isRoot);
  });

  it('warns in the trace about a variable that does not exist, which renders empty', async () => {
    const talk = new Talk({
      steps: [
        ['m', 'message-received'],
        ['r', 'reply', { content: 'Hi {{ usr.name }}{{ args.missing }}!' }],
      ],
      edges: ['m.next > r'],
    });
    await talk.say('x');
    expect(talk.told('template.warning', 'reply')).toMatchObject([
      { stepId: 'r', field: 'content', message: expect.stringContaining('“usr”') },
      { content: 'Hi !' },
    ]);
  });
});
