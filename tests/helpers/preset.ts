// A preset, opened with its knowledge and played by the engine, the simulator and a clock that only the script moves.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession, type OpenSessionOptions } from '#host/preview/open-session.ts';
import { playScript } from '#host/preview/play-script.ts';
import { readBundle } from '#shared/bundle/parse-bundle.ts';
import { takeKnowledge } from '#shared/drivers/knowledge/bundled-knowledge.ts';
import { openKnowledgeFile } from '#shared/drivers/knowledge/knowledge-file.ts';
import { KnowledgeSearcher } from '#shared/drivers/knowledge/knowledge-searcher.ts';
import { searchSources } from '#shared/drivers/knowledge/search-sources.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { ScriptAction } from '#shared/engine/scenario.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { scenarioStart } from './play-scenario.ts';

export const presetsFolder = join(import.meta.dirname, '../../resources/presets');

type PlayOptions = Pick<OpenSessionOptions, 'testUser' | 'workflow' | 'pool' | 'http' | 'services'>;

export interface OpenedPreset extends AsyncDisposable {
  readonly document: ProjectDocument;
  play(script: readonly ScriptAction[], options: PlayOptions): Promise<readonly RunEvent[]>;
}

export function openPreset(name: string): OpenedPreset {
  const { document: bundled, knowledge } = readBundle(
    readFileSync(join(presetsFolder, `${name}.dialogram.json`), 'utf8'),
  );
  const folder = mkdtempSync(join(tmpdir(), 'dialogram-preset-'));
  const kept = openKnowledgeFile(join(folder, 'knowledge'));
  const document = takeKnowledge(kept.store, bundled, knowledge);
  const searcher = new KnowledgeSearcher();
  return {
    document,
    async play(script, options) {
      const events: RunEvent[] = [];
      const session = openSession({
        ...options,
        id: 'conversation',
        turnPrefix: '',
        document,
        baseClock: () => scenarioStart,
        hasRealTimers: false,
        knowledge: (query, stop) =>
          searchSources({ sources: document.knowledgeSources, path: kept.path, searcher }, query, stop),
        onRecord: ({ event }) => events.push(event),
      });
      await session.start();
      await playScript(session, script, document);
      session.close();
      return events;
    },
    async [Symbol.asyncDispose]() {
      await searcher.close();
      kept[Symbol.dispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
