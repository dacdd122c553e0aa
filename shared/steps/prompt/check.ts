// Design-time problems of a prompt: tools and parameters that a model could not be offered.
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import type { Finding } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';
import type { PromptParameter, PromptSettings, PromptTool } from './settings.ts';

export function checkPrompt({ tools, preamble }: PromptSettings): Finding[] {
  const findings: Finding[] = [];
  if (preamble.trim() === '') {
    findings.push({
      severity: 'warning',
      code: 'SETTING_MISSING',
      message: 'The AI does not know who it is. Write its role.',
      field: 'preamble',
    });
  }
  if (tools.length === 0) {
    findings.push({
      severity: 'error',
      code: 'PROMPT_NO_TOOL',
      message: 'The AI has nothing to choose from. Add a tool, such as “Answer”.',
      field: 'tools',
    });
  }
  const ids = new Set<string>(['error']);
  const names = new Set<string>();
  for (const [index, tool] of tools.entries()) {
    findings.push(...checkTool(tool, `tools.${index}`, `Tool ${index + 1}`));
    const name = tool.name.trim().toLowerCase();
    if (name !== '' && names.has(name)) {
      findings.push({
        severity: 'error',
        code: 'NAME_TWICE',
        message: `Two tools are called “${shorten(tool.name, 40)}”. Give each its own name, so that the AI can tell them apart.`,
        field: `tools.${index}.name`,
      });
    }
    if (ids.has(tool.id)) {
      findings.push({
        severity: 'error',
        code: 'ID_TWICE',
        message: `Tool ${index + 1} cannot be told apart from another path. Delete it and add it again.`,
        field: `tools.${index}.id`,
      });
    }
    names.add(name);
    ids.add(tool.id);
  }
  return findings;
}

function checkTool(
  { name, description, useCases, parameters }: PromptTool,
  at: string,
  called: string,
): Finding[] {
  const findings: Finding[] = [];
  if (name.trim() === '') {
    findings.push({
      severity: 'error',
      code: 'NAME_INVALID',
      message: `${called} has no name. Write what it does, such as “Answer”.`,
      field: `${at}.name`,
    });
  } else if (description.trim() === '' && useCases.every(({ text }) => text.trim() === '')) {
    findings.push({
      severity: 'warning',
      code: 'SETTING_MISSING',
      message: `The AI cannot know when to choose “${shorten(name, 40)}”. Write a description or a use case.`,
      field: `${at}.description`,
    });
  }
  const names = new Set<string>();
  for (const [index, parameter] of parameters.entries()) {
    findings.push(...checkParameter(parameter, names, `${at}.parameters.${index}`));
    names.add(parameter.name);
  }
  return findings;
}

function checkParameter(
  { name, type, choices }: PromptParameter,
  others: ReadonlySet<string>,
  at: string,
): Finding[] {
  const findings: Finding[] = [];
  if (!isArgsName(name)) {
    findings.push({
      severity: 'error',
      code: 'NAME_INVALID',
      message: `A parameter cannot be called “${shorten(name, 40)}”. ${argsNameAdvice}`,
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
  if (type === 'choice' && choices.every(({ value }) => value.trim() === '')) {
    findings.push({
      severity: 'error',
      code: 'SETTING_MISSING',
      message: `The parameter “${shorten(name, 40)}” has nothing to choose from. Add its choices.`,
      field: `${at}.choices`,
    });
  }
  return findings;
}
