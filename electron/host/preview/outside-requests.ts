// The requests of one preview to the outside: those that would change something are sent only when the project is previewed live, and
// what each carried can be looked at afterwards.
// Invariant: memory is bounded; what is kept to be shown has no secret.
import type { Driver, EffectCall, EffectName, EffectResponse } from '#shared/engine/effects.ts';
import { effectClassOf } from '#shared/engine/effects.ts';
import type { CheckHttp } from '#shared/drivers/http/send-through-connector.ts';
import { createDryRunDriver } from '#shared/drivers/dry-run-driver.ts';
import { outsideEffects, type OutsideEffects } from '#shared/drivers/outside-effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { RequestDetails } from '#shared/ipc/dry-run.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { documentedAnswer } from './documented-answer.ts';
import type { DryRuns, KnownAnswer } from './dry-runs.ts';

interface OutsideRequestsOptions {
  readonly dryRuns: DryRuns;
  readonly project: () => ProjectDocument;
  /** Refuses what would not be sent; default: nothing is refused. */
  readonly check?: CheckHttp;
}

const mostKept = 200;

export class OutsideRequests {
  readonly #options: OutsideRequestsOptions;
  readonly #kept = new Map<string, RequestDetails>();
  /** Of answers that were made up, by the effect's key, until it ends. */
  readonly #sources = new Map<string, KnownAnswer['source'] | 'none'>();

  constructor(options: OutsideRequestsOptions) {
    this.#options = options;
  }

  /** The same driver, dry unless the project is live, and listened to. */
  wrap(driver: Driver): Driver {
    const dry = createDryRunDriver(driver, {
      pretend: (call) => this.#pretend(call),
      isDry: () => !this.#options.dryRuns.isLive(this.#projectId),
    });
    return {
      perform: async (call) => {
        const outside = outsideOf(call.name);
        if (outside === undefined) return dry.perform(call);
        try {
          const response = await dry.perform(call);
          this.#keep(call, response);
          return response;
        } catch (error) {
          this.#keep(call, null);
          throw error;
        }
      },
    };
  }

  detailsOf(key: string): RequestDetails | null {
    return this.#kept.get(key) ?? null;
  }

  get #projectId(): string {
    return this.#options.project().workspace.id;
  }

  async #pretend<Name extends EffectName>(call: EffectCall<Name>): Promise<EffectResponse<Name>> {
    const { dryRuns, check } = this.#options;
    const outside = outsideOf(call.name);
    if (outside === undefined) throw notPretended(call.name);
    const asked: EffectCall = call;
    if (isHttp(asked)) await check?.(asked.request);
    const known = dryRuns.answer(this.#projectId, outside.subjectOf(call.request));
    this.#sources.set(call.key, known?.source ?? 'none');
    const project = this.#options.project();
    const documented = isService(asked) ? documentedAnswer(asked.request, project) : undefined;
    return outside.respond(call.request, known?.answer ?? documented ?? outside.usualAnswer, project);
  }

  #keep<Name extends EffectName>(call: EffectCall<Name>, response: EffectResponse<Name> | null): void {
    const outside = outsideOf(call.name);
    if (outside === undefined) return;
    const { key, request } = call;
    const subject = outside.subjectOf(request);
    const source = this.#sources.get(key);
    this.#sources.delete(key);
    if (response !== null && source === undefined && effectClassOf(call) !== 'read') {
      this.#options.dryRuns.remember(this.#projectId, subject, outside.answerOf(response));
    }
    this.#kept.set(key, {
      asked: outside.showRequest(request, response, this.#options.project()),
      answered: response === null ? null : outside.showResponse(response),
      pretended:
        source === undefined || response === null
          ? null
          : { subject, answer: outside.answerOf(response), source },
    });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}

const isHttp = (call: EffectCall): call is EffectCall<'http.request'> => call.name === 'http.request';

const isService = (call: EffectCall): call is EffectCall<'service.request'> =>
  call.name === 'service.request';

function outsideOf<Name extends EffectName>(name: Name): OutsideEffects[Name] {
  return outsideEffects[name];
}

function notPretended(name: EffectName): AppError {
  return new AppError(
    'INTERNAL',
    `Nobody knows what a dry run says to ${name}. Preview the project live to perform it.`,
    { blame: 'bug' },
  );
}
