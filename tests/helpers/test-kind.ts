// Step kinds made for one test.
import { z } from 'zod';
import { defineExecutor, type Executor, type StepScope } from '#shared/engine/executor.ts';
import type { Outcome } from '#shared/engine/outcome.ts';
import { defineStep } from '#shared/model/step-definition.ts';

interface TestKindOptions {
  /** Other ports than `next`. */
  readonly ports?: readonly string[];
  /** Where it goes on after a wait; without, it cannot wait. */
  readonly resume?: (scope: StepScope) => Outcome;
}

/** A kind whose only behaviour is `enter`. */
export function testKind(
  kind: string,
  enter: (scope: StepScope) => Promise<Outcome> | Outcome,
  { ports = ['next'], resume }: TestKindOptions = {},
): Executor {
  const definition = defineStep({
    kind,
    version: 1,
    group: 'logic',
    title: kind,
    purpose: 'Made for a test.',
    icon: 'flask',
    canFail: true,
    settings: z.object({}),
    ports: () => ports.map((id) => ({ id, label: id })),
    summary: () => kind,
  });
  return defineExecutor(definition, {
    enter: (_settings, scope) => enter(scope),
    ...(resume === undefined ? {} : { resume: (_settings, scope) => resume(scope) }),
  });
}
