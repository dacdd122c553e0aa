// Which tool the simulator calls: the one whose words and parameters fit the message best; of equals the first. Whether the
// sources answer the message decides between tools that speak and those that are for what the sources do not answer.
import type { ModelRequest, ModelTool } from '#shared/engine/model-request.ts';
import { evidenceFor, wantedBy } from './evidence.ts';
import { overlap, wordsOf } from './words.ts';

/** A parameter that the message should fill and does not makes another tool better. */
const missing = -20;

export function chooseTool(
  { tools, sources }: Pick<ModelRequest, 'tools' | 'sources'>,
  message: string,
): ModelTool {
  const said = new Set(wordsOf(message));
  const offered = tools.map((tool) => ({ tool, words: new Set(wordsOf(textOf(tool))) }));
  // A word that many tools have says little about which one is meant.
  const weights = new Map(
    [...said].map((word) => {
      const count = offered.filter(({ words }) => words.has(word)).length;
      return [word, 1 / Math.sqrt(Math.max(1, count))] as const;
    }),
  );
  const support = Math.max(0, ...sources.map(({ title, text }) => shareOf(`${title} ${text}`, said)));
  const scored = tools.map((tool) => ({ tool, score: scoreOf(tool, message, weights, support) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.tool;
}

const textOf = ({ name, description, useCases }: ModelTool): string =>
  [name.replaceAll('_', ' '), description, ...useCases].join(' ');

const shareOf = (text: string, said: ReadonlySet<string>): number =>
  said.size === 0 ? 0 : overlap(text, said) / said.size;

function scoreOf(
  tool: ModelTool,
  message: string,
  weights: ReadonlyMap<string, number>,
  support: number,
): number {
  const { name, description, useCases } = tool;
  const weigh = (text: string): number =>
    [...new Set(wordsOf(text))].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const cases = useCases
    .filter((text) => !/^(?:is|are) not\b/iu.test(text))
    .map((text) => weigh(text) * 3 + (isSaid(text, message) ? 4 : 0));
  const words = weigh(name.replaceAll('_', ' ')) * 2 + weigh(description) + Math.max(0, ...cases);
  const wanted = wantedBy(tool);
  const found = wanted.reduce((sum, parameter) => {
    if (parameter.meaning === 'content') return sum;
    if (evidenceFor(parameter, message) !== undefined) return sum + (parameter.type === 'boolean' ? 1 : 4);
    const mustBeSaid = parameter.isRequired && (parameter.type === 'number' || parameter.meaning !== 'text');
    return sum + (mustBeSaid ? missing : 0);
  }, 0);
  if (isForUnanswered(tool)) return words / 2 + found + (support < leastSupport(tool) ? 2 : -4);
  // Saying something is what fits when nothing else does.
  const speaks = wanted.some(({ meaning }) => meaning === 'content')
    ? 0.5 + 5 * Math.max(0, support - 0.4)
    : 0;
  return words + found + speaks;
}

/** “when the sources do not answer”, “what no article answers”. */
const isForUnanswered = ({ description }: ModelTool): boolean =>
  /\b(?:sources?|articles?|knowledge)\b.*\b(?:not|nothing)\b|\bnothing was found\b/iu.test(description);

/** Another search is worth a try sooner than giving up. */
const leastSupport = ({ description }: ModelTool): number => (/\bagain\b/iu.test(description) ? 0.5 : 0.3);

/** Whether a phrase of the use case stands in the message: “says no, or no thanks” has “no” and “no thanks”. */
function isSaid(useCase: string, message: string): boolean {
  const words = (text: string): string =>
    ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
  const said = words(message);
  return useCase
    .split(/[,;:]|\bor\b/u)
    .map((phrase) => words(phrase.replace(/^\s*(?:says?|asks?|wants?|writes?)\b/u, '')))
    .some((phrase) => phrase.trim() !== '' && said.includes(phrase));
}
