// From staging to production of the same runtime, as it is.
import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import { useIndex } from '../state/project-store.ts';
import { chooseTarget, mayEdit, offerVersion, showForm } from './publish-store.ts';

interface PromoteButtonProps {
  readonly target: PublishTarget;
  readonly version: number;
}

export function PromoteButton({ target, version }: PromoteButtonProps): ReactElement | null {
  const production = useIndex(({ publishTargets }) =>
    [...publishTargets.values()].find(
      ({ url, environment }) => url === target.url && environment === 'production',
    ),
  );
  if (production === undefined && !mayEdit()) return null;
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconArrowUp size={14} />}
      onClick={() => {
        if (production === undefined) showForm({ add: { url: target.url, environment: 'production' } });
        else chooseTarget(production.id);
        offerVersion(version);
      }}
    >
      Promote to production
    </Button>
  );
}
