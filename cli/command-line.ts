// The command line: validate, run, export, import and publish projects with the code of the app, without a window.
// Invariants: 0 = done, 1 = problems found or a turn failed, 2 = could not be done, with one line that says why.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import type { ScriptAction } from '#shared/engine/scenario.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { importKnowledge } from './import-knowledge.ts';
import type { Output } from './output.ts';
import { inOneLine } from './plain-text.ts';
import { addPublishing } from './publish-commands.ts';
import { readScript } from './read-script.ts';
import { run } from './run.ts';
import { exportProject, importProject } from './transfer.ts';
import { validate } from './validate.ts';

type ExitCode = 0 | 1 | 2;

/** Runs one command. Never rejects. */
export async function commandLine(args: readonly string[], output: Output): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const finish = (code: ExitCode): void => {
    exitCode = code;
  };
  try {
    await grammar(output, finish).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    output.complain(`dialogram: ${inOneLine(wordsFor(thrown))}\n`);
    return 2;
  }
}

function wordsFor(thrown: unknown): string {
  if (!(thrown instanceof CommanderError)) return AppError.from(thrown).message;
  if (thrown.code === 'commander.help') {
    return 'Give a command: validate, run, export, import, import-knowledge, publish, versions, rollback or promote. See --help for more.';
  }
  return thrown.message.replace(/^error: /, '');
}

function grammar(output: Output, finish: (exitCode: ExitCode) => void): Command {
  const program = new Command('dialogram')
    .description('Works with Dialogram projects. FILE is a project file or a bundle, told apart by content.')
    .exitOverride()
    .configureOutput({ writeOut: output.write, writeErr: () => undefined })
    .addHelpText('after', '\nExit codes: 0 done, 1 problems found or a turn failed, 2 could not be done.');

  program
    .command('validate')
    .description('write the problems of a project as JSON lines; exit code 1 when one is an error')
    .argument('<FILE>')
    .action((file: string) => finish(validate(file, output)));

  addRun(program, output, finish);

  program
    .command('export')
    .description('write a project as a bundle')
    .argument('<FILE>')
    .argument('<OUT.json>')
    .action((file: string, out: string) => exportProject(file, out, output));

  program
    .command('import')
    .description('make a project file from a bundle')
    .argument('<IN.json>')
    .argument('<FILE>')
    .action((input: string, file: string) => importProject(input, file, output));

  program
    .command('import-knowledge')
    .description('import files, folders and web pages into the knowledge of a project')
    .argument('<FILE>')
    .argument('<WHAT...>')
    .action(async (file: string, what: readonly string[]) =>
      finish(await importKnowledge(file, what, output)),
    );

  addPublishing(program, output);

  return program;
}

const runOptions = z.object({
  workflow: z.string().optional(),
  testUser: z.string().optional(),
  at: z.number().optional(),
  json: z.boolean().default(false),
  demo: z.boolean().default(false),
});

function addRun(program: Command, output: Output, finish: (exitCode: ExitCode) => void): void {
  // Filled while the arguments are read, because the order of different options counts.
  const script: ScriptAction[] = [];
  const play = (flags: string, description: string, read: (value: string) => readonly ScriptAction[]) =>
    new Option(flags, `${description} (repeatable)`).argParser(
      (value: string) => void script.push(...read(value)),
    );

  program
    .command('run')
    .description('start a conversation and play what the customer does, in the order given')
    .argument('<FILE>')
    .option('--workflow <NAME>', 'begin at this workflow instead of the main one')
    .option('--test-user <NAME>', 'talk as this test user instead of the first')
    .addOption(play('--say <TEXT>', 'the customer writes', (say) => [{ say }]))
    .addOption(
      play('--pick <LABEL>', 'the customer picks an option of the latest choice', (pick) => [{ pick }]),
    )
    .addOption(
      play('--skip <SECONDS>', 'time passes, and timers run out', (skip) => [{ skip: seconds(skip) }]),
    )
    .addOption(play('--script <FILE>', 'play a JSON list of actions', readScript))
    .option('--at <TIME>', 'begin at this time instead of now, such as 2026-01-05T12:00:00Z', moment)
    .option('--demo', 'start the demo services for the demo integrations of the project')
    .option('--json', 'write every run event as a line of JSON')
    .action(async (file: string, options: unknown) => {
      finish(await run(file, script, runOptions.parse(options), output));
    });
}

function seconds(value: string): number {
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a number of seconds, 0 or more.');
}

function moment(value: string): number {
  const parsed = z.iso.datetime({ offset: true }).safeParse(value);
  if (parsed.success) return Date.parse(value);
  throw new InvalidArgumentError('Give a date and time with its zone, such as 2026-01-05T12:00:00Z.');
}
