import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseBundle } from '#shared/bundle/parse-bundle.ts';
import { newProjectFile, open, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { call, linesOf } from './command-line.testing.ts';

const hello = join(import.meta.dirname, '../resources/presets/hello.dialogram.json');

function fileOf(content: string | Uint8Array, name = 'file'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** A bundle with one change. */
function helloWith(change: (bundle: ReturnType<typeof parseBundle>) => object): string {
  return fileOf(JSON.stringify(change(parseBundle(readFileSync(hello, 'utf8')))));
}

describe('validate', () => {
  test('finds nothing to say about the hello project', async () => {
    expect(await call('validate', hello)).toEqual({ exitCode: 0, out: '', complaint: '' });
  });

  test('writes each problem as a line of JSON and answers 1 for an error', async () => {
    const broken = helloWith((bundle) => ({
      ...bundle,
      steps: bundle.steps.map((step) =>
        step.id === 'work-out-price' ? { ...step, settings: { code: '' } } : step,
      ),
    }));
    const { exitCode, out } = await call('validate', broken);
    expect(exitCode).toBe(1);
    expect(linesOf(out).map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: 'CODE_EMPTY',
        stepId: 'work-out-price',
        field: 'code',
      }),
    );
  });

  test('answers 0 when there are only warnings', async () => {
    const endless = helloWith((bundle) => ({
      ...bundle,
      edges: bundle.edges.filter(({ id }) => id !== 'ask-plan-to-remind'),
    }));
    const { exitCode, out } = await call('validate', endless);
    expect(exitCode).toBe(0);
    expect(linesOf(out)).not.toEqual([]);
  });
});

describe('run', () => {
  test('without --json writes the conversation for reading', async () => {
    const { exitCode, out } = await call('run', hello, '--test-user', 'Sam Lee', '--pick', 'Pro');
    expect(exitCode).toBe(0);
    expect(linesOf(out)).toEqual([
      'Dia: Hello, and welcome! I can tell you what your plan offers.',
      'Dia: Which plan do you have?',
      '     ( ) Free',
      '     ( ) Pro',
      'Sam Lee: Pro',
      'Dia: Thank you, Sam! Pro is $12 a month. Paid by the year it is $108, so you save **$36**.',
    ]);
  });

  test('plays what the customer does in the order given', async () => {
    const { out } = await call('run', hello, '--skip', '60', '--say', 'Hi', '--pick', 'Free', '--say', 'Bye');
    expect(linesOf(out).filter((line) => !line.startsWith(' '))).toEqual([
      expect.stringContaining('Hello'),
      expect.stringContaining('Which plan'),
      '-- The time ran out.',
      expect.stringContaining('No hurry'),
      'Visitor: Hi',
      expect.stringContaining('Which plan'),
      'Visitor: Free',
      expect.stringContaining('Free is yours'),
      'Visitor: Bye',
      expect.stringContaining('Which plan'),
    ]);
  });

  test('a pick that was not offered is refused in words, and the rest goes on', async () => {
    const { exitCode, out } = await call('run', hello, '--pick', 'Gold', '--pick', 'Free');
    expect(exitCode).toBe(0);
    expect(out).toContain('-- Not taken: The picked option is not one of those that were offered.');
    expect(out).toContain('Free is yours');
  });

  test('--script plays a file of actions in its place', async () => {
    const script = fileOf(JSON.stringify([{ operator: 'join' }, { say: 'Help' }, { operator: 'leave' }]));
    const { out } = await call('run', hello, '--say', 'One', '--script', script, '--say', 'Two');
    expect(linesOf(out).filter((line) => /^(Visitor|--)/.test(line))).toEqual([
      'Visitor: One',
      '-- An operator takes over.',
      'Visitor: Help',
      '-- The operator hands back.',
      'Visitor: Two',
    ]);
  });

  test('the customer changes in the middle, by name, and whatever their identity', async () => {
    const script = fileOf(
      JSON.stringify([{ become: 'Jane Doe' }, { say: 'Two' }, { become: 'visitor' }, { say: 'Three' }]),
    );
    const { out } = await call('run', hello, '--test-user', 'Sam Lee', '--say', 'One', '--script', script);
    expect(linesOf(out).filter((line) => !/^(Dia:| )/.test(line))).toEqual([
      'Sam Lee: One',
      '-- Goes on as Jane Doe (identified).',
      'Jane Doe: Two',
      '-- Goes on as Visitor (anonymous).',
      'Visitor: Three',
    ]);
  });

  test('--at sets when the conversation begins', async () => {
    const { out } = await call('run', hello, '--json', '--at', '2026-01-05T12:00:00Z');
    expect(out).toContain(`"dueAt":${Date.UTC(2026, 0, 5, 12, 1)}`);
  });

  test('answers 1 when a turn failed', async () => {
    const broken = helloWith((bundle) => ({
      ...bundle,
      steps: bundle.steps.map((step) => (step.id === 'greeting' ? { ...step, kind: 'telepathy' } : step)),
    }));
    const { exitCode, out } = await call('run', broken);
    expect(exitCode).toBe(1);
    expect(out).toContain('-- The turn failed: ');
    expect(out).toContain('Sorry, something went wrong.');
  });

  test('what a project says cannot steer the terminal', async () => {
    const hostile = helloWith((bundle) => ({
      ...bundle,
      steps: bundle.steps.map((step) =>
        step.id === 'greeting' ? { ...step, settings: { content: 'a\u001b[2Jb\u0007' } } : step,
      ),
    }));
    expect((await call('run', hostile)).out).toContain('Dia: a�[2Jb�');
  });

  test('reads a project file, also while it is open for editing', async () => {
    const path = newProjectFile();
    open(path);
    expect(await call('run', path)).toEqual({ exitCode: 0, out: '', complaint: '' });
  });
});

describe('export and import', () => {
  test('a bundle that is imported and exported again is the same text', async () => {
    const folder = temporaryFolder();
    const project = join(folder, 'hello.dialogram');
    const out = join(folder, 'out.json');
    expect(await call('import', hello, project)).toEqual({ exitCode: 0, out: '', complaint: '' });
    expect(await call('export', project, out)).toEqual({ exitCode: 0, out: '', complaint: '' });
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(hello, 'utf8'));
  });

  test('import replaces nothing', async () => {
    const path = fileOf('precious');
    const { exitCode, complaint } = await call('import', hello, path);
    expect(exitCode).toBe(2);
    expect(complaint).toContain('is already there and was not replaced');
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  test('export replaces a bundle but not a project', async () => {
    const project = newProjectFile();
    const bundle = fileOf('{}');
    expect(await call('export', hello, bundle)).toMatchObject({ exitCode: 0 });
    const before = readFileSync(project);
    expect(await call('export', hello, project)).toMatchObject({
      exitCode: 2,
      complaint: expect.stringContaining('is a project and was not replaced'),
    });
    expect(readFileSync(project).equals(before)).toBe(true);
  });

  test.each([
    ['import', 'could not be made: the folder'],
    ['export', 'could not be written'],
  ])('%s into a folder that does not exist says so', async (command, words) => {
    const { exitCode, complaint } = await call(command, hello, join(temporaryFolder(), 'missing', 'x.json'));
    expect({ exitCode, complaint }).toEqual({ exitCode: 2, complaint: expect.stringContaining(words) });
  });
});

describe('bad input is one line on stderr and exit code 2', () => {
  const damaged = (): string => {
    const bytes = readFileSync(newProjectFile());
    return fileOf(bytes.fill(0x5a, 4096));
  };
  const folder = (): string => {
    const path = join(temporaryFolder(), 'folder');
    mkdirSync(path);
    return path;
  };

  test.each<[string, () => string[], RegExp]>([
    ['no command', () => [], /Give a command: validate, run, export, import, import-knowledge, publish/],
    ['an unknown command', () => ['runn', hello], /unknown command 'runn'.*Did you mean run/],
    ['an unknown option', () => ['run', hello, '--pik', 'x'], /unknown option '--pik'.*Did you mean --pick/],
    ['no file', () => ['run'], /missing required argument 'FILE'/],
    ['too many files', () => ['validate', hello, hello], /too many arguments/],
    ['an option without its value', () => ['run', hello, '--say'], /argument missing/],
    ['a file that is not there', () => ['validate', 'nowhere.json'], /"nowhere.json".*no such file/],
    ['a folder', () => ['validate', folder()], /it is a folder/],
    ['an empty file', () => ['validate', fileOf('')], /neither a Dialogram project nor a bundle/],
    [
      'a picture',
      () => ['validate', fileOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))],
      /neither a Dialogram project/,
    ],
    ['JSON of something else', () => ['run', fileOf('{"name":"x"}')], /not a Dialogram bundle/],
    ['JSON that is cut off', () => ['run', fileOf('{"format":"dialogram",')], /it is not JSON/],
    [
      'a bundle of a newer version',
      () => ['run', fileOf('{"format":"dialogram","formatVersion":2}')],
      /newer/,
    ],
    ['a bundle with an edge to nowhere', () => ['run', fileOf(withLooseEdge())], /ask-plan/],
    ['a damaged project', () => ['run', damaged()], /damaged/],
    [
      'a SQLite file of something else',
      () => ['run', fileOf('SQLite format 3\0 and no more')],
      /damaged or not/,
    ],
    [
      'an unknown test user',
      () => ['run', hello, '--test-user', 'Bo'],
      /"Bo".*"Visitor", "Jane Doe", "Sam Lee"/,
    ],
    ['an unknown workflow', () => ['run', hello, '--workflow', 'Sales'], /"Sales".*"Main"/],
    ['time that is no number', () => ['run', hello, '--skip', 'soon'], /Give a number of seconds/],
    ['time that goes back', () => ['run', hello, '--skip', '-1'], /'-1' is invalid.*0 or more/],
    ['more time than there is', () => ['run', hello, '--skip', '9999999999'], /Skip between 0 and/],
    ['a date that is none', () => ['run', hello, '--at', 'noon'], /Give a date and time/],
    [
      'a message that is too long',
      () => ['run', hello, '--say', 'x'.repeat(20_001)],
      /at most 20000 characters/,
    ],
    ['a script that is not there', () => ['run', hello, '--script', 'nowhere.json'], /no such file/],
    ['a script that is no list', () => ['run', hello, '--script', fileOf('{}')], /the file is not a list/],
    [
      'a script with a strange action',
      () => ['run', hello, '--script', fileOf('[{"say":"a"},{"dance":1}]')],
      /action 2/,
    ],
  ])('%s', async (_name, args, words) => {
    const { exitCode, complaint } = await call(...args());
    expect(exitCode).toBe(2);
    expect(linesOf(complaint)).toEqual([expect.stringMatching(words)]);
    expect(complaint).toMatch(/^dialogram: /);
  });

  function withLooseEdge(): string {
    const bundle = parseBundle(readFileSync(hello, 'utf8'));
    return JSON.stringify({ ...bundle, steps: bundle.steps.filter(({ id }) => id !== 'ask-plan') });
  }
});

test.each([['--help'], ['run', '--help'], ['help', 'run']])('%s writes how to use it', async (...args) => {
  const { exitCode, out, complaint } = await call(...args);
  expect({ exitCode, complaint }).toEqual({ exitCode: 0, complaint: '' });
  expect(out).toContain('Usage: dialogram');
});
