// What is seen while no project is open: make one, or open one.
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import { host } from '../state/host.ts';
import { ColorSchemeMenu } from '../ui/color-scheme-menu.tsx';
import { Logo } from '../ui/logo.tsx';
import { NewProjectForm } from './new-project-form.tsx';
import { OpenByPath } from './open-by-path.tsx';
import { ProjectList } from './project-list.tsx';
import { Trouble } from './trouble.tsx';

type Projects = ChannelResponse<'projects.list'>['projects'];

export function StartScreen(): ReactElement {
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

  return (
    <div className="start dg-scroll">
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
        <div className="start__columns">
          <section className="card" aria-label="New project">
            <h2>New project</h2>
            <NewProjectForm folder={folder} attempt={attempt} />
          </section>
          <section className="card" aria-label="Open a project">
            <h2>Open a project</h2>
            <ProjectList projects={projects} attempt={attempt} />
            <OpenByPath attempt={attempt} />
          </section>
        </div>
      </main>
    </div>
  );
}
