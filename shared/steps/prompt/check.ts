// Design-time problems of a prompt: tools and parameters that a model could not be offered, or could not choose well.
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import type { Parameter } from '#shared/model/parameter.ts';
import type { CheckContext, Finding } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';
import type { PromptSettings, PromptTool } from './settings.ts';
import { toolNameOf } from './tool-name.ts';

/** Words of a description, besides the tool's name, that can tell a model when to choose it. */
const tellingWords = 3;

export function checkPrompt(
  { tools, actions, preamble }: PromptSettings,
  { isConnected }: CheckContext,
): Finding[] {
  const findings: Finding[] = [];
  if (preamble.trim() === '') {
    findings.push({
      severity: 'warning',
      code: 'SETTING_MISSING',
      message: 'The AI does not know who it is. Write its role.',
      field: 'preamble',
    });
  }
  if (tools.length + actions.length === 0) {
    findings.push({
      severity: 'error',
      code: 'PROMPT_NO_TOOL',
      message: 'The AI has nothing to choose from. Add a tool, such as “Answer”.',
      field: 'tools',
    });
  }
  const ids = new Set<string>(['error', 'declined', ...actions]);
  const names: string[] = [];
  for (const [index, tool] of tools.entries()) {
    const at = `tools.${index}`;
    const called = tool.name.trim() === '' ? `Tool ${index + 1}` : `“${shorten(tool.name, 40)}”`;
    findings.push(...checkName(tool.name, names, at, called), ...checkPurpose(tool, at, tools.length > 1));
    if (ids.has(tool.id)) {
      findings.push({
        severity: 'error',
        code: 'ID_TWICE',
        message: `${called} cannot be told apart from another path. Delete it and add it again.`,
        field: `${at}.id`,
      });
    } else if (!isConnected(tool.id)) {
      findings.push({
        severity: 'warning',
        code: 'PORT_NOT_CONNECTED',
        message: `Nothing follows ${called}, so the conversation stops there when the AI chooses it. Connect it to a step.`,
        field: at,
      });
    }
    const parameters = new Set<string>();
    for (const [place, parameter] of tool.parameters.entries()) {
      findings.push(...checkParameter(parameter, parameters, `${at}.parameters.${place}`));
      parameters.add(parameter.name);
    }
    ids.add(tool.id);
    names.push(tool.name);
  }
  return findings;
}

/** `before`: names of the tools above. */
function checkName(name: string, before: readonly string[], at: string, called: string): Finding[] {
  const finding = (severity: Finding['severity'], code: string, message: string): Finding[] => [
    { severity, code, message, field: `${at}.name` },
  ];
  const told = toolNameOf(name);
  if (name.trim() === '') {
    return finding('error', 'NAME_INVALID', `${called} has no name. Write what it does, such as “Answer”.`);
  }
  if (before.some((other) => other.trim().toLowerCase() === name.trim().toLowerCase())) {
    const message = `Two tools are called ${called}. Give each its own name, so that the AI can tell them apart.`;
    return finding('error', 'NAME_TWICE', message);
  }
  if (told === '') {
    const message = `The AI is told names in letters from a to z, and ${called} has none: to it this is just “tool”. Use such letters, or let the description say what it does.`;
    return finding('hint', 'TOOL_NAME_UNREADABLE', message);
  }
  if (before.some((other) => toolNameOf(other) === told)) {
    const message = `The AI reads ${called} as “${told}”, like another tool. Make their names differ in letters or digits.`;
    return finding('warning', 'NAME_TWICE', message);
  }
  return [];
}

function checkPurpose(
  { name, description, useCases }: PromptTool,
  at: string,
  hasOthers: boolean,
): readonly Finding[] {
  if (name.trim() === '' || useCases.some(({ text }) => text.trim() !== '')) return [];
  const called = `“${shorten(name, 40)}”`;
  const field = `${at}.description`;
  if (description.trim() === '') {
    const message = `The AI cannot know when to choose ${called}. Write a description or a use case.`;
    return [{ severity: 'warning', code: 'SETTING_MISSING', message, field }];
  }
  const known = new Set(wordsOf(name));
  const telling = wordsOf(description).filter((word) => !known.has(word));
  if (!hasOthers || telling.length >= tellingWords) return [];
  const message = `This says little about when to choose ${called}. Say more, or add a use case such as “asks for a refund”.`;
  return [{ severity: 'hint', code: 'TOOL_HARD_TO_CHOOSE', message, field }];
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);

function checkParameter(
  { name, type, choices }: Parameter,
  others: ReadonlySet<string>,
  at: string,
): Finding[] {
  const findings: Finding[] = [];
  if (!isArgsName(name)) {
    findings.push({
      severity: 'error',
      code: 'NAME_INVALID',
      message:
        name.trim() === ''
          ? `The parameter has no name. ${argsNameAdvice}`
          : `A parameter cannot be called “${shorten(name, 40)}”. ${argsNameAdvice}`,
      field: `${at}.name`,
    });
  } else if (others.has(name)) {
    findings.push({
      severity: 'error',
      code: 'NAME_TWICE',
      message: `Two parameters of the tool are called “${name}”. Give each its own name.`,
      field: `${at}.name`,
    });
  }
  const values = choices.map(({ value }) => value.trim()).filter((value) => value !== '');
  if (type === 'choice' && values.length === 0) {
    findings.push({
      severity: 'error',
      code: 'SETTING_MISSING',
      message: `The AI has nothing to choose from for “${shorten(name, 40)}”. Add choices.`,
      field: `${at}.choices`,
    });
  } else if (type === 'choice' && new Set(values).size < values.length) {
    findings.push({
      severity: 'warning',
      code: 'CHOICE_TWICE',
      message: 'A choice is listed twice. Remove one of them.',
      field: `${at}.choices`,
    });
  }
  return findings;
}
