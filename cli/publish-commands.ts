// The arguments of publishing.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { limits } from '#shared/model/limits.ts';
import { environmentSchema } from '#shared/runtime-api/publishing.ts';
import type { Output } from './output.ts';
import { promote, publish, rollBack, versions } from './publish.ts';

const choice = z.object({
  target: z.string().optional(),
  url: z.string().optional(),
  environment: environmentSchema.optional(),
});
const activation = choice.extend({
  note: z.string().max(limits.noteText).default(''),
  by: z.string().max(limits.name).optional(),
  conversations: z.enum(['finish', 'move']),
});
const toVersion = activation.extend({ version: z.int().optional() });
const publication = activation.extend({
  rev: z.int().optional(),
  dryRun: z.boolean().default(false),
  takeSecrets: z.boolean().default(false),
  secret: z.array(z.string()).default([]),
  withoutSecret: z.array(z.string()).default([]),
});

export function addPublishing(program: Command, output: Output): void {
  const command = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument('<FILE>')
      .option('--target <NAME>', 'a publish target of the project; the only one when there is one')
      .option('--url <URL>', 'the address of a runtime; its key is in DIALOGRAM_RUNTIME_KEY');
  const withEnvironment = (made: Command): Command =>
    made.addOption(
      new Option('--environment <NAME>', 'staging or production').choices(environmentSchema.options),
    );
  const withActivation = (made: Command): Command =>
    made
      .option('--note <TEXT>', 'what the version is about')
      .option('--by <NAME>', 'who does it; default: the user of this computer')
      .addOption(
        new Option(
          '--conversations <WHAT>',
          'those under way finish on their version, or move at their next wait',
        )
          .choices(['finish', 'move'])
          .default('finish'),
      );

  withActivation(
    withEnvironment(command('publish', 'make a project live, and write what changes for customers')),
  )
    .option('--dry-run', 'only write what would change')
    .option('--rev <NUMBER>', 'publish only if the environment is still at this rev', number)
    .option('--take-secrets', 'send secrets that the runtime lacks from the vault of this computer')
    .option('--secret <NAME=VARIABLE...>', 'send a secret that is in an environment variable')
    .option('--without-secret <NAME...>', 'go live without a secret; what needs it fails')
    .action((file: string, options: unknown) => publish(file, publication.parse(options), output));

  withEnvironment(
    command('versions', 'list what was live: number, when, who, where it is live, note'),
  ).action((file: string, options: unknown) => versions(file, choice.parse(options), output));

  withActivation(withEnvironment(command('rollback', 'make an earlier version live again')))
    .option('--version <NUMBER>', 'which one; default: the one that was live before', number)
    .action((file: string, options: unknown) => rollBack(file, toVersion.parse(options), output));

  withActivation(command('promote', 'make live in production what is live in staging'))
    .option('--version <NUMBER>', 'another version than the one in staging', number)
    .action((file: string, options: unknown) => promote(file, toVersion.parse(options), output));
}

function number(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a whole number.');
}
