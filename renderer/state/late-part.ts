// Parts of the window that come in files of their own, fetched when they are first shown.
// Invariant: while what serves the window is gone for a moment, a part is waited for. It must not break the window, which
// may hold edits that are nowhere else yet.
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { host } from './host.ts';

const tries = 5;
/** Long enough to hear that the link is gone. */
const betweenTriesMs = 500;

export function latePart<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await patiently(load) }));
}

/** A worker whose file was fetched before, and is kept: one that cannot be fetched breaks off with no reason given. */
export async function lateWorker(url: string, options: WorkerOptions = {}): Promise<Worker> {
  await patiently(async () => (await fetch(url)).blob());
  return new Worker(url, options);
}

async function patiently<Part>(load: () => Promise<Part>, triesLeft = tries): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    if (triesLeft <= 1) throw error;
  }
  await new Promise((resolve) => {
    setTimeout(resolve, betweenTriesMs);
  });
  await untilUp();
  return patiently(load, triesLeft - 1);
}

async function untilUp(): Promise<void> {
  let end: (() => void) | undefined;
  await new Promise<void>((resolve) => {
    end = host.onUp((isUp) => {
      if (isUp) resolve();
    });
  });
  end?.();
}
