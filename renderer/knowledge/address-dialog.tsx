import { Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { limits } from '#shared/model/limits.ts';
import { closeKnowledgeDialog } from './dialog-store.ts';
import { importItem } from './import-store.ts';
import { openKnowledge } from './screen-store.ts';
import { readAddress } from './read-address.ts';

const words = {
  'web-page': {
    title: 'Add a web page',
    help: 'Only this page is read. Pages that need a sign-in cannot be.',
    placeholder: 'https://example.com/help/refunds',
  },
  website: {
    title: 'Add a website',
    help: 'The address of the site, or of its sitemap. Every page that the sitemap lists is read, as far as the site’s robots.txt allows it.',
    placeholder: 'https://example.com or https://example.com/sitemap.xml',
  },
} as const;

/** A page or a site by its address. */
export function AddressDialog({ kind }: { readonly kind: 'web-page' | 'website' }): ReactElement {
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const [maxPages, setMaxPages] = useState<number>(200);
  const { title, help, placeholder } = words[kind];
  const url = readAddress(text);
  const read = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (url === null) return;
    closeKnowledgeDialog();
    openKnowledge({ kind: 'sources' });
    void importItem(
      kind === 'web-page' ? { from: kind, url } : { from: kind, url, maxPages },
      `Reading ${new URL(url).host}`,
    );
  };
  return (
    <Modal opened onClose={closeKnowledgeDialog} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="stack" onSubmit={read} data-own-undo>
        <TextInput
          label="Address"
          description={help}
          placeholder={placeholder}
          value={text}
          data-autofocus
          error={isTried && url === null ? 'Write an address such as https://example.com/help.' : null}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {kind === 'website' && (
          <NumberInput
            label="Pages at most"
            min={1}
            max={limits.knowledge.documentsPerSource}
            allowDecimal={false}
            value={maxPages}
            onChange={(next) => {
              if (typeof next === 'number' && next >= 1) setMaxPages(Math.round(next));
            }}
          />
        )}
        <div className="question-form__buttons">
          <Button variant="default" size="sm" onClick={closeKnowledgeDialog}>
            Cancel
          </Button>
          <Button size="sm" type="submit">
            Read it
          </Button>
        </div>
      </form>
    </Modal>
  );
}
