// Quick fixes of connectors and of code that reaches outside.
import { tiedConnectors } from '#shared/model/connectors/tied-connectors.ts';
import type { Connector } from '#shared/model/entities/connector.ts';
import type { Step } from '#shared/model/entities/flow.ts';
import { guardSnippet } from '#shared/model/snippets/guard-snippet.ts';
import { insertSnippet } from '#shared/model/snippets/insert-snippet.ts';
import {
  addConnector,
  changeConnector,
  freeConnectorName,
  isNameTaken,
} from '../connectors/connector-commands.ts';
import { newId } from '../state/new-id.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { settingsOf } from '../state/step-kinds.ts';
import { type Fixer, type QuickFix, settingFix } from './setting-fix.ts';

/** More would be a list to read, not a click. */
const mostOffered = 3;

export const connectorFixers: Readonly<Record<string, Fixer>> = {
  CONNECTOR_MISSING: ({ field }, index, step) =>
    detachFix(step, field, (id) => index.connectors.has(id), 'Take it off'),
  CONNECTOR_UNUSED: ({ field }, _, step) => detachFix(step, field, () => false, 'Take it off'),
  CONNECTOR_NEEDED({ field }, index, step) {
    if (field === null || step === undefined) return [];
    const all = [...index.connectors.values()];
    if (all.length === 0) return [attachNewFix(step, field)];
    return all
      .slice(0, mostOffered)
      .flatMap(({ id, name }) => settingFix(step, field, [id], `Attach “${name}”`));
  },
  CONNECTOR_TIE({ field }, index, step) {
    const tied = tiedConnectors(attachedTo(step, field).flatMap((id) => index.connectors.get(id) ?? []));
    return (tied ?? []).flatMap(({ id, name }) =>
      detachFix(step, field, (other) => other !== id, `Take “${name}” off`),
    );
  },
  CONNECTOR_INVALID: ({ message }, index) =>
    [...index.connectors.values()]
      .filter(({ name }) => message.includes(`“${name}”`))
      .flatMap((connector) => [...renameFix(connector, index), ...placeSecretFix(connector)])
      .slice(-1),
  CODE_NOT_VERIFIED: ({ field }, _, step) =>
    codeFix(step, field, 'Call assertVerifiedWebUser(context) first', (code) =>
      insertSnippet(code, guardSnippet),
    ),
  CODE_ARGS_UNCHECKED({ field, message }, _, step) {
    const name = /“args\.([A-Za-z_$][\w$]*)”/u.exec(message)?.[1];
    if (name === undefined) return [];
    const words = `Refuse args.${name} unless it is the customer’s own`;
    return codeFix(step, field, words, (code) =>
      /\bcontext\b/u.test(code) ? insertSnippet(code, ownValueSnippet(name)) : undefined,
    );
  },
};

/** Nothing passes until the customer's profile has the value, which is for the author to change. */
const ownValueSnippet = (name: string) => ({
  ...guardSnippet,
  declarations: [],
  call: `if (args.${name} !== context.user.attrs?.${name}) throw new Error('args.${name} is not the customer’s own.');`,
  result: '',
});

function codeFix(
  step: Step | undefined,
  field: string | null,
  title: string,
  mend: (code: string) => string | undefined,
): readonly QuickFix[] {
  const code = step === undefined || field === null ? undefined : settingsOf(step)[field];
  const mended = typeof code === 'string' ? mend(code) : undefined;
  return field === null || mended === undefined ? [] : settingFix(step, field, mended, title);
}

function attachedTo(step: Step | undefined, field: string | null): readonly string[] {
  const ids = step === undefined || field === null ? undefined : settingsOf(step)[field];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

function detachFix(
  step: Step | undefined,
  field: string | null,
  isKept: (id: string) => boolean,
  title: string,
): readonly QuickFix[] {
  if (field === null) return [];
  return settingFix(step, field, attachedTo(step, field).filter(isKept), title);
}

function attachNewFix(step: Step, field: string): QuickFix {
  const id = newId('connector');
  const title = 'Add a connector and attach it';
  const [attach] = settingFix(step, field, [id], title);
  return {
    title,
    build(index) {
      const attached = attach?.build(index);
      if (attached === undefined || attached === null) return null;
      const added = addConnector(index, 'custom', id);
      return { label: title, patches: [...added.patches, ...attached.patches] };
    },
  };
}

function renameFix({ id, name }: Connector, index: ProjectIndex): readonly QuickFix[] {
  if (!isNameTaken(index, id, name)) return [];
  const better = freeConnectorName(index, name);
  return [
    {
      title: `Call the other one “${better}”`,
      build: (now) => changeConnector(now, id, { name: better }, 'name'),
    },
  ];
}

function placeSecretFix({ id, secretPlacement }: Connector): readonly QuickFix[] {
  if (secretPlacement.in !== 'header' || secretPlacement.template.includes('{{secret}}')) return [];
  const template = `${secretPlacement.template} {{secret}}`.trimStart();
  return [
    {
      title: `Send “${template}”`,
      build: (now) =>
        changeConnector(now, id, { secretPlacement: { ...secretPlacement, template } }, 'secret’s place'),
    },
  ];
}
