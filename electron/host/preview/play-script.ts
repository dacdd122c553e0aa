import { compileFlow } from '#shared/engine/compile-flow.ts';
import type { ScriptAction } from '#shared/engine/scenario.ts';
import { applyPatches } from '#shared/model/apply-patches.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import { findTestUser } from './open-session.ts';
import type { ConversationSession } from './session.ts';

/**
 * Plays a script in order, each action after the turns of the one before have ended. The conversation must be started.
 * `project` is what its edits change.
 */
export async function playScript(
  session: ConversationSession,
  script: readonly ScriptAction[],
  project: ProjectDocument,
): Promise<void> {
  let document = project;
  for (const action of script) {
    if ('say' in action) await session.say(action.say);
    else if ('pick' in action) await session.pickShown(action.pick);
    else if ('skip' in action) await session.skipTime(action.skip);
    else if ('stall' in action) await session.stall(action.stall);
    else if ('operator' in action) await session.operator(action.operator);
    else if ('operatorSays' in action) await session.operatorSay(action.operatorSays);
    else if ('decide' in action) {
      await session.decide({ isApproved: action.decide === 'approve', reason: action.reason ?? '' });
    } else if ('become' in action) await session.become(findTestUser(document, action.become));
    else if ('fireTimer' in action) await session.fireTimer(action.fireTimer.generationOffset);
    else {
      document = applyPatches(document, action.edit);
      await session.moveTo(compileFlow(document, executors));
    }
  }
}
