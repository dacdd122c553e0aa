import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { limits } from '#shared/model/limits.ts';
import { closeKnowledgeDialog } from './dialog-store.ts';
import { importText } from './import-store.ts';
import { openKnowledge } from './screen-store.ts';

/** A text that is written or pasted. */
export function TextDialog(): ReactElement {
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const canAdd = name.trim() !== '' && text.trim() !== '';
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (!canAdd) return;
    closeKnowledgeDialog();
    openKnowledge({ kind: 'sources' });
    void importText(name.trim(), text);
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={closeKnowledgeDialog}
      title="Write a text"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="stack" onSubmit={add} data-own-undo>
        <TextInput
          label="Title"
          placeholder="Opening hours"
          value={name}
          maxLength={limits.name - 10}
          data-autofocus
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Textarea
          label="Text"
          description="Markdown. Headings help to find the right passage."
          placeholder={'# In the shop\n\nMonday to Friday, 9 to 18.'}
          autosize
          minRows={8}
          maxRows={20}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <div className="question-form__buttons">
          <Button variant="default" size="sm" onClick={closeKnowledgeDialog}>
            Cancel
          </Button>
          <Button size="sm" type="submit" disabled={!canAdd}>
            Add the text
          </Button>
        </div>
      </form>
    </Modal>
  );
}
