import { existsSync } from 'node:fs';

export interface ElectronFlag {
  readonly flag: string;
  readonly why: string;
}

/** What Electron must be told on this computer to run at all. Empty on an ordinary desktop. */
export function electronFlags(): readonly ElectronFlag[] {
  const isRoot = process.getuid?.() === 0;
  // Its GPU process ends at once here, and now and then a page waits for it for ever.
  const hasNoGraphics = process.platform === 'linux' && !existsSync('/dev/dri');
  return [
    ...(isRoot ? [{ flag: '--no-sandbox', why: 'Chromium’s own sandbox cannot work as root' }] : []),
    ...(hasNoGraphics ? [{ flag: '--disable-gpu', why: 'there is no graphics device' }] : []),
  ];
}
