// Runs an action for a step or a prompt: inputs, permission, confirmation, approval, doing it, and telling what came of it.
// Invariants: nothing is done before inputs, permission and prerequisites were checked, also after a wait; each call ends with
// one `action.executed` (a workflow's has two: started, and done); sensitive inputs are in no event.
import type { Action } from '#shared/model/entities/action.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { readArguments } from '../arguments.ts';
import type { Wait } from '../conversation.ts';
import type { ServiceTerms, StepScope } from '../executor.ts';
import type { Outcome } from '../outcome.ts';
import type { Trigger } from '../trigger.ts';
import { type ActionCall, calledAction, type WaitingCall, waitingCall } from './action-call.ts';
import { asksCustomer, isForCustomer, reachOf } from './may-run.ts';
import { redactInputs } from './redact-inputs.ts';
import { questionOf, wordsOf } from './wording.ts';

export type ActionEnding =
  /** It waits, or its workflow runs. */
  | { readonly goOn: Outcome }
  | { readonly result: JsonObject }
  /** The customer said no or something else (`content`), or an operator did not allow it (`reason`). */
  | {
      readonly declined: 'no' | 'changed' | 'refused';
      readonly actionId: string;
      readonly content?: string;
      readonly reason?: string;
    };

/** Throws ACTION_NOT_FOUND, ACTION_INPUT_INVALID, ACTION_NOT_PERMITTED, and what the action fails with. */
export async function beginAction(given: ActionCall, scope: StepScope): Promise<ActionEnding> {
  const action = actionOf(given, scope);
  const call = await checked(action, given, scope);
  return asksCustomer(action, scope.catalog) ? ask(action, call, scope) : approveOrDo(action, call, scope);
}

/** Goes on after a wait of `beginAction`. */
export async function resumeAction(
  scope: StepScope,
  trigger: Trigger,
  { data }: Wait,
): Promise<ActionEnding> {
  const waiting = waitingCall(data);
  const action = actionOf(waiting, scope);
  const picked = trigger.kind === 'message' ? trigger.message.choice?.value : undefined;
  const content = trigger.kind === 'message' ? trigger.message.content : '';
  if (waiting.stage === 'approve') return decide(action, waiting, scope, trigger, picked);
  if (waiting.stage === 'confirm' && picked === 'yes') {
    return approveOrDo(action, await checked(action, waiting, scope), scope);
  }
  if (waiting.stage === 'confirm' && picked === 'change') {
    scope.reply(
      await scope.with(waiting.inputs).render(wordsOf(action, 'changeMessage'), 'changeMessage', 'markdown'),
    );
    return { goOn: { wait: { accepts: ['message'], data: { ...waiting, stage: 'change' } } } };
  }
  tell(action, waiting, scope, 'declined');
  const { actionId } = waiting;
  return picked === 'no' ? { declined: 'no', actionId } : { declined: 'changed', actionId, content };
}

/** Goes on when the workflow of an action came back. */
export async function endCalledAction(scope: StepScope, data: Json, args: JsonObject): Promise<ActionEnding> {
  const call = calledAction(data);
  const action = actionOf(call, scope);
  // What it was given, and what every workflow has, is no result.
  const result = Object.fromEntries(
    Object.entries(args).filter(
      ([name, value]) =>
        name !== 'content' && name !== 'error' && canonicalJson(call.inputs[name]) !== canonicalJson(value),
    ),
  );
  return succeed(action, call, scope, result, []);
}

function actionOf({ actionId }: Pick<ActionCall, 'actionId'>, { catalog, stepId }: StepScope): Action {
  const action = catalog.actions.get(actionId);
  if (action !== undefined) return action;
  throw new AppError('ACTION_NOT_FOUND', 'The action does not exist any more. Choose another one.', {
    details: { stepId, actionId },
  });
}

/** The call with what the action has inputs for, once everything that must hold does. */
async function checked<Call extends ActionCall>(action: Action, call: Call, scope: StepScope): Promise<Call> {
  const refuse = (code: 'ACTION_INPUT_INVALID' | 'ACTION_NOT_PERMITTED', message: string): AppError => {
    tell(action, call, scope, 'refused', code);
    return new AppError(code, message, { details: { stepId: scope.stepId, actionId: action.id } });
  };
  const read = readArguments(action.inputs, call.inputs, `“${action.name}”`);
  if (!read.ok) {
    throw refuse('ACTION_INPUT_INVALID', `${read.problem} Check what is given to the action.`);
  }
  if (!isForCustomer(action, scope.catalog, scope.conversation)) {
    const who = `The action “${action.name}” is not for this customer: it asks for somebody who is ${action.permission}.`;
    throw refuse('ACTION_NOT_PERMITTED', `${who} Let the customer identify before.`);
  }
  if (!(await scope.with(read.args).holds(action.prerequisites))) {
    const what = `The action “${action.name}” cannot be done now: its prerequisites do not hold.`;
    throw refuse('ACTION_NOT_PERMITTED', `${what} Check them, or lead here only when they do.`);
  }
  return { ...call, inputs: read.args };
}

async function ask(action: Action, call: ActionCall, scope: StepScope): Promise<ActionEnding> {
  const question = await scope
    .with(call.inputs)
    .render(questionOf(action, call.inputs), 'confirmMessage', 'markdown');
  const offered = (['yes', 'no', 'change'] as const).map((id) => ({
    id,
    label: wordsOf(action, `${id}Label`),
    value: id,
  }));
  scope.offer(question, offered);
  const data = { ...waitingData(call, 'confirm', scope), isTypedLabelPick: true };
  return { goOn: { wait: { offered, accepts: ['choice', 'message'], data } } };
}

function waitingData(
  call: ActionCall,
  stage: WaitingCall['stage'],
  { conversation }: StepScope,
): WaitingCall {
  const { actionId, caller, inputs } = call;
  return { actionId, caller, inputs, stage, wasEscalated: conversation.status === 'escalated' };
}

async function approveOrDo(action: Action, call: ActionCall, scope: StepScope): Promise<ActionEnding> {
  if (action.permission !== 'operator') return perform(action, call, scope, false);
  const waiting = waitingData(call, 'approve', scope);
  scope.tell({
    type: 'approval.requested',
    id: scope.stepId,
    actionId: action.id,
    name: action.name,
    inputs: redactInputs(action, call.inputs),
  });
  return awaitOperator(action, waiting, scope);
}

async function awaitOperator(action: Action, waiting: WaitingCall, scope: StepScope): Promise<ActionEnding> {
  const offered = [{ id: 'cancel', label: wordsOf(action, 'cancelLabel'), value: 'cancel' }];
  scope.offer(
    await scope.with(waiting.inputs).render(wordsOf(action, 'waitingMessage'), 'waitingMessage', 'markdown'),
    offered,
  );
  const isMarked = scope.conversation.status === 'escalated';
  return {
    goOn: {
      wait: {
        offered,
        accepts: ['choice', 'message', 'approval'],
        data: { ...waiting, isTypedLabelPick: true },
      },
      ...(isMarked ? {} : { change: { escalate: { note: `Approval is needed: ${action.name}` } } }),
    },
  };
}

async function decide(
  action: Action,
  waiting: WaitingCall,
  scope: StepScope,
  trigger: Trigger,
  picked: unknown,
): Promise<ActionEnding> {
  const tellDecision = (decision: 'approved' | 'refused' | 'withdrawn', reason: string): void =>
    scope.tell({ type: 'approval.decided', id: scope.stepId, actionId: action.id, decision, reason });
  if (trigger.kind !== 'approval') {
    if (picked !== 'cancel') return awaitOperator(action, waiting, scope);
    tellDecision('withdrawn', '');
    tell(action, waiting, scope, 'declined');
    return { declined: 'no', actionId: action.id };
  }
  const { isApproved, reason } = trigger;
  tellDecision(isApproved ? 'approved' : 'refused', reason);
  if (isApproved) return perform(action, await checked(action, waiting, scope), scope, true);
  tell(action, waiting, scope, 'refused', 'ACTION_DECLINED');
  scope.reply(
    await scope
      .with({ ...waiting.inputs, reason })
      .render(wordsOf(action, 'refusedMessage'), 'refusedMessage', 'markdown'),
  );
  return { declined: 'refused', actionId: action.id, reason };
}

async function perform(
  action: Action,
  call: ActionCall,
  scope: StepScope,
  isApproved: boolean,
): Promise<ActionEnding> {
  try {
    const terms = termsFor(action, call.inputs, scope, isApproved);
    const outcome = await scope.with(call.inputs, terms).enterKind(action.type, action.settings);
    if (outcome !== undefined && 'take' in outcome) {
      const requestIds =
        outcome.requestId === undefined || outcome.requestId === null ? [] : [outcome.requestId];
      return await succeed(action, call, scope, outcome.merge ?? {}, requestIds);
    }
    if (outcome !== undefined && 'jump' in outcome) {
      const { actionId, caller, inputs } = call;
      tell(action, call, scope, 'started');
      return {
        goOn: {
          jump: outcome.jump,
          mode: 'start',
          call: { args: inputs, data: { actionId, caller, inputs } },
        },
      };
    }
    throw new AppError(
      'STEP_SETTINGS_INVALID',
      `The action “${action.name}” gives no result. Open it and correct what it does.`,
      { details: { stepId: scope.stepId } },
    );
  } catch (thrown) {
    throw await failed(action, call, scope, AppError.from(thrown));
  }
}

function termsFor(action: Action, inputs: JsonObject, scope: StepScope, isApproved: boolean): ServiceTerms {
  const { id, settings, effect, timeoutSeconds, cacheSeconds, isCacheShared } = action;
  const isKept = cacheSeconds > 0 && reachOf(action, scope.catalog) === 'read';
  // With the settings in it, so that a changed action does not give answers of the old one.
  const whose = isCacheShared ? null : scope.conversation.customer.internalId;
  const key = canonicalJson([id, settings, inputs, whose]);
  return {
    effect,
    timeoutMs: timeoutSeconds * 1000,
    cache: isKept ? { key, seconds: cacheSeconds } : null,
    isApproved,
  };
}

async function succeed(
  action: Action,
  call: ActionCall,
  scope: StepScope,
  result: JsonObject,
  requestIds: readonly string[],
): Promise<ActionEnding> {
  tell(action, call, scope, 'done', null, requestIds);
  await say(action.successMessage, 'successMessage', scope.with({ ...call.inputs, ...result }));
  return { result };
}

/** What the step fails with; the customer is told before, unless the turn was stopped. */
async function failed(
  action: Action,
  call: ActionCall,
  scope: StepScope,
  error: AppError,
): Promise<AppError> {
  if (error.code === 'TURN_ABORTED') return error;
  const requestId = error.details['requestId'];
  tell(action, call, scope, 'failed', error.code, typeof requestId === 'string' ? [requestId] : []);
  const args = { ...call.inputs, error: { code: error.code } };
  await say(action.failureMessage, 'failureMessage', scope.with(args));
  return error;
}

async function say(message: string, field: string, scope: StepScope): Promise<void> {
  if (message.trim() === '') return;
  const said = await scope.render(message, field, 'markdown');
  if (said.trim() !== '') scope.reply(said);
}

function tell(
  action: Action,
  { caller, inputs }: ActionCall,
  scope: StepScope,
  outcome: 'done' | 'failed' | 'refused' | 'declined' | 'started',
  code: string | null = null,
  requestIds: readonly string[] = [],
): void {
  scope.tell({
    type: 'action.executed',
    id: scope.stepId,
    actionId: action.id,
    name: action.name,
    caller,
    inputs: redactInputs(action, inputs),
    outcome,
    code,
    requestIds: [...requestIds],
  });
}
