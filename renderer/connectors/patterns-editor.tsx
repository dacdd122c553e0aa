// The addresses of a connector: one pattern per line, and a field that says whether an address would match.
// Invariant: a pattern that is still being written stays in its field and is saved when it can be used, or is left.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconCheck, IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactElement, useId, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import { bestPattern } from '#shared/model/connectors/choose-connector.ts';
import { longestPattern, mostPatterns, parseUrlPattern } from '#shared/model/connectors/url-pattern.ts';
import type { Connector } from '#shared/model/entities/connector.ts';
import { run } from '../state/project-store.ts';
import { parseUrl } from '../ui/parse-url.ts';
import { changeConnector } from './connector-commands.ts';

interface Props {
  readonly connector: Connector;
  readonly isReadOnly: boolean;
}

export function PatternsEditor({ connector, isReadOnly }: Props): ReactElement {
  const { id, urlPatterns } = connector;
  const [isAdding, setAdding] = useState(urlPatterns.length === 0);
  const save = (patterns: readonly string[]): void =>
    run((index) => changeConnector(index, id, { urlPatterns: [...patterns] }, 'addresses'));
  return (
    <>
      <ul className="patterns" aria-label="Address patterns">
        {urlPatterns.map((pattern, place) => (
          <li key={place}>
            <PatternField
              label={`Pattern ${place + 1}`}
              value={pattern}
              isReadOnly={isReadOnly}
              onSave={(next) => save(urlPatterns.map((each, at) => (at === place ? next : each)))}
            />
            {!isReadOnly && (
              <ActionIcon
                size={28}
                aria-label={`Remove pattern ${place + 1}`}
                onClick={() => save(urlPatterns.filter((_, at) => at !== place))}
              >
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </li>
        ))}
        {isAdding && !isReadOnly && (
          <li>
            <PatternField
              label="New pattern"
              value=""
              isReadOnly={false}
              onSave={(next) => {
                setAdding(false);
                save([...urlPatterns, next]);
              }}
            />
          </li>
        )}
      </ul>
      {!isReadOnly && !isAdding && urlPatterns.length < mostPatterns && (
        <div>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} />}
            onClick={() => setAdding(true)}
          >
            Add pattern
          </Button>
        </div>
      )}
      <PatternTester connector={connector} />
    </>
  );
}

interface PatternFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  onSave(value: string): void;
}

function PatternField({ label, value, isReadOnly, onSave }: PatternFieldProps): ReactElement {
  const [written, setWritten] = useState<string | null>(null);
  const shown = written ?? value;
  const issue = shown === '' ? undefined : whatIsWrong(shown);
  const leave = (): void => {
    const next = shown.trim();
    if (next === '' || issue !== undefined) return;
    setWritten(null);
    if (next !== value) onSave(next);
  };
  return (
    <TextInput
      className="patterns__field"
      aria-label={label}
      value={shown}
      placeholder="https://api.example.com/*"
      maxLength={longestPattern}
      spellCheck={false}
      disabled={isReadOnly}
      error={issue}
      data-own-undo
      onChange={({ currentTarget }) => setWritten(currentTarget.value)}
      onBlur={leave}
      onKeyDown={({ key }) => {
        if (key === 'Enter') leave();
      }}
    />
  );
}

function PatternTester({ connector }: { readonly connector: Connector }): ReactElement {
  const [address, setAddress] = useState('');
  const answerId = useId();
  const answer = address.trim() === '' ? undefined : verdict(connector, address.trim());
  return (
    <div className="pattern-tester">
      <TextInput
        label="Try an address"
        value={address}
        placeholder="https://api.example.com/items/42"
        spellCheck={false}
        data-own-undo
        aria-describedby={answerId}
        onChange={({ currentTarget }) => setAddress(currentTarget.value)}
      />
      <p id={answerId} role="status" aria-label="Would it match" data-matches={answer?.isMatch}>
        {answer !== undefined && (
          <>
            {answer.isMatch ? (
              <IconCheck size={14} aria-hidden="true" />
            ) : (
              <IconX size={14} aria-hidden="true" />
            )}
            {answer.words}
          </>
        )}
      </p>
    </div>
  );
}

function verdict(
  connector: Connector,
  address: string,
): { readonly isMatch: boolean; readonly words: string } {
  const url = parseUrl(address);
  if (url === null) {
    return { isMatch: false, words: 'Would not match: this is not a whole address. Begin with https://.' };
  }
  const pattern = bestPattern(connector, url);
  if (pattern !== undefined) return { isMatch: true, words: `Would match ${pattern.source}` };
  // What a browser makes of it, where that is not what was written.
  const seen = `${url.origin}${url.pathname}`;
  const hasUser = url.username !== '' || url.password !== '';
  const why = hasUser ? 'it has a name before “@”' : `no pattern allows ${seen}`;
  return { isMatch: false, words: `Would not match: ${why}.` };
}

function whatIsWrong(pattern: string): string | undefined {
  try {
    parseUrlPattern(pattern);
    return undefined;
  } catch (error) {
    return AppError.from(error).message;
  }
}
