// Carries frames between windows and the host. Owns which connection a window has.
// Invariants: only the main frame of the app's own page is listened to; only frames of known shape, bounded size and known
// channel pass; a page that loads anew gets a new connection; a request that cannot be delivered is answered.
import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { AppError } from '#shared/errors/app-error.ts';
import { bridgeChannels, frameLimit } from '#shared/ipc/bridge.ts';
import { channels } from '#shared/ipc/channels.ts';
import { type ToHost, toHostSchema, type ToWindow } from '#shared/ipc/protocol.ts';
import type { RelayFromHost } from '#shared/ipc/relay.ts';
import { isAppUrl } from './app-protocol.ts';
import type { HostProcess } from './host-process.ts';

export interface WindowRelay {
  /** Windows whose frames are carried; anything else is refused. */
  addWindow(contents: WebContents): void;
  onHostMessage(message: Exclude<RelayFromHost, { type: 'key-store' }>): void;
  onHostDown(): void;
}

export function createWindowRelay(host: () => HostProcess): WindowRelay {
  const windows = new Set<WebContents>();
  const connections = new Map<WebContents, number>();
  let lastConnectionId = 0;
  let wasDown = false;

  const connectionOf = (contents: WebContents): number | undefined => {
    const known = connections.get(contents);
    if (known !== undefined) return known;
    lastConnectionId += 1;
    if (!host().send({ type: 'open', connectionId: lastConnectionId })) return undefined;
    connections.set(contents, lastConnectionId);
    return lastConnectionId;
  };
  const endConnection = (contents: WebContents): void => {
    const connectionId = connections.get(contents);
    connections.delete(contents);
    if (connectionId !== undefined) host().send({ type: 'close', connectionId });
  };
  const tell = (contents: WebContents, frame: ToWindow): void => {
    if (!contents.isDestroyed()) contents.send(bridgeChannels.frame, frame);
  };
  const tellAll = (frame: ToWindow): void => {
    for (const contents of windows) tell(contents, frame);
  };

  ipcMain.on(bridgeChannels.frame, (event, payload: unknown) => {
    const parsed = toHostSchema.safeParse(payload);
    const refuse = (error: AppError): void => {
      if (parsed.data?.type !== 'request') return;
      const failure: ToWindow = { type: 'failure', id: parsed.data.id, error: error.toJSON() };
      event.reply(bridgeChannels.frame, failure);
    };
    if (!windows.has(event.sender) || !isTrustedSender(event)) return refuse(senderUntrusted());
    const frame = parsed.success ? checkFrame(parsed.data) : invalidFrame();
    if (AppError.is(frame)) return refuse(frame);
    const connectionId = connectionOf(event.sender);
    if (connectionId === undefined || !host().send({ type: 'frame', connectionId, frame }))
      refuse(hostDown());
  });

  return {
    addWindow(contents) {
      windows.add(contents);
      contents.on('did-navigate', () => endConnection(contents));
      contents.on('render-process-gone', () => endConnection(contents));
      contents.once('destroyed', () => {
        windows.delete(contents);
        endConnection(contents);
      });
    },
    onHostMessage(message) {
      if (message.type === 'ready') {
        if (wasDown) tellAll({ type: 'notice', name: 'host.state', payload: { isUp: true } });
        wasDown = false;
        return;
      }
      for (const [contents, connectionId] of connections) {
        if (connectionId === message.connectionId) tell(contents, message.frame);
      }
    },
    onHostDown() {
      wasDown = true;
      connections.clear();
      tellAll({ type: 'notice', name: 'host.state', payload: { isUp: false } });
    },
  };
}

/** True for the main frame of the app's own page: no subframe, no page that came from elsewhere. */
export function isTrustedSender({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url);
}

export function senderUntrusted(): AppError {
  return new AppError('SENDER_UNTRUSTED', 'Only Dialogram’s own window may ask this.', { blame: 'bug' });
}

function checkFrame(frame: ToHost): ToHost | AppError {
  if (frame.type === 'request' && !Object.hasOwn(channels, frame.channel)) {
    return new AppError('CHANNEL_UNKNOWN', `This version of Dialogram cannot “${frame.channel}”.`, {
      blame: 'bug',
    });
  }
  return isWithinLimit(frame) ? frame : invalidFrame();
}

/** Also refuses what is not plain data: a structure that refers to itself, a BigInt. */
function isWithinLimit(frame: ToHost): boolean {
  try {
    return JSON.stringify(frame).length <= frameLimit;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return false;
    throw error;
  }
}

function invalidFrame(): AppError {
  return new AppError('INVALID_INPUT', 'The window sent something that is too large or cannot be read.', {
    blame: 'bug',
  });
}

function hostDown(): AppError {
  const message = 'Dialogram’s background process is not answering. It is being started again.';
  return new AppError('HOST_DOWN', message, { blame: 'environment' });
}
