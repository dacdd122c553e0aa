import { homedir } from 'node:os';
import { join } from 'node:path';

export interface UserFolders {
  /** What the app remembers for this person: recent projects. */
  readonly data: string;
  /** Where projects go when only a name is given. */
  readonly projects: string;
}

/** `DIALOGRAM_HOME` puts everything that is per person under one folder. */
export function userFolders(environment: NodeJS.ProcessEnv = process.env): UserFolders {
  const { DIALOGRAM_HOME: home, APPDATA: roaming, XDG_CONFIG_HOME: config } = environment;
  if (home !== undefined && home !== '') return { data: home, projects: join(home, 'projects') };
  const data: Partial<Record<NodeJS.Platform, string>> = {
    win32: join(roaming ?? join(homedir(), 'AppData', 'Roaming'), 'Dialogram'),
    darwin: join(homedir(), 'Library', 'Application Support', 'Dialogram'),
  };
  return {
    data: data[process.platform] ?? join(config ?? join(homedir(), '.config'), 'dialogram'),
    projects: join(homedir(), 'Dialogram'),
  };
}
