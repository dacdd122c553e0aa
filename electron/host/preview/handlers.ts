// The preview channels: one conversation per window, on the project that the window has open.
// Invariants: a preview ends with the window's hold on its project, or when another one is started; edits of the project
// reach it at once; one runner pool serves every window, and runs from the first preview on.
import { randomUUID } from 'node:crypto';
import { checkProject } from '#shared/engine/check/check-project.ts';
import { compileFlow } from '#shared/engine/compile-flow.ts';
import type { GenerateAnswer } from '#shared/drivers/model/generate-answer.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import { createRunnerPool, type RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import type { AuditLog } from '../actions/audit-log.ts';
import { AuditTrail } from '../actions/audit-trail.ts';
import { type TrialReach, tryAction } from '../actions/try-action.ts';
import type { Connectors } from '../connectors/connectors.ts';
import type { Integrations } from '../integrations/integrations.ts';
import type { HandlerContext, PreviewArea, ProjectHold } from '../handlers/handler.ts';
import { CodeInputs } from './code-inputs.ts';
import type { KnowledgeArea } from '../knowledge/handlers.ts';
import { type DryRuns, openDryRuns } from './dry-runs.ts';
import { EventBatch } from './event-batch.ts';
import { findTestUser, openSession } from './open-session.ts';
import { OutsideRequests } from './outside-requests.ts';
import type { ConversationSession } from './session.ts';
import { tryCode } from './try-code.ts';

interface Preview {
  readonly session: ConversationSession;
  readonly batch: EventBatch;
  readonly codeInputs: CodeInputs;
  readonly outside: OutsideRequests;
  end(): void;
}

interface PreviewAreaOptions {
  /** Answers prompts; default: the simulator. */
  readonly model?: GenerateAnswer;
  /** The way out for code; default: there is none. */
  readonly connectors?: Pick<Connectors, 'httpFor' | 'checkFor'>;
  /** The way out for actions; default: there is none. */
  readonly integrations?: Pick<Integrations, 'servicesFor'>;
  /** Looks in the project's knowledge; default: there is none. */
  readonly search?: KnowledgeArea['search'];
  /** Default: all runs are dry until the host ends. */
  readonly dryRuns?: DryRuns;
  /** Keeps what actions did; default: nobody does. */
  readonly audit?: AuditLog;
}

export function createPreviewArea({
  model,
  connectors,
  integrations,
  search,
  dryRuns = openDryRuns(),
  audit,
}: PreviewAreaOptions = {}): PreviewArea {
  const previews = new WeakMap<ProjectHold, Preview>();
  let pool: RunnerPool | undefined;
  const sharedPool = (): RunnerPool => (pool ??= createRunnerPool());

  const outsideOf = ({ project }: ProjectHold, runs = dryRuns): OutsideRequests => {
    const document = (): ProjectDocument => project.document();
    return new OutsideRequests({
      dryRuns: runs,
      project: document,
      ...(connectors === undefined ? {} : { check: connectors.checkFor(document) }),
    });
  };

  /** What a conversation of this project can reach. */
  const waysOut = (hold: ProjectHold): TrialReach => {
    const document = (): ProjectDocument => hold.project.document();
    return {
      pool: sharedPool,
      ...(model === undefined ? {} : { model }),
      ...(connectors === undefined ? {} : { http: connectors.httpFor(document) }),
      ...(integrations === undefined ? {} : { services: integrations.servicesFor(document) }),
      ...(search === undefined ? {} : { knowledge: (query, signal) => search(hold, query, signal) }),
    };
  };

  function start(hold: ProjectHold, context: HandlerContext, testUser?: string, workflow?: string): Preview {
    const { project, ended } = hold;
    const id = `preview-${randomUUID()}`;
    const codeInputs = new CodeInputs();
    const outside = outsideOf(hold);
    const batch = new EventBatch(id, (name, notice) => context.notify(name, notice));
    const trail = new AuditTrail({
      who: () => session.view().testUser,
      add: (entry) => audit?.add(projectOf(context), entry),
    });
    const session = openSession({
      id,
      turnPrefix: `${id}:`,
      document: project.document(),
      ...(testUser === undefined ? {} : { testUser }),
      ...(workflow === undefined ? {} : { workflow }),
      baseClock: Date.now,
      hasRealTimers: true,
      ...waysOut(hold),
      listen: (driver) => codeInputs.noting(outside.wrap(driver)),
      onRecord: (record) => {
        batch.add(record);
        trail.follow(record.event);
      },
      onDraft: (notice) => {
        if (notice.type !== 'draft') return batch.draft(null);
        const { content, assistantId } = notice;
        batch.draft({ content, assistantId });
      },
      onChange: () => batch.end(session.view()),
    });
    const stopFollowing = project.onChange(() => {
      void session.moveTo(compileFlow(project.document(), executors));
    });
    const end = (): void => {
      stopFollowing();
      session.close();
      ended.removeEventListener('abort', end);
      previews.delete(hold);
    };
    ended.addEventListener('abort', end);
    const preview = { session, batch, codeInputs, outside, end };
    previews.get(hold)?.end();
    previews.set(hold, preview);
    return preview;
  }

  function find(context: HandlerContext, sessionId: string): Preview {
    const preview = previews.get(context.hold());
    if (preview?.session.id === sessionId) return preview;
    throw new AppError('SESSION_NOT_FOUND', 'This preview has ended. Start it again.');
  }

  return {
    handlers: {
      'project.problems': (_request, context) => ({
        problems: [...checkProject(context.hold().project.document(), definitions)],
      }),
      'preview.start'({ testUserId, workflowId }, context) {
        // Runners take a moment to start; the first code step need not wait for it.
        sharedPool();
        const preview = start(context.hold(), context, testUserId, workflowId);
        return play(preview, context, () => preview.session.start());
      },
      'preview.say'({ sessionId, content }, context) {
        const preview = find(context, sessionId);
        return play(preview, context, () => preview.session.say(content));
      },
      'preview.pick'({ sessionId, choiceMessageId, value }, context) {
        const preview = find(context, sessionId);
        return play(preview, context, () => preview.session.pick(choiceMessageId, value));
      },
      'preview.skip'({ sessionId, seconds }, context) {
        const preview = find(context, sessionId);
        return play(preview, context, () => preview.session.skipTime(seconds));
      },
      'preview.become'({ sessionId, testUserId }, context) {
        const preview = find(context, sessionId);
        const testUser = findTestUser(context.hold().project.document(), testUserId);
        return play(preview, context, () => preview.session.become(testUser));
      },
      'preview.operator'({ sessionId, does }, context) {
        const preview = find(context, sessionId);
        return play(preview, context, () => preview.session.operator(does));
      },
      'preview.operatorSay'({ sessionId, content }, context) {
        const preview = find(context, sessionId);
        return play(preview, context, () => preview.session.operatorSay(content));
      },
      'preview.decide'({ sessionId, ...decision }, context) {
        const preview = find(context, sessionId);
        return play(preview, context, () => preview.session.decide(decision));
      },
      'preview.tryCode'(request, { hold, signal }) {
        const held = hold();
        const http = connectors?.httpFor(() => held.project.document());
        const outside = outsideOf(held);
        return tryCode(
          request,
          { pool: sharedPool, outside, ...(http === undefined ? {} : { http }) },
          signal,
        );
      },
      'preview.tryAction'({ isLive, ...trial }, { hold, signal }) {
        const held = hold();
        const outside = outsideOf(held, { ...dryRuns, isLive: () => isLive });
        return tryAction(trial, { document: held.project.document(), outside, ...waysOut(held) }, signal);
      },
      'preview.codeInput'({ sessionId, stepId }, context) {
        return { input: find(context, sessionId).codeInputs.of(stepId) };
      },
      'preview.requestDetails'({ sessionId, key }, context) {
        return { details: find(context, sessionId).outside.detailsOf(key) };
      },
      'preview.isLive': (_request, context) => ({ isLive: dryRuns.isLive(projectOf(context)) }),
      'preview.setLive'({ isLive }, context) {
        dryRuns.setLive(projectOf(context), isLive);
        return {};
      },
      'preview.saveAnswer'({ subject, answer }, context) {
        dryRuns.save(projectOf(context), subject, answer);
        return {};
      },
      'preview.stop'({ sessionId }, context) {
        find(context, sessionId).end();
        return {};
      },
    },
    async close() {
      await pool?.close();
      pool = undefined;
    },
  };
}

const projectOf = (context: HandlerContext): string => context.hold().project.document().workspace.id;

/** Answers with the view after the turns that were caused; a cancelled request stops them. */
async function play(
  { session, batch }: Preview,
  { signal }: HandlerContext,
  act: () => Promise<void>,
): Promise<SessionView> {
  const stop = (): void => session.stop();
  signal.addEventListener('abort', stop);
  try {
    await act();
    return session.view();
  } finally {
    signal.removeEventListener('abort', stop);
    batch.end(session.view());
  }
}
