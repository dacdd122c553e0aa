import { ActionIcon, Button, Checkbox, Tooltip } from '@mantine/core';
import { IconArrowRight, IconBolt, IconShieldLock } from '@tabler/icons-react';
import { type ReactElement, use } from 'react';
import { permissionWords } from '../../actions/action-words.ts';
import { openActions } from '../../actions/screen-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { idsOf } from './connectors-field.tsx';
import { useFieldId } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';

/** Actions that are ticked, for whom each is, and the way to it. Those that are gone stay until they are taken off. */
export function ActionsField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const frameId = useFieldId(path);
  const { isReadOnly } = use(FormContext);
  const actions = useIndex((index) => index.actions);
  const chosen = idsOf(value);
  const gone = chosen.filter((id) => !actions.has(id));
  const toggle = (id: string, name: string): void => {
    const isOn = chosen.includes(id);
    const change = { path, label: meta.label, edit: `${isOn ? 'Take off' : 'Offer'} action ${name}` };
    if (isOn)
      onChange(
        chosen.filter((other) => other !== id),
        { ...change, removedPorts: [id] },
      );
    else onChange([...chosen, id], change);
  };
  return (
    <div className="actions-field" role="group" aria-labelledby={`${frameId}-label`}>
      {[...actions.values()].map(({ id, name, description, permission }) => (
        <div key={id} className="actions-field__row">
          <Checkbox
            size="xs"
            label={name}
            description={
              <>
                {description}
                {permission !== 'anyone' && (
                  <span className="action-mark">
                    <IconShieldLock size={12} stroke={1.8} aria-hidden="true" />
                    {permissionWords[permission]}
                  </span>
                )}
              </>
            }
            checked={chosen.includes(id)}
            onChange={() => toggle(id, name)}
          />
          <Tooltip label="Open the action">
            <ActionIcon
              size={22}
              aria-label={`Open the action ${name}`}
              onClick={() => openActions({ kind: 'action', actionId: id })}
            >
              <IconArrowRight size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      {gone.map((id) => (
        <Checkbox
          key={id}
          size="xs"
          label="An action that no longer exists"
          description={id}
          checked
          onChange={() => toggle(id, id)}
        />
      ))}
      {(!isReadOnly || actions.size > 0) && (
        <Button
          className="linked-field__link"
          variant="subtle"
          size="compact-xs"
          leftSection={<IconBolt size={13} />}
          onClick={() => openActions({ kind: actions.size === 0 ? 'new' : 'all' })}
        >
          {actions.size === 0 ? 'Make the first action' : 'All actions'}
        </Button>
      )}
    </div>
  );
}
