// How one effect that reaches outside is shown to authors, and what a dry run goes on with in place of its answer.
// Invariant: nothing that is shown has a secret, and long bodies are cut.
import type { EffectName, EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import type { PretendedAnswer } from '#shared/model/pretended-answer.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { JsonObject } from '#shared/util/json.ts';

export interface OutsideEffect<Name extends EffectName> {
  /** Names what is asked without what differs each time: answers are kept under it. */
  subjectOf(request: EffectRequest<Name>): string;
  /** What is sent. `response` is null while there is none. */
  showRequest(
    request: EffectRequest<Name>,
    response: EffectResponse<Name> | null,
    project: ProjectDocument,
  ): JsonObject;
  showResponse(response: EffectResponse<Name>): JsonObject;
  /** What of an answer can be given again. */
  answerOf(response: EffectResponse<Name>): PretendedAnswer;
  /** What a dry run answers when nobody knows better. */
  readonly usualAnswer: PretendedAnswer;
  /** Throws an AppError when this cannot be an answer. */
  respond(
    request: EffectRequest<Name>,
    answer: PretendedAnswer,
    project: ProjectDocument,
  ): EffectResponse<Name>;
}
