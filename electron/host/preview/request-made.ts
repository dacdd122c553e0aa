import type { RunEvent } from '#shared/engine/events.ts';
import type { RequestMade } from '#shared/ipc/views.ts';

/** A request as windows are shown it. */
export function requestMade(event: Extract<RunEvent, { type: 'http.requested' }>): RequestMade {
  const { key, method, url, answer, isPretended = false, error = null } = event;
  return { key, method, url, answer, isPretended, error };
}
