import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBackUp, IconArrowsDiff, IconDots, IconFlag, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Version } from '#shared/ipc/views.ts';
import { useProject } from '../state/project-store.ts';
import { compare, deleteVersion, restorePoint, useHistory } from './history-store.ts';
import { dayOf, timeOf } from './point-names.ts';

export function HistoryVersions(): ReactElement {
  const versions = useHistory((history) => history.versions);
  return (
    <section aria-label="Versions">
      <h3 className="dg-heading">Versions</h3>
      {versions.length === 0 ? (
        <p className="history__hint">
          Give a state of the project a name, such as “Before launch”. It is kept however much changes after.
        </p>
      ) : (
        <ul className="plain-list">
          {versions.map((version) => (
            <VersionRow key={version.id} version={version} />
          ))}
        </ul>
      )}
    </section>
  );
}

function VersionRow({ version }: { readonly version: Version }): ReactElement {
  const { id, name, at } = version;
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const point = { versionId: id };
  return (
    <li className="history-row">
      <button
        type="button"
        className="history-row__main"
        aria-label={`Compare version ${name} with now`}
        onClick={() => void compare(point, 'now')}
      >
        <IconFlag size={14} stroke={1.8} />
        <span className="history-row__label">{name}</span>
        <time>{`${dayOf(at)}, ${timeOf(at)}`}</time>
      </button>
      <Menu position="bottom-end" width={190}>
        <Menu.Target>
          <ActionIcon className="history-row__menu" size={22} aria-label={`Menu of version ${name}`}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowsDiff size={15} />} onClick={() => void compare(point, 'now')}>
            Compare with now
          </Menu.Item>
          {!isReadOnly && (
            <>
              <Menu.Item leftSection={<IconArrowBackUp size={15} />} onClick={() => void restorePoint(point)}>
                Restore
              </Menu.Item>
              <Menu.Item
                data-danger
                leftSection={<IconTrash size={15} />}
                onClick={() => void deleteVersion(version)}
              >
                Delete
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
