// What code asked of the outside: a row for each request, which opens on what it carried.
import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactElement, useEffect, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { RequestDetails } from '#shared/ipc/dry-run.ts';
import type { RequestMade } from '#shared/ipc/views.ts';
import { inBytes } from '../ui/bytes.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { parseUrl } from '../ui/parse-url.ts';
import { ValueView } from '../ui/value-view.tsx';
import { DryRunAnswer } from './dry-run-answer.tsx';

interface RequestsProps {
  readonly requests: readonly RequestMade[];
  /** What a request carried; null when that is no longer known. */
  detailsOf(key: string): Promise<RequestDetails | null>;
}

export function Requests({ requests, detailsOf }: RequestsProps): ReactElement {
  return (
    <ul className="requests" aria-label="Requests">
      {requests.map((request) => (
        <Request key={request.key} request={request} detailsOf={detailsOf} />
      ))}
    </ul>
  );
}

interface RequestProps extends Pick<RequestsProps, 'detailsOf'> {
  readonly request: RequestMade;
}

function Request({ request, detailsOf }: RequestProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const { method, address, answer, isPretended, error } = request;
  const url = parseUrl(address);
  const isFailed = answer === null || (answer.status ?? 0) >= 400;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li className="request" data-failed={isFailed || undefined}>
      <UnstyledButton className="request__line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <b className="request__method">{method}</b>
        <span className="request__where dg-truncate" title={address}>
          {url === null ? address : url.host}
          {url !== null && <span className="request__path">{url.pathname}</span>}
        </span>
        {isPretended ? (
          <span className="request__dry">Not sent</span>
        ) : (
          <span className="request__answer">{answer === null ? 'Failed' : <Answer answer={answer} />}</span>
        )}
        <Chevron size={13} />
      </UnstyledButton>
      {error !== null && !isOpen && <p className="request__error">{error.message}</p>}
      {isOpen && <Details request={request} detailsOf={detailsOf} />}
    </li>
  );
}

function Answer({ answer }: { readonly answer: NonNullable<RequestMade['answer']> }): ReactElement {
  const { status, durationMs, bytes, rows } = answer;
  const facts = [
    inMilliseconds(durationMs),
    ...(bytes === null ? [] : [inBytes(bytes)]),
    ...(rows === null ? [] : [rows === 1 ? '1 row' : `${rows} rows`]),
  ];
  return (
    <>
      {status !== null && (
        <span className="request__status">
          <VisuallyHidden>Status </VisuallyHidden>
          {status} ·{' '}
        </span>
      )}
      {facts.join(' · ')}
    </>
  );
}

type Known = { readonly details: RequestDetails | null } | { readonly trouble: string };

function Details({ request: { key, error }, detailsOf }: RequestProps): ReactElement {
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    let isShown = true;
    detailsOf(key).then(
      (details) => {
        if (isShown) setKnown({ details });
      },
      (thrown: unknown) => {
        if (isShown) setKnown({ trouble: AppError.from(thrown).message });
      },
    );
    return () => {
      isShown = false;
    };
  }, [key, detailsOf]);
  if (known === null) return <p className="request__note">Being looked up…</p>;
  if ('trouble' in known) return <p className="request__error">{known.trouble}</p>;
  const { details } = known;
  if (details === null) return <p className="request__note">What it carried is no longer kept.</p>;
  const { asked, answered, pretended } = details;
  return (
    <div className="request__details">
      {error !== null && <p className="request__error">{error.message}</p>}
      <ValueView title={pretended === null ? 'Sent' : 'Would be sent'} data={asked} />
      {pretended !== null && <DryRunAnswer pretended={pretended} />}
      {pretended === null && answered !== null && <ValueView title="Answer" data={answered} />}
    </div>
  );
}
