// Makes entries of the audit log of a preview's run events: stamps when, for whom, and how long an action took.
import { randomUUID } from 'node:crypto';
import type { RunEvent } from '#shared/engine/events.ts';
import type { AuditEntry } from '#shared/ipc/actions.ts';
import { shorten } from '#shared/model/words.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';

interface AuditTrailOptions {
  /** Whom the conversation is with now. */
  readonly who: () => AuditEntry['who'];
  readonly add: (entry: AuditEntry) => void;
  readonly now?: () => number;
}

const longestText = 1000;

export class AuditTrail {
  readonly #options: AuditTrailOptions;
  readonly #now: () => number;
  #startedAt: number | null = null;
  #isPretended = false;
  /** By the step's id, until the action that it is about ends. */
  readonly #approvals = new Map<string, AuditEntry['approval']>();

  constructor(options: AuditTrailOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  follow(event: RunEvent): void {
    switch (event.type) {
      case 'step.started':
        this.#startedAt = this.#now();
        this.#isPretended = false;
        return;
      case 'effect.ended':
        this.#isPretended ||= event.isPretended === true;
        return;
      case 'approval.decided':
        this.#approvals.set(event.id, { decision: event.decision, reason: event.reason });
        return;
      case 'action.executed':
        this.#executed(event);
        return;
      default:
        return;
    }
  }

  #executed(event: Extract<RunEvent, { type: 'action.executed' }>): void {
    const { id: stepId, actionId, name, caller, inputs, outcome, code, requestIds } = event;
    const at = this.#now();
    const entry: AuditEntry = {
      id: randomUUID(),
      at,
      actionId,
      name,
      caller,
      stepId,
      who: this.#options.who(),
      inputs: clipped(inputs),
      outcome,
      code,
      approval: this.#approvals.get(stepId) ?? null,
      durationMs: this.#startedAt === null ? null : at - this.#startedAt,
      requestIds: [...requestIds],
      isPretended: this.#isPretended,
    };
    this.#approvals.delete(stepId);
    this.#options.add(entry);
  }
}

/** Long texts are told apart well enough by how they begin. */
function clipped(inputs: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]): [string, Json] => [
      name,
      typeof value === 'string' ? shorten(value, longestText) : value,
    ]),
  );
}
