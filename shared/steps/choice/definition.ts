import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { saveAsFindings } from '#shared/model/name-findings.ts';
import { type CheckContext, defineStep, type Finding } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { durationInWords, shorten } from '#shared/model/words.ts';

const optionSchema = z.object({
  id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
  label: field(templateSchema.default(''), {
    label: 'Shown as',
    help: 'The words on the button.',
    input: 'template',
  }),
  value: field(z.union([z.string().max(limits.text), z.number(), z.boolean()]).default(''), {
    label: 'Kept as',
    help: 'What later steps see when this is picked. Empty: the same words.',
    input: 'text',
    placeholder: 'same',
  }),
});

const settingsSchema = z.object({
  content: field(templateSchema.default(''), {
    label: 'Question',
    help: 'What the customer reads above the options.',
    input: 'template',
    placeholder: 'Which plan are you on?',
  }),
  source: field(z.enum(['list', 'dynamic']).default('list'), {
    label: 'Options come from',
    input: 'select',
    options: [
      { value: 'list', label: 'A list written here' },
      { value: 'dynamic', label: 'Data of an earlier step' },
    ],
  }),
  options: field(z.array(optionSchema).max(limits.choiceOptions).default([]), {
    label: 'Options',
    help: 'What the customer can pick, in this order.',
    input: 'list',
    itemName: 'option',
    showWhen: { field: 'source', equals: 'list' },
  }),
  dynamicList: field(templateSchema.default('{{args.items}}'), {
    label: 'List',
    help: 'A variable that holds a list, for example {{args.items}} made by a code step. Each entry becomes one option.',
    input: 'template',
    showWhen: { field: 'source', equals: 'dynamic' },
  }),
  labelField: field(z.string().max(limits.name).default('label'), {
    label: 'Field with the words',
    help: 'The field of each entry that is shown to the customer. Entries that are plain text or numbers are shown as they are.',
    input: 'text',
    showWhen: { field: 'source', equals: 'dynamic' },
  }),
  valueField: field(z.string().max(limits.name).default('value'), {
    label: 'Field to keep',
    help: 'The field of each entry that later steps see when it is picked.',
    input: 'text',
    showWhen: { field: 'source', equals: 'dynamic' },
  }),
  saveAs: field(z.string().max(limits.name).default('choice'), {
    label: 'Save answer as',
    help: 'The name under which later steps find the answer: plan is used as {{args.plan}}.',
    input: 'text',
  }),
  timeoutSeconds: field(z.int().min(1).max(limits.waitSeconds).nullable().default(null), {
    label: 'Stop waiting after',
    help: 'Then the path “timeout” is taken. Without a time the question waits for ever.',
    input: 'seconds',
  }),
  isSkippable: field(z.boolean().default(false), {
    label: 'Skip when the answer is known',
    help: 'Does not ask again when the answer is already there and is one of the options.',
    input: 'switch',
  }),
  knownValue: field(templateSchema.default(''), {
    label: 'Known answer',
    help: 'Where else the answer may be known from, for example {{user.attrs.plan}}.',
    input: 'template',
    showWhen: { field: 'isSkippable', equals: true },
  }),
  isTypedLabelPick: field(z.boolean().default(false), {
    label: 'Typing an option picks it',
    help: 'A customer who writes the words of an option has picked it.',
    input: 'switch',
  }),
});

export type ChoiceSettings = z.infer<typeof settingsSchema>;

export const definition = defineStep({
  kind: 'choice',
  version: 1,
  group: 'message',
  title: 'Choice',
  purpose: 'Asks the customer to pick one of several options.',
  icon: 'list-check',
  canFail: true,
  waits: true,
  settings: settingsSchema,
  ports: () => [
    { id: 'next', label: 'picked' },
    { id: 'message', label: 'typed instead' },
    { id: 'timeout', label: 'timeout' },
  ],
  writes: ({ saveAs }) => [saveAs],
  summary: ({ content, options, source }) => {
    if (content.trim() !== '') return shorten(`Ask: ${content}`);
    if (source === 'dynamic') return 'Ask to pick from a list';
    if (options.length === 0) return 'Ask to pick an option';
    return shorten(`Ask to pick: ${options.map((option) => option.label).join(', ')}`);
  },
  check: (settings, context) => [
    ...checkQuestion(settings),
    ...(settings.source === 'list' ? checkOptions(settings.options) : checkDynamic(settings)),
    ...checkTimeout(settings, context),
  ],
});

function checkQuestion({ content, saveAs }: ChoiceSettings): Finding[] {
  const findings: Finding[] = [];
  if (content.trim() === '') {
    findings.push({
      severity: 'warning',
      code: 'SETTING_MISSING',
      message: 'The customer sees options without a question. Write what you ask.',
      field: 'content',
    });
  }
  return [...findings, ...saveAsFindings(saveAs, 'The answer')];
}

function checkOptions(options: ChoiceSettings['options']): Finding[] {
  if (options.length === 0) {
    return [
      {
        severity: 'error',
        code: 'CHOICE_OPTIONS_INVALID',
        message: 'There is nothing to pick. Add at least one option.',
        field: 'options',
      },
    ];
  }
  const findings: Finding[] = [];
  const seen = new Map<string | number | boolean, number>();
  for (const [index, { label, value }] of options.entries()) {
    const position = index + 1;
    if (label.trim() === '') {
      findings.push({
        severity: 'error',
        code: 'CHOICE_OPTIONS_INVALID',
        message: `Option ${position} has no words. Write what the customer reads on it.`,
        field: `options.${index}.label`,
      });
    }
    const kept = value === '' ? label : value;
    const twin = seen.get(kept);
    if (twin !== undefined) {
      findings.push({
        severity: 'error',
        code: 'CHOICE_OPTIONS_INVALID',
        message: `Options ${twin} and ${position} are both kept as “${shorten(String(kept), 40)}”. Give each its own value.`,
        field: `options.${index}.value`,
      });
    }
    if (kept !== '') seen.set(kept, position);
  }
  return findings;
}

function checkDynamic({ dynamicList, valueField, labelField }: ChoiceSettings): Finding[] {
  const findings: Finding[] = [];
  if (!/^\s*\{\{[^{}]*\}\}\s*$/u.test(dynamicList)) {
    findings.push({
      severity: 'error',
      code: 'CHOICE_OPTIONS_INVALID',
      message: 'The list must be one variable and nothing else, for example {{args.items}}.',
      field: 'dynamicList',
    });
  }
  if (valueField.trim() === '' || labelField.trim() === '') {
    findings.push({
      severity: 'error',
      code: 'SETTING_MISSING',
      message: 'Write which field of each entry is shown and which is kept, for example label and value.',
      field: valueField.trim() === '' ? 'valueField' : 'labelField',
    });
  }
  return findings;
}

function checkTimeout({ timeoutSeconds }: ChoiceSettings, context: CheckContext): Finding[] {
  const isConnected = context.isConnected('timeout');
  if (timeoutSeconds !== null && !isConnected) {
    return [
      {
        severity: 'warning',
        code: 'PORT_NOT_CONNECTED',
        message: `After ${durationInWords(timeoutSeconds)} the question closes and nothing follows. Connect “timeout” to a step, or remove the time.`,
        field: 'timeoutSeconds',
      },
    ];
  }
  if (timeoutSeconds === null && isConnected) {
    return [
      {
        severity: 'warning',
        code: 'PORT_NEVER_TAKEN',
        message:
          'The path “timeout” is never taken, because the question waits for ever. Set a time to stop waiting.',
        field: 'timeoutSeconds',
      },
    ];
  }
  if (timeoutSeconds === null) {
    return [
      {
        severity: 'hint',
        code: 'CHOICE_WAITS_FOREVER',
        message:
          'The question waits for ever when the customer does not answer. Set a time to stop waiting, and connect “timeout”.',
        field: 'timeoutSeconds',
      },
    ];
  }
  return [];
}
