// Publishing over the canvas: a target with what is live there and what would change, or how to get a first one.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconKeyOff, IconPencil, IconPlus, IconRocket, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useEffect } from 'react';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import { notifyError } from '../state/notify.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { closeScreen } from '../state/screen-store.ts';
import { Screen } from '../ui/screen.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { FirstTarget } from './first-target.tsx';
import { chooseTarget, forgetKey, leavePublish, showForm, usePublish, useTarget } from './publish-store.ts';
import { TargetForm } from './target-form.tsx';
import { TargetView } from './target-view.tsx';
import { removeTarget } from './target-commands.ts';

export function PublishScreen(): ReactElement {
  const target = useTarget();
  const form = usePublish((state) => state.form);
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const changed = useIndex((index) =>
    form !== null && 'change' in form ? index.publishTargets.get(form.change) : undefined,
  );
  const isForm = form !== null && ('add' in form || changed !== undefined);
  useEffect(() => leavePublish, []);
  const close = (): void => showForm(null);
  return (
    <Screen
      name="Publish"
      icon={<IconRocket size={17} stroke={1.8} />}
      place={isForm ? 'form' : (target?.id ?? 'none')}
      back={isForm && target !== undefined ? { label: 'Back to publishing', go: close } : null}
      onClose={closeScreen}
      tabs={!isForm && <TargetTabs chosen={target} />}
      actions={
        !isForm &&
        target !== undefined &&
        !isReadOnly && (
          <>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => showForm({ add: beside(target) })}
            >
              Add target
            </Button>
            <TargetMenu target={target} />
          </>
        )
      }
    >
      {isForm ? (
        <TargetForm
          key={changed?.id ?? 'new'}
          {...(changed === undefined ? {} : { target: changed })}
          {...('add' in form ? { beginning: form.add } : {})}
          onClose={close}
        />
      ) : target === undefined ? (
        <FirstTarget />
      ) : (
        <TargetView key={target.id} target={target} />
      )}
    </Screen>
  );
}

/** The other environment of the same runtime, most likely: its key is known. */
const beside = ({ url, environment }: PublishTarget): Partial<PublishTarget> => ({
  url,
  environment: environment === 'production' ? 'staging' : 'production',
});

function TargetTabs({ chosen }: { readonly chosen: PublishTarget | undefined }): ReactElement | null {
  const targets = useIndex((index) => index.publishTargets);
  if (targets.size === 0) return null;
  return (
    <Tabs
      label="Publish targets"
      tabs={[...targets.values()].map(({ id, name }) => ({ id, label: name }))}
      current={chosen?.id ?? ''}
      onChoose={(id) => {
        if (id !== chosen?.id) chooseTarget(id);
      }}
    />
  );
}

function TargetMenu({ target: { id, name } }: { readonly target: PublishTarget }): ReactElement {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon size={28} aria-label={`Menu of target ${name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => showForm({ change: id })}>
          Change or enter its key…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyOff size={15} />}
          onClick={() => void forgetKey(id).catch(notifyError('Could not forget the key'))}
        >
          Forget its key
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={() => run((index) => removeTarget(index, id))}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
