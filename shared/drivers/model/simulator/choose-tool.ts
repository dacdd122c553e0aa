// Which tool the simulator calls: the one whose words and parameters fit the message best; of equals the first.
import type { ModelTool } from '#shared/engine/model-request.ts';
import { evidenceFor, wantedBy } from './evidence.ts';
import { overlap, wordsOf } from './words.ts';

/** A parameter that the message should fill and does not makes another tool better. */
const missing = -20;

export function chooseTool(tools: readonly ModelTool[], message: string): ModelTool {
  const said = new Set(wordsOf(message));
  const scored = tools.map((tool) => ({ tool, score: scoreOf(tool, message, said) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.tool;
}

function scoreOf(tool: ModelTool, message: string, said: ReadonlySet<string>): number {
  const lower = message.toLowerCase();
  const { name, description, useCases } = tool;
  const named = overlap(name.replaceAll('_', ' '), said);
  const cases = useCases.map((text) => {
    const isSaid = text.length > 3 && lower.includes(text.toLowerCase());
    return overlap(text, said) * 3 + (isSaid ? 6 : 0);
  });
  const words = named * 2 + overlap(description, said) + Math.max(0, ...cases);
  const wanted = wantedBy(tool);
  const found = wanted.reduce((sum, parameter) => {
    if (parameter.meaning === 'content') return sum;
    if (evidenceFor(parameter, message) !== undefined) return sum + (parameter.type === 'boolean' ? 1 : 4);
    const mustBeSaid = parameter.isRequired && (parameter.type === 'number' || parameter.meaning !== 'text');
    return sum + (mustBeSaid ? missing : 0);
  }, 0);
  // Saying something is what fits when nothing else does.
  return words + found + (wanted.some(({ meaning }) => meaning === 'content') ? 0.5 : 0);
}
