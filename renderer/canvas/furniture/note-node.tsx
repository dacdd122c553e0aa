// A note on the canvas: plain text on coloured paper.
import type { NodeProps } from '@xyflow/react';
import { type ChangeEvent, memo, type ReactElement } from 'react';
import type { Note } from '#shared/model/entities/furniture.ts';
import { limits } from '#shared/model/limits.ts';
import { writeNote } from '../../commands/furniture-commands.ts';
import { run, useProject } from '../../state/project-store.ts';
import { FurnitureBar } from './furniture-bar.tsx';
import { beginEditing, endEditing, useIsEditing } from './furniture-editing.ts';
import type { NoteFlowNode } from './furniture-elements.ts';
import { ResizeHandles } from './resize-handles.tsx';

export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<NoteFlowNode>) {
  const isEditing = useIsEditing(note.id);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  return (
    <div
      className={`note furniture--${note.color}${selected ? ' note--selected' : ''}`}
      data-testid={`note-${note.id}`}
      onDoubleClick={() => !isReadOnly && beginEditing(note.id)}
    >
      {isEditing ? (
        <NoteText note={note} />
      ) : (
        <div className="note__text">
          {note.text === '' ? <span className="note__hint">Double-click to write</span> : note.text}
        </div>
      )}
      {selected && !isReadOnly && (
        <>
          <FurnitureBar furniture={note} />
          <ResizeHandles id={note.id} minWidth={120} minHeight={60} />
        </>
      )}
    </div>
  );
});

function NoteText({ note }: { readonly note: Note }): ReactElement {
  const write = ({ currentTarget: { value, scrollHeight } }: ChangeEvent<HTMLTextAreaElement>): void =>
    run((index) => writeNote(index, note.id, value, scrollHeight));
  return (
    <textarea
      autoFocus
      className="note__text note__text--editing nodrag nopan nowheel"
      aria-label="Text of the note"
      maxLength={limits.noteText}
      value={note.text}
      onFocus={({ currentTarget }) => currentTarget.setSelectionRange(note.text.length, note.text.length)}
      onChange={write}
      onBlur={() => endEditing(note.id)}
      onKeyDown={(event) => {
        event.stopPropagation();
        const isDone = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (isDone) endEditing(note.id, true);
      }}
    />
  );
}
