// Changes of lists of questions: the host keeps what they say, then the project has it by one edit.
import type { ChannelRequest } from '#shared/ipc/channels.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { host } from '../state/host.ts';
import { flushEdits, run } from '../state/project-store.ts';
import { putSources } from './knowledge-commands.ts';

type Change = Pick<ChannelRequest<'knowledge.changeQuestions'>, 'put' | 'remove'> & {
  /** Of the edit. */
  readonly label: string;
};

/** Resolves with the edit's label once it is made. */
export async function changeQuestions(sourceId: string, change: Change): Promise<string> {
  await putAnswers({ sourceId, ...change });
  return change.label;
}

export interface Answers extends Change {
  /** Null makes a new list of this name. */
  readonly sourceId: string | null;
  readonly name?: string;
}

/** Resolves with the list as the project has it then. */
export async function putAnswers({ label, ...request }: Answers): Promise<KnowledgeSource> {
  await flushEdits();
  const { source } = await host.invoke('knowledge.changeQuestions', request);
  const command = putSources([source], label);
  run(() => command);
  return source;
}
