import { Button } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Problem } from '#shared/ipc/views.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { quickFixes } from './quick-fixes.ts';

/** What mends a problem with one click. */
export function FixButtons({ problem }: { readonly problem: Problem }): ReactElement | null {
  const index = useIndex((current) => current);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const fixes = isReadOnly ? [] : quickFixes(index, problem);
  if (fixes.length === 0) return null;
  return (
    <span className="problem__fixes">
      {fixes.map((fix) => (
        <Button
          key={fix.title}
          variant="default"
          size="compact-xs"
          leftSection={<IconTool size={12} />}
          onClick={() => run((current) => fix.build(current))}
        >
          {fix.title}
        </Button>
      ))}
    </span>
  );
}
