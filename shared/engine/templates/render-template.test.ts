import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { Talk } from '#tests/helpers/talk.ts';
import { parseTemplate } from './parse-template.ts';
import { renderTemplate, renderTemplateValue, type TemplateMode } from './render-template.ts';
import type { TemplateScope } from './template-scope.ts';

const noon = Date.UTC(2026, 6, 1, 12, 30, 5);

function scopeOf(args: JsonObject, timeZone = 'UTC'): TemplateScope {
  const { flow, state } = new Talk({ steps: [], workspace: { timeZone } });
  return {
    workspace: flow.workspace,
    user: { ...state.customer, attrs: { plan: 'pro' } },
    assistant: flow.assistants.get('bot'),
    organizations: [],
    args,
    message: { id: 'm1', role: 'user', content: 'hello', channel: 'web' },
    searchResults: [],
    now: noon,
  };
}

const render = (source: string, args: JsonObject = {}, mode: TemplateMode = 'text', timeZone?: string) =>
  renderTemplate(parseTemplate(source), scopeOf(args, timeZone), mode);
const value = (source: string, args: JsonObject = {}) =>
  renderTemplateValue(parseTemplate(source), scopeOf(args));

describe('texts', () => {
  it.each([
    ['no braces at all', 'no braces at all'],
    ['Hi {{ user.name | upcase }}!', 'Hi ANN!'],
    ['{{ user.attrs.plan }} of {{ workspace.name }}, {{ assistant.name }}', 'pro of Shop, Bot'],
    ['{{ user.attrs.seats | default: "none" }}', 'none'],
    ['{{ message.content }}/{{ nothing.here }}', 'hello/'],
    ['{{ args.list }} {{ args.object }} {{ args.none }}', 'a, 1, true {"a":[1]} '],
    ['{% for x in args.list %}{{ x }};{% endfor %}', 'a;1;true;'],
    ['{% if args.none %}yes{% else %}no{% endif %}', 'no'],
    ['{% capture x %}{{ user.name }}{% endcapture %}{{ x }}', 'Ann'],
    ['{% assign x = args.list | first %}{{ x }}', 'a'],
  ])('renders %s', (source, expected) => {
    expect(render(source, { list: ['a', 1, true], object: { a: [1] }, none: null })).toBe(expected);
  });

  it('never parses a value as a template', () => {
    expect(render('{{ args.text }}', { text: '{{ user.name }}{% if %}' })).toBe('{{ user.name }}{% if %}');
  });

  it.each(['args.x.constructor', 'args.constructor', 'constructor', 'args.x.__proto__', 'user.toString'])(
    'reaches no prototype through %s',
    (path) => {
      expect(render(`{{ ${path} }}`, { x: {} })).toBe('');
    },
  );

  it('reaches no prototype through filters', () => {
    expect(render('{{ args.x | map: "constructor" | join: "" }}', { x: [{}] })).toBe('');
  });

  it('leaves args as they were', () => {
    const args = { list: [3, 1, 2] };
    render('{{ args.list | sort | reverse | push: 9 | join }}{% assign args = 1 %}', args);
    expect(args).toEqual({ list: [3, 1, 2] });
  });
});

describe('typed values', () => {
  it.each([
    ['{{ args.list }}', [1, { a: null }]],
    [' {{ args.count | plus: 1 }} ', 3],
    ['{{ args.flag }}', false],
    ['{{ args.missing }}', null],
    ['{{ args.missing | default: 5 }}', 5],
    ['{{ args.text }}', '<b> & *'],
    ['{{ args.count }}!', '2!'],
    ['plain', 'plain'],
    ['{{ args.list | where: "a" | size }}', 0],
  ])('%s', (source, expected) => {
    const args = { list: [1, { a: null }], count: 2, flag: false, text: '<b> & *' };
    expect(value(source, args)).toEqual(expected);
  });
});

describe('dates', () => {
  it.each([
    ['{{ now }}', 'UTC', '2026-07-01T12:30:05+00:00'],
    ['{{ now }}', 'Europe/Berlin', '2026-07-01T14:30:05+02:00'],
    ['{{ now | date: "%A %-d %B %Y %H:%M" }}', 'America/New_York', 'Wednesday 1 July 2026 08:30'],
    ['{{ "now" | date: "%l:%M %p" }}', 'UTC', '12:30 PM'],
    ['{{ "2026-12-24" | date: "%a, %d.%m.%y %z" }}', 'Europe/Berlin', 'Thu, 24.12.26 +0100'],
    ['{{ "2026-03-29T02:30" | date: "%H:%M" }}', 'Europe/Berlin', '03:30'],
    ['{{ 0 | date: "%F %T %j %s %%" }}', 'UTC', '1970-01-01 00:00:00 001 0 %'],
    ['{{ "Wed, 01 Jul 2026 10:00:00 GMT" | date: "%R" }}', 'UTC', '10:00'],
    ['{{ "next week" | date: "%F" }}', 'UTC', 'next week'],
    ['{{ "2026-07-01" | date_to_long_string }}', 'UTC', '01 July 2026'],
    ['{{ now | date }}', 'UTC', 'Wednesday, July 1, 2026 at 12:30 pm +0000'],
  ])('%s in %s', (source, timeZone, expected) => {
    expect(render(source, {}, 'text', timeZone)).toBe(expected);
  });
});

describe('Markdown', () => {
  it.each([
    ['{{ args.x }}', '*bold* _it_ `code`', String.raw`\*bold\* \_it\_ \`code\``],
    ['{{ args.x }}', 'order_number 3-4 (ok) 100%!', 'order_number 3-4 (ok) 100%!'],
    ['{{ args.x }}', '[link](http://evil.example) <b>', String.raw`\[link\](http://evil.example) \<b\>`],
    ['{{ args.x }}', '# head\n- item\n1. one', '\\# head\n\\- item\n1\\. one'],
    ['a {{ args.x }}', '# no head', 'a # no head'],
    ['> {{ args.x }}', '# head', String.raw`> \# head`],
    ['{{ args.x }}', 'AT&amp;T & co', String.raw`AT\&amp;T & co`],
    ['**{{ args.x }}**', 'a*b', String.raw`**a\*b**`],
    ['{{ args.x | raw }} .', '*b*', '*b* .'],
    ['{{ args.x | upcase }}', '*b*', String.raw`\*B\*`],
    ['{% capture y %}{{ args.x }}{% endcapture %}{{ y }}', '*b*', String.raw`\*b\*`],
    ['{% echo args.x %}{% cycle args.x %}', '*b*', String.raw`\*b\*\*b\*`],
  ])('%s with %j', (source, x, expected) => {
    expect(render(source, { x }, 'markdown')).toBe(expected);
  });

  it('leaves a whole prepared text as it is', () => {
    expect(render(' {{args.content}} ', { content: '**hi**' }, 'markdown')).toBe(' **hi** ');
    expect(render('{{args.content}}!', { content: '**hi**' }, 'markdown')).toBe(String.raw`\*\*hi\*\*!`);
  });
});

describe('URLs', () => {
  it.each([
    ['https://a.example/{{ args.x }}/b', 'c/d?e#f', 'https://a.example/c%2Fd%3Fe%23f/b'],
    ['https://a.example/?q={{ args.x }}', 'a&b=c d', 'https://a.example/?q=a%26b%3Dc%20d'],
    ['https://{{ args.x }}.example/', 'a@evil.example/', 'https://a%40evil.example%2F.example/'],
    ['{{ args.x }}/path', 'https://a.example', 'https://a.example/path'],
    ['https://a.example/{{ args.x }}', "it's (1)*", 'https://a.example/it%27s%20%281%29%2A'],
  ])('%s with %s', (source, x, expected) => {
    expect(render(source, { x }, 'url')).toBe(expected);
  });

  it.each(['..', '.'])('refuses %s as a part of the path', (x) => {
    expect(() => render('https://a.example/users/{{ args.x }}/delete', { x }, 'url')).toThrow(/path/u);
  });
});

describe('limits', () => {
  it.each([
    [
      'loops in loops',
      '{% for a in args.l %}{% for b in args.l %}{% for c in args.l %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['ranges', '{% for i in (1..100000000) %}{% endfor %}'],
    ['long texts', '{% for a in args.l %}{{ args.text }}{% endfor %}'],
    [
      'filters that grow',
      '{% assign t = args.text %}{% for a in args.l %}{% assign t = t | append: t %}{% endfor %}',
    ],
    ['padded dates', '{% for a in args.l %}{{ now | date: args.text }}{% endfor %}'],
  ])('stop %s', (_case, source) => {
    const args = { l: Array.from({ length: 200 }, (_, index) => index), text: '%Y'.repeat(500) };
    const failed = AppError.from(thrownBy(() => render(source, args)));
    expect(failed.code).toBe('TEMPLATE_LIMIT');
  });

  it('say what is wrong with a filter that fails on its value', () => {
    const failed = AppError.from(thrownBy(() => render('{{ args.x | url_decode }}', { x: '%E0%A4%A' })));
    expect(failed.code).toBe('TEMPLATE_INVALID');
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('Nothing was thrown.');
}
