// Puts a session together from a project: the same one for the app's preview, the command line and tests.
import { compileFlow } from '#shared/engine/compile-flow.ts';
import type { Driver } from '#shared/engine/effects.ts';
import { createLiveDriver, type SearchKnowledge, type ServiceDriver } from '#shared/drivers/live-driver.ts';
import type { SendHttp } from '#shared/drivers/http/send-through-connector.ts';
import type { GenerateAnswer } from '#shared/drivers/model/generate-answer.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';
import { type TestUser, testUserSchema } from '#shared/model/entities/test-user.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { ConversationSession, type SessionOptions } from './session.ts';
import { type BaseClock, SessionClock } from './session-clock.ts';

export interface OpenSessionOptions extends Pick<
  SessionOptions,
  'id' | 'turnPrefix' | 'hasRealTimers' | 'onRecord' | 'onDraft' | 'onChange'
> {
  readonly document: ProjectDocument;
  /** Id or name; default: the first. */
  readonly testUser?: string;
  /** Id or name; default: the main workflow. */
  readonly workflow?: string;
  readonly baseClock: BaseClock;
  /** Asked when the first code step runs. */
  readonly pool: () => RunnerPool;
  /** Answers prompts; default: the simulator. */
  readonly model?: GenerateAnswer;
  /** Performs what code asks of the network; default: everything is refused. */
  readonly http?: SendHttp;
  /** Searches the project's knowledge; default: there is none. */
  readonly knowledge?: SearchKnowledge;
  /** Performs what actions ask of integrations; default: everything is refused. */
  readonly services?: ServiceDriver;
  /** Listens to what is performed; default: nobody does. */
  readonly listen?: (driver: Driver) => Driver;
}

/** Plays the customer of projects that have no test user. */
const visitor = testUserSchema.parse({ id: 'visitor', name: 'Visitor', identity: 'anonymous' });

/** Throws TEST_USER_NOT_FOUND and WORKFLOW_NOT_FOUND, which name those that exist, and STATE_TOO_LARGE. */
export function openSession({
  document,
  baseClock,
  pool,
  model,
  http,
  knowledge,
  services,
  listen = (driver) => driver,
  ...options
}: OpenSessionOptions): ConversationSession {
  const clock = new SessionClock(baseClock);
  const workflow =
    options.workflow === undefined
      ? undefined
      : find(document.workflows, options.workflow, 'WORKFLOW_NOT_FOUND', 'workflow');
  return new ConversationSession({
    id: options.id,
    turnPrefix: options.turnPrefix,
    hasRealTimers: options.hasRealTimers,
    flow: compileFlow(document, executors),
    testUser: findTestUser(document, options.testUser),
    clock,
    driver: listen(
      createLiveDriver({
        pool,
        now: () => clock.now(),
        ...(model === undefined ? {} : { model }),
        ...(http === undefined ? {} : { http }),
        ...(knowledge === undefined ? {} : { knowledge }),
        ...(services === undefined ? {} : { services }),
      }),
    ),
    ...(workflow === undefined ? {} : { workflowId: workflow.id }),
    ...(options.onRecord === undefined ? {} : { onRecord: options.onRecord }),
    ...(options.onDraft === undefined ? {} : { onDraft: options.onDraft }),
    ...(options.onChange === undefined ? {} : { onChange: options.onChange }),
  });
}

/** By id or name; default: the first. Throws TEST_USER_NOT_FOUND. */
export function findTestUser({ testUsers }: ProjectDocument, wanted?: string): TestUser {
  const users: readonly TestUser[] = testUsers.length === 0 ? [visitor] : testUsers;
  return find(users, wanted, 'TEST_USER_NOT_FOUND', 'test user');
}

function find<Named extends { readonly id: string; readonly name: string }>(
  all: readonly Named[],
  wanted: string | undefined,
  code: ErrorCode,
  what: string,
): Named {
  const found =
    wanted === undefined
      ? all[0]
      : (all.find(({ id }) => id === wanted) ?? all.find(({ name }) => name === wanted));
  if (found !== undefined) return found;
  const names = all.slice(0, 20).map(({ name }) => `"${name}"`);
  throw new AppError(code, `There is no ${what} "${wanted ?? ''}". The project has ${names.join(', ')}.`);
}
