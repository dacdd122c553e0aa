// What is seen while no project is open: make one, or open one.
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { useActions } from '../commands/actions/action.ts';
import { host } from '../state/host.ts';
import { ColorSchemeMenu } from '../settings/color-scheme-menu.tsx';
import { Logo } from '../ui/logo.tsx';
import { NewProjectForm } from './new-project-form.tsx';
import { OpenByPath } from './open-by-path.tsx';
import { ProjectList } from './project-list.tsx';
import { Trouble } from '../app/trouble.tsx';
import { useDrops } from '../ui/use-drops.ts';
import { bringFile } from './bring-file.ts';
import { FirstExample } from './first-example.tsx';
import { ImportButton } from './import-button.tsx';
import { startActions } from './start-actions.ts';
import { WhatsNew } from './whats-new.tsx';

type Projects = ChannelResponse<'projects.list'>['projects'];

export function StartScreen(): ReactElement {
  useActions('start', startActions);
  const [projects, setProjects] = useState<Projects | null>(null);
  const [folder, setFolder] = useState('');
  const [error, setError] = useState<AppError | null>(null);

  /** Runs what a button asked for; what fails is said above the forms. */
  const attempt = useCallback(async (work: () => Promise<void>): Promise<void> => {
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(AppError.from(thrown));
    }
  }, []);

  useEffect(() => {
    void attempt(async () => {
      const [info, list] = await Promise.all([host.invoke('app.info', {}), host.invoke('projects.list', {})]);
      setFolder(info.projectsFolder);
      setProjects(list.projects);
    });
  }, [attempt]);

  const drop = useCallback(
    ({ files: [file] }: DataTransfer) => {
      if (file !== undefined) void attempt(() => bringFile(file));
    },
    [attempt],
  );
  const isDropping = useDrops(true, drop);
  const forget = (path: string): void => {
    void attempt(async () => {
      await host.invoke('projects.forget', { path });
      setProjects((known) => known?.filter((project) => project.path !== path) ?? null);
    });
  };

  return (
    <div className={`start dg-scroll${isDropping ? ' start--dropping' : ''}`}>
      <div className="start__corner">
        <ColorSchemeMenu />
      </div>
      <main className="start__page">
        <header className="start__head">
          <Logo size={44} />
          <div>
            <h1>Dialogram</h1>
            <p>Design support conversations, try them at once, publish when they are good.</p>
          </div>
        </header>
        {error !== null && <Trouble error={error} onClose={() => setError(null)} />}
        {projects?.length === 0 && <FirstExample attempt={attempt} />}
        <div className="start__columns">
          <section className="card" aria-label="New project">
            <h2>New project</h2>
            <NewProjectForm folder={folder} attempt={attempt} />
          </section>
          <section className="card" aria-label="Open a project">
            <h2>Open a project</h2>
            <ProjectList projects={projects} attempt={attempt} onForget={forget} />
            <OpenByPath attempt={attempt} />
            <div className="start__import">
              <ImportButton attempt={attempt} />
              <span>or drop a .dialogram or .json file anywhere on this window</span>
            </div>
          </section>
        </div>
        <WhatsNew />
      </main>
    </div>
  );
}
