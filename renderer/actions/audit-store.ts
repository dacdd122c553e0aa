// The audit log as the screen shows it: what is filtered by, and the newest entries that match.
// Invariants: asked again with each change of the filter and now and then while shown; an answer that a newer question overtook is dropped.
import { useEffect } from 'react';
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { AuditFilter } from '#shared/ipc/actions.ts';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { copyText } from '../state/clipboard-text.ts';
import { host } from '../state/host.ts';
import { notifyDone, notifyError } from '../state/notify.ts';
import { onProjectChange } from '../state/project-store.ts';

interface AuditState {
  readonly filter: Omit<AuditFilter, 'since'>;
  /** How far back, ms; 0 = any time. */
  readonly span: number;
  readonly limit: number;
  readonly known: ChannelResponse<'actions.audit'> | null;
  readonly error: AppError | null;
  /** When it was asked, epoch ms. */
  readonly at: number;
}

const page = 200;
const first: AuditState = { filter: {}, span: 0, limit: page, known: null, error: null, at: 0 };

export const useAudit = create<AuditState>(() => first);

export function filterAudit(change: AuditState['filter'] & { readonly span?: number }): void {
  const { span, ...filter } = change;
  useAudit.setState((before) => ({
    filter: { ...before.filter, ...filter },
    span: span ?? before.span,
    limit: page,
  }));
}

function asked(): AuditFilter {
  const { filter, span } = useAudit.getState();
  return span === 0 ? filter : { ...filter, since: Date.now() - span };
}

export const showMore = (): void => useAudit.setState(({ limit }) => ({ limit: limit + page }));

async function load(signal: AbortSignal): Promise<void> {
  const limit = Math.min(useAudit.getState().limit, 1000);
  try {
    const known = await host.invoke('actions.audit', { ...asked(), limit }, { signal });
    if (!signal.aborted) useAudit.setState({ known, error: null, at: Date.now() });
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (!signal.aborted && error.code !== 'HOST_DOWN') useAudit.setState({ error });
  }
}

const refreshEveryMs = 3000;

/** In a component that shows it. */
export function useFreshAudit(): void {
  const filter = useAudit((state) => state.filter);
  const span = useAudit((state) => state.span);
  const limit = useAudit((state) => state.limit);
  useEffect(() => {
    const asking = new AbortController();
    void load(asking.signal);
    // Previews of other windows write to it, too; nobody tells of them.
    const timer = setInterval(() => void load(asking.signal), refreshEveryMs);
    return () => {
      asking.abort();
      clearInterval(timer);
    };
  }, [filter, span, limit]);
}

const canDownload = window.dialogram === undefined;
export const exportWords = canDownload ? 'Export' : 'Copy';

const types = { csv: 'text/csv', json: 'application/json' } as const;

/** What the filter shows, all of it. */
export async function exportAudit(format: keyof typeof types): Promise<void> {
  try {
    const { text } = await host.invoke('actions.exportAudit', { ...asked(), format });
    if (canDownload) download(text, format);
    else {
      copyText(text);
      notifyDone('The audit log is in the clipboard. Paste it into a file or a spreadsheet.');
    }
  } catch (thrown) {
    notifyError('Could not export the audit log')(thrown);
  }
}

function download(text: string, format: keyof typeof types): void {
  const address = URL.createObjectURL(new Blob([text], { type: types[format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `audit-log.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}

onProjectChange((project, before) => {
  if (project?.path !== before?.path) useAudit.setState(first);
});
