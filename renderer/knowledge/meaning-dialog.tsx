import { Button, Input, Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { changeWorkspace } from '../commands/workflow-commands.ts';
import { ModelPicker } from '../models/model-picker.tsx';
import { openSettings } from '../state/ui-store.ts';
import { run, useIndex } from '../state/project-store.ts';
import { closeKnowledgeDialog } from './dialog-store.ts';

const pickerId = 'embedding-model';

/** Which model compares what texts mean, or none. */
export function MeaningDialog(): ReactElement {
  const value = useIndex((index) => index.workspace.embeddingModel);
  return (
    <Modal
      opened
      onClose={closeKnowledgeDialog}
      title="Search by meaning"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        <p className="meaning-dialog__words">
          Finds what is said in other words: “my money back” finds a page about refunds. A model reads every
          passage once, and then each question, so both are sent to its provider. Words are compared as
          before, and alone when the model cannot be reached.
        </p>
        <div>
          <Input.Label htmlFor={pickerId}>Model that compares</Input.Label>
          <ModelPicker
            id={pickerId}
            value={value}
            nothing={{ label: 'None', detail: 'Words alone, offline' }}
            hasSimulator={false}
            purpose="meaning"
            onChange={(embeddingModel) =>
              run((index) =>
                changeWorkspace(
                  { ...index.workspace, embeddingModel },
                  embeddingModel === null ? 'Search by words alone' : 'Search by meaning',
                ),
              )
            }
          />
          <p className="meaning-dialog__hint">
            A model for embeddings, such as text-embedding-3-small of OpenAI, gemini-embedding-001 of Google,
            or nomic-embed-text with Ollama.
          </p>
        </div>
        <div className="question-form__buttons">
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              closeKnowledgeDialog();
              openSettings('models');
            }}
          >
            Models and keys…
          </Button>
          <Button size="sm" onClick={closeKnowledgeDialog}>
            Done
          </Button>
        </div>
      </div>
    </Modal>
  );
}
