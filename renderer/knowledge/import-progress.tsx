import { Button, Progress } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { cancelImport, type ImportJob, useImport } from './import-store.ts';

/** The import that runs: what it is at, how far it is, and how to stop it. */
export function ImportProgress(): ReactElement | null {
  const job = useImport((state) => state.job);
  return job === null ? null : <Running key={job.id} job={job} />;
}

function Running({ job }: { readonly job: ImportJob }): ReactElement {
  const [isCancelling, setCancelling] = useState(false);
  const share = shareOf(job);
  return (
    <section className="import-card" aria-label="Import">
      <div className="import-card__line">
        <strong className="dg-truncate">{job.title}</strong>
        <span className="import-card__count">
          {job.total > 1 && `${job.done.toLocaleString('en')} of ${job.total.toLocaleString('en')}`}
        </span>
        <Button
          variant="default"
          size="compact-sm"
          loading={isCancelling}
          onClick={() => {
            setCancelling(true);
            cancelImport();
          }}
        >
          Cancel
        </Button>
      </div>
      <Progress
        size="sm"
        radius="xl"
        value={Math.max(2, share * 100)}
        animated={share === 0}
        aria-label="How far the import is"
        aria-valuetext={`${stageWords[job.stage]} ${Math.round(share * 100)} %`}
      />
      <p className="import-card__name dg-truncate">
        {stageWords[job.stage]} {job.name}
      </p>
      <p className="import-card__hint">You can go on working; nothing changes until all of it is read.</p>
    </section>
  );
}

const stageWords: Readonly<Record<ImportJob['stage'], string>> = {
  sending: 'Taking',
  fetching: 'Fetching',
  reading: 'Reading',
  keeping: 'Keeping',
};

/** Each stage has its part of the bar, so that it goes forwards only. */
const parts: Readonly<Record<ImportJob['stage'], readonly [from: number, to: number]>> = {
  sending: [0, 0.25],
  fetching: [0, 0.5],
  reading: [0.25, 0.9],
  keeping: [0.9, 1],
};

function shareOf({ stage, done, total }: ImportJob): number {
  const [from, to] = parts[stage];
  return total === 0 ? from : from + (to - from) * Math.min(1, done / total);
}
