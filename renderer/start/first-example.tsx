import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { changePreferences } from '../state/preferences-store.ts';
import { createProject } from '../state/project-store.ts';

interface FirstExampleProps {
  attempt(work: () => Promise<void>): Promise<void>;
}

/** For whoever has never opened anything: a small finished project, with hints on where things are. */
export function FirstExample({ attempt }: FirstExampleProps): ReactElement {
  const [isBusy, setBusy] = useState(false);
  const open = async (): Promise<void> => {
    setBusy(true);
    changePreferences({ showsHints: true });
    await attempt(() => createProject({ name: 'Hello', from: { preset: 'hello' } }));
    setBusy(false);
  };
  return (
    <section className="card first-example" aria-label="First steps">
      <div>
        <h2>New here? Look at a finished one first</h2>
        <p>
          A small conversation that greets, asks, and answers. Talk to it, change a word, talk again: it takes
          two minutes, and nothing can break.
        </p>
      </div>
      <Button loading={isBusy} rightSection={<IconArrowRight size={15} />} onClick={() => void open()}>
        Show me around
      </Button>
    </section>
  );
}
