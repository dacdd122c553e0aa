// All settings: those of the project, which are edits, and those of this person, which the app keeps.
import { Modal } from '@mantine/core';
import {
  IconAdjustments,
  IconBuilding,
  IconClock,
  type Icon,
  IconMessageChatbot,
  IconPalette,
  IconUsers,
  IconSparkles,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { ModelsSection } from '../models/models-section.tsx';
import { useProject } from '../state/project-store.ts';
import { openSettings, type SettingsSection, useUi } from '../state/ui-store.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { AssistantsSection } from './assistants-section.tsx';
import { EditorSection } from './editor-section.tsx';
import { HoursSection } from './hours-section.tsx';
import { ProjectSection } from './project-section.tsx';
import { TestUsersSection } from './test-users/test-users-section.tsx';

interface Section {
  readonly id: SettingsSection;
  readonly label: string;
  readonly icon: Icon;
  readonly View: () => ReactElement;
}

const groups: readonly { readonly title: string; readonly sections: readonly Section[] }[] = [
  {
    title: 'This project',
    sections: [
      { id: 'project', label: 'Project', icon: IconBuilding, View: ProjectSection },
      { id: 'hours', label: 'Business hours', icon: IconClock, View: HoursSection },
      { id: 'assistants', label: 'Assistants', icon: IconMessageChatbot, View: AssistantsSection },
      { id: 'test-users', label: 'Test users', icon: IconUsers, View: TestUsersSection },
    ],
  },
  {
    title: 'This app',
    sections: [
      { id: 'models', label: 'Models', icon: IconSparkles, View: ModelsSection },
      { id: 'appearance', label: 'Appearance', icon: IconPalette, View: AppearanceSection },
      { id: 'editor', label: 'Editor', icon: IconAdjustments, View: EditorSection },
    ],
  },
];

const onClose = (): void => useUi.setState({ isProjectSettingsOpen: false });

export function SettingsDialog(): ReactElement {
  const isOpen = useUi((ui) => ui.isProjectSettingsOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size={720}
      title="Settings"
      closeButtonProps={{ 'aria-label': 'Close' }}
      data-project-undo=""
    >
      <Sections />
    </Modal>
  );
}

function Sections(): ReactElement {
  const current = useUi((ui) => ui.settingsSection);
  const readOnly = useProject((project) => project.readOnly);
  const sections = groups.flatMap((group) => group.sections);
  const shown = sections.find(({ id }) => id === current) ?? sections[0];
  return (
    <div className="settings">
      <nav className="settings__sections" aria-label="Settings">
        {groups.map(({ title, sections: list }) => (
          <div key={title}>
            <h3 className="dg-heading">{title}</h3>
            {list.map(({ id, label, icon: SectionIcon }) => (
              <button
                key={id}
                type="button"
                className="settings__section"
                aria-current={id === current ? 'page' : undefined}
                onClick={() => openSettings(id)}
              >
                <SectionIcon size={16} stroke={1.7} />
                {label}
              </button>
            ))}
          </div>
        ))}
      </nav>
      <section className="settings__view dg-scroll" aria-label={shown?.label}>
        {readOnly !== null && groups[0]?.sections.some(({ id }) => id === current) === true && (
          <p className="settings__hint">This project is open for reading only.</p>
        )}
        {shown !== undefined && <shown.View />}
      </section>
    </div>
  );
}
