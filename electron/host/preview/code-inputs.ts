// What each code step of a conversation was last given, so that its author can run it with that again.
import type { Driver, EffectCall } from '#shared/engine/effects.ts';
import type { ChannelResponse } from '#shared/ipc/channels.ts';

type CodeInput = NonNullable<ChannelResponse<'preview.codeInput'>['input']>;

const isCodeRun = (call: EffectCall): call is EffectCall<'code.run'> => call.name === 'code.run';

export class CodeInputs {
  readonly #inputs = new Map<string, CodeInput>();

  /** The same driver, listened to. */
  noting(driver: Driver): Driver {
    return {
      perform: (call) => {
        const asked: EffectCall = call;
        if (isCodeRun(asked) && asked.stepId !== null) {
          const { context, args } = asked.request;
          this.#inputs.set(asked.stepId, { context, args });
        }
        return driver.perform(call);
      },
    };
  }

  of(stepId: string): CodeInput | null {
    return this.#inputs.get(stepId) ?? null;
  }
}
