// The preview of this window: one conversation at a time with the host's engine.
// Invariants: the session view of the host is what counts; what is shown before it arrives is marked as live and
// replaced by it; one request of the author at a time.
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelRequest, NoticePayload } from '#shared/ipc/channels.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import { host } from '../state/host.ts';
import { currentProject, flushEdits, onProjectChange } from '../state/project-store.ts';
import { applyRecords, type LiveTurn, noTurn } from './live-turn.ts';

export type ChoiceValue = string | number | boolean;

interface PreviewState {
  readonly session: SessionView | null;
  /** The session that `turn` belongs to; it runs before the first view of it is known. */
  readonly liveSessionId: string | null;
  readonly turn: LiveTurn;
  /** What a model is writing; the reply takes its place. */
  readonly draft: NoticePayload<'preview.draft'>['draft'];
  /** What the author said, until the host's view has it. */
  readonly sending: { readonly role: 'user' | 'operator'; readonly content: string } | null;
  readonly isBusy: boolean;
  readonly error: AppError | null;
  /** The host that ran the session is gone: it can be read, not continued. */
  readonly isLost: boolean;
  /** Chosen for the next start; null = the host's default. */
  readonly testUserId: string | null;
  /** Whose words the author writes while an operator takes part. */
  readonly writingAs: 'operator' | 'customer';
}

const idle: PreviewState = {
  session: null,
  liveSessionId: null,
  turn: noTurn,
  draft: null,
  sending: null,
  isBusy: false,
  error: null,
  isLost: false,
  testUserId: null,
  writingAs: 'operator',
};

export const usePreview = create<PreviewState>(() => idle);

/** Begins a new conversation, as another test user when given. One who is gone is not asked for. */
export async function startPreview(testUserId?: string): Promise<void> {
  const wanted = testUserId ?? usePreview.getState().testUserId;
  const chosen = currentProject()?.index.testUsers.get(wanted ?? '')?.id ?? null;
  usePreview.setState({ ...idle, testUserId: chosen });
  await ask(() => host.invoke('preview.start', chosen === null ? {} : { testUserId: chosen }));
}

/** Says something as the test user; begins a conversation when there is none. */
export async function say(content: string): Promise<void> {
  if (usePreview.getState().session === null) await startPreview();
  await withSession((sessionId) => host.invoke('preview.say', { sessionId, content }), {
    sending: { role: 'user', content },
  });
}

export async function pick(choiceMessageId: string, value: ChoiceValue, label: string): Promise<void> {
  await withSession((sessionId) => host.invoke('preview.pick', { sessionId, choiceMessageId, value }), {
    sending: { role: 'user', content: label },
  });
}

/** Lets the conversation's clock run ahead; timers that come due fire. */
export async function skipTime(seconds: number): Promise<void> {
  await withSession((sessionId) => host.invoke('preview.skip', { sessionId, seconds }), {});
}

/** Goes on as another test user, with all that was said. */
export async function become(testUserId: string): Promise<void> {
  usePreview.setState({ testUserId });
  await withSession((sessionId) => host.invoke('preview.become', { sessionId, testUserId }), {});
}

/** Takes the conversation over as an operator, hands it back to the bot, or closes it. */
export async function actAsOperator(does: ChannelRequest<'preview.operator'>['does']): Promise<void> {
  await withSession((sessionId) => host.invoke('preview.operator', { sessionId, does }), {
    writingAs: 'operator',
  });
}

/** Answers as the operator who has the conversation. */
export async function operatorSay(content: string): Promise<void> {
  await withSession((sessionId) => host.invoke('preview.operatorSay', { sessionId, content }), {
    sending: { role: 'operator', content },
  });
}

/** Allows or refuses, as an operator, the action that waits for it. */
export async function decide(isApproved: boolean, reason: string): Promise<void> {
  await withSession((sessionId) => host.invoke('preview.decide', { sessionId, isApproved, reason }), {});
}

export const isOperating = ({ session, isLost }: PreviewState): boolean =>
  session?.operator === 'active' && !isLost;

export function dismissPreviewError(): void {
  usePreview.setState({ error: null });
}

async function withSession(
  request: (sessionId: string) => Promise<SessionView>,
  meanwhile: Partial<PreviewState>,
): Promise<void> {
  const sessionId = usePreview.getState().session?.sessionId;
  if (sessionId === undefined) return;
  usePreview.setState(meanwhile);
  await ask(() => request(sessionId));
}

async function ask(request: () => Promise<SessionView>): Promise<void> {
  usePreview.setState({ isBusy: true, error: null });
  try {
    await flushEdits();
    adopt(await request());
  } catch (thrown) {
    const error = AppError.from(thrown);
    const isLost = error.code === 'SESSION_NOT_FOUND' || error.code === 'HOST_DOWN';
    usePreview.setState((state) => ({
      error: isLost ? null : error,
      isLost: state.isLost || isLost,
      turn: { ...state.turn, isRunning: false, runningStepId: null },
    }));
  } finally {
    usePreview.setState({ isBusy: false, sending: null, ...forgetDraft() });
  }
}

function adopt(session: SessionView): void {
  usePreview.setState(({ turn, liveSessionId }) => ({
    session,
    liveSessionId: session.sessionId,
    turn: liveSessionId === session.sessionId ? { ...turn, messages: [] } : noTurn,
    sending: null,
    ...forgetDraft(),
  }));
}

host.on('preview.events', ({ sessionId, records, view }) => {
  const { session, liveSessionId, isBusy, turn } = usePreview.getState();
  // Events of a session that is just being started arrive before its first view; those of an old one are late.
  if (session === null ? !isBusy : session.sessionId !== sessionId) return;
  usePreview.setState({
    liveSessionId: sessionId,
    turn: applyRecords(liveSessionId === sessionId ? turn : noTurn, records),
    ...(records.some(({ event }) => event.type === 'reply' || event.type === 'choice') ? forgetDraft() : {}),
  });
  if (view !== undefined) adopt(view);
});

/** Drafts are drawn once a frame, however fast they come; what was said meanwhile takes the place of a late one. */
let lateDraft: { readonly frame: number; draft: PreviewState['draft'] } | null = null;

function forgetDraft(): { readonly draft: null } {
  if (lateDraft !== null) cancelAnimationFrame(lateDraft.frame);
  lateDraft = null;
  return { draft: null };
}

host.on('preview.draft', ({ sessionId, draft }) => {
  const { session, liveSessionId } = usePreview.getState();
  if (sessionId !== (session?.sessionId ?? liveSessionId)) return;
  if (lateDraft !== null) {
    lateDraft.draft = draft;
    return;
  }
  const frame = requestAnimationFrame(() => {
    usePreview.setState({ draft: lateDraft?.draft ?? null });
    lateDraft = null;
  });
  lateDraft = { frame, draft };
});

host.onUp((isUp) => {
  if (!isUp && usePreview.getState().session !== null) usePreview.setState({ isLost: true });
});

onProjectChange((project, before) => {
  if (project?.path !== before?.path) usePreview.setState(idle);
});
