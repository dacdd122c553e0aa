import type { OutsideAsked } from '#shared/engine/request-event.ts';
import type { RequestMade } from '#shared/ipc/views.ts';

/** A request as windows are shown it. */
export function requestMade(event: OutsideAsked): RequestMade {
  const { key, method, address, answer, isPretended = false, error = null } = event;
  return { key, method, address, answer, isPretended, error };
}
