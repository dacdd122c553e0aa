// What holds for every step kind, whatever it does.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldRegistry } from '#shared/model/field.ts';
import { stepGroups } from '#shared/model/step-definition.ts';
import { checkContext, described } from '#tests/helpers/described.ts';
import { definitions } from './registry/definitions.ts';
import { executors } from './registry/executors.ts';

const stepsFolder = import.meta.dirname;
const icons = join(
  dirname(createRequire(import.meta.url).resolve('@tabler/icons-react/package.json')),
  'dist/esm/icons',
);

test('kinds and executors stand in the registries under the same names', () => {
  expect(executors.map((executor) => executor.definition.kind)).toEqual(
    definitions.map((definition) => definition.kind),
  );
});

describe.each(definitions.map((definition) => ({ kind: definition.kind, definition })))(
  '$kind',
  ({ kind, definition }) => {
    test('is named after its folder', () => {
      expect(existsSync(join(stepsFolder, kind, 'definition.ts'))).toBe(true);
    });

    test('a new step starts from its defaults', () => {
      const settings = z.record(z.string(), z.json()).parse(definition.settings.parse({}));
      expect(described(definition, settings).summary(checkContext())).not.toBe('');
    });

    test('every setting says what it is called, and a list what its items are called', () => {
      expect(fieldsWithoutLabel(definition.settings)).toEqual([]);
    });

    test('ports have distinct ids, and only a kind that can fail has the error port', () => {
      const ports = described(definition).ports.map(({ id }) => id);
      expect(new Set(ports).size).toBe(ports.length);
      expect(ports.includes('error')).toBe(definition.canFail);
    });

    test('shows a group, an icon that exists and a purpose in one sentence', () => {
      expect(stepGroups).toContain(definition.group);
      expect(existsSync(join(icons, `Icon${pascalCase(definition.icon)}.mjs`))).toBe(true);
      expect(definition.purpose).toMatch(/^[A-Z][^.]*\.$/);
    });

    test('findings are a sentence and say what to do', () => {
      for (const { message } of described(definition).check(checkContext())) {
        expect(message).toMatch(/\. [A-Z].*\.$/);
      }
    });

    test('has help of at most forty lines that begins with its title', () => {
      const help = readFileSync(join(stepsFolder, kind, 'README.md'), 'utf8');
      expect(help.startsWith(`# ${definition.title}\n`)).toBe(true);
      expect(help.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    });
  },
);

function pascalCase(kebab: string): string {
  return kebab.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Paths of fields, also within lists, that the generated form could not show. */
function fieldsWithoutLabel(schema: z.ZodObject, path = ''): string[] {
  return Object.entries(schema.shape).flatMap(([name, fieldSchema]) => {
    const at = `${path}${name}`;
    if (!(fieldSchema instanceof z.ZodType)) return [at];
    const meta = fieldRegistry.get(fieldSchema);
    if (meta === undefined || (meta.input === 'list') !== (meta.itemName !== undefined)) return [at];
    const item = itemOf(fieldSchema);
    return item === undefined ? [] : fieldsWithoutLabel(item, `${at}.`);
  });
}

function itemOf(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodDefault) return itemOf(z.instanceof(z.ZodType).parse(schema.unwrap()));
  if (!(schema instanceof z.ZodArray)) return undefined;
  return schema.element instanceof z.ZodObject ? schema.element : undefined;
}
