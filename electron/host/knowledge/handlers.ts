// The channels of the knowledge screen.
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { Handlers } from '../handlers/handler.ts';

type KnowledgeChannel = Extract<ChannelName, `knowledge.${string}`>;

export function createKnowledgeHandlers(): Handlers<KnowledgeChannel> {
  const refuse = (): never => {
    throw new AppError('KNOWLEDGE_SEARCH_FAILED', 'Knowledge cannot be read in this version.');
  };
  return {
    'knowledge.list': (_request, context) => ({
      sources: context
        .hold()
        .project.document()
        .knowledgeSources.map(({ id }) => ({
          sourceId: id,
          documents: 0,
          passages: 0,
          characters: 0,
          isMissing: true,
        })),
    }),
    'knowledge.stage': refuse,
    'knowledge.import': refuse,
    'knowledge.reimport': refuse,
    'knowledge.search': refuse,
    'knowledge.passage': refuse,
    'knowledge.passages': refuse,
    'knowledge.questions': refuse,
    'knowledge.changeQuestions': refuse,
    'knowledge.exportQuestions': refuse,
  };
}
