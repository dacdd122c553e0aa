import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconTool } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import type { Problem } from '#shared/ipc/views.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { quickFixes } from './quick-fixes.ts';

const settleMs = 200;

/** What mends a problem with one click. */
export function FixButtons({ problem }: { readonly problem: Problem }): ReactElement | null {
  // Looking for fixes goes through the whole workflow, which a letter need not wait for.
  const [index] = useDebouncedValue(
    useIndex((current) => current),
    settleMs,
  );
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const fixes = useMemo(() => (isReadOnly ? [] : quickFixes(index, problem)), [isReadOnly, index, problem]);
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
