// The gallery of snippets: what each does, its code, and a click that puts it into the step.
import { Button, Menu } from '@mantine/core';
import { IconCode, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { codeSnippets, insertSnippet } from '#shared/model/snippets/insert-snippet.ts';

interface SnippetGalleryProps {
  readonly code: string;
  onInsert(code: string, title: string): void;
}

export function SnippetGallery({ code, onInsert }: SnippetGalleryProps): ReactElement {
  return (
    <Menu position="bottom-start" width={360} trapFocus>
      <Menu.Target>
        <Button variant="subtle" size="compact-xs" leftSection={<IconCode size={13} />}>
          Snippets
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="snippets dg-scroll" aria-label="Snippets">
        {codeSnippets.map((snippet) => (
          <Menu.Item
            key={snippet.id}
            rightSection={<IconPlus size={14} aria-hidden="true" />}
            onClick={() => onInsert(insertSnippet(code, snippet), snippet.title)}
          >
            <span className="snippets__title">{snippet.title}</span>
            <span className="snippets__about">{snippet.about}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
