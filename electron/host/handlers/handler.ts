// What a channel's handler is and what it is given.
// Invariants: a handler gets a parsed request and answers with what the channel's response schema takes; it throws
// AppErrors for what can be expected. Handlers that do not wait (all of `project.*`) run in order of arrival.
import type {
  ChannelName,
  ChannelRequest,
  ChannelResponse,
  NoticeName,
  NoticePayload,
} from '#shared/ipc/channels.ts';
import type { Project } from '../project/project.ts';

/** One window's hold on an open project: it ends when the window opens another, closes it, or goes away. */
export interface ProjectHold {
  /** `document()`, `rev` and `onChange` are what a preview follows. It may be shared with other windows. */
  readonly project: Project;
  /** Why this window may not edit; null when it may. */
  readonly readOnly: string | null;
  /** Aborted when the hold ends: stop what runs for it. A good key for what belongs to it is the hold itself. */
  readonly ended: AbortSignal;
}

export interface HandlerContext {
  /** The project that this window has open. Throws PROJECT_NOT_OPEN. */
  hold(): ProjectHold;
  /** Opens a project in this window, in place of the one it had. The one it had stays when this throws. */
  open(path: string): ProjectHold;
  closeProject(): void;
  /** Tells this window something; after the window has gone it does nothing. */
  notify<Name extends NoticeName>(name: Name, payload: NoticePayload<Name>): void;
  /** Aborted when the window cancels this request or goes away. */
  readonly signal: AbortSignal;
}

type Handler<Name extends ChannelName> = (
  request: ChannelRequest<Name>,
  context: HandlerContext,
) => ChannelResponse<Name> | Promise<ChannelResponse<Name>>;

/** One handler for each of `Name`: a missing one does not compile. */
export type Handlers<Name extends ChannelName> = { readonly [Each in Name]: Handler<Each> };

/** Channels of the preview area, in `preview/handlers.ts`: `export function createPreviewArea(): PreviewArea`. */
type PreviewChannel = Extract<ChannelName, `preview.${string}` | 'project.problems'>;

export interface PreviewArea {
  readonly handlers: Handlers<PreviewChannel>;
  /** Called once when the host ends: stops runners. */
  close(): Promise<void>;
}
