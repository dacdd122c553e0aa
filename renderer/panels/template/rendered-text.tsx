// What a template becomes, with the values of the preview's last run or of the test user.
// Invariant: rendered by the engine, a moment after the author stops typing.
import { UnstyledButton } from '@mantine/core';
import { useDebouncedValue, useLocalStorage } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import { analyzeTemplate, parseTemplate } from '#shared/engine/templates/parse-template.ts';
import { renderTemplate } from '#shared/engine/templates/render-template.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { usePreview } from '../../preview/preview-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { Markdown } from '../../ui/markdown.tsx';
import { sampleScope } from '../values/available-values.ts';

interface RenderedTextProps {
  readonly template: string;
  readonly stepId: string;
  /** What it is. */
  readonly heading: string;
}

const delay = 250;

export function RenderedText({ template, stepId, heading }: RenderedTextProps): ReactElement {
  const [isOpen, setOpen] = useLocalStorage({ key: 'dialogram-rendered-text', defaultValue: true });
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className="rendered-text">
      <UnstyledButton
        className="rendered-text__toggle"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={12} stroke={2} />
        {heading}
      </UnstyledButton>
      {isOpen && <Rendered template={template} stepId={stepId} />}
    </div>
  );
}

function Rendered({ template, stepId }: Omit<RenderedTextProps, 'heading'>): ReactElement | null {
  const [settled] = useDebouncedValue(template, delay);
  const session = usePreview((preview) => preview.session);
  const testUserId = usePreview((preview) => preview.testUserId);
  // With the template: what changes at every letter would render the old text again.
  const [index] = useDebouncedValue(
    useIndex((current) => current),
    delay,
  );
  const [openedAt] = useState(() => Date.now());
  const isReadable = analyzeTemplate(settled).ok;
  const { text, message, name } = useMemo(() => {
    const scope = sampleScope(index, stepId, { session, testUserId }, openedAt);
    const whose = scope.user.name ?? 'an anonymous customer';
    try {
      return {
        text: renderTemplate(parseTemplate(settled), scope, 'markdown'),
        message: undefined,
        name: whose,
      };
    } catch (thrown) {
      return { text: '', message: AppError.from(thrown).message, name: whose };
    }
  }, [settled, stepId, session, testUserId, index, openedAt]);
  // A mistake of the template is said above; what only happens with these values is said here.
  if (message !== undefined) return isReadable ? <p className="rendered-text__none">{message}</p> : null;
  return (
    <>
      {text.trim() === '' ? (
        <p className="rendered-text__none">Nothing: the values are empty.</p>
      ) : (
        <div className="rendered-text__bubble">
          <Markdown text={text} />
        </div>
      )}
      <p className="rendered-text__whose">
        {session === null
          ? `With the values of ${name}.`
          : `With the values of the last preview, as ${name}.`}
      </p>
    </>
  );
}
