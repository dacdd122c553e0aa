// Remembers where the window was, in `window-state.json` of the app's own folder.
// Invariant: a file that is missing, broken or from a screen that is gone means the default place.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import { parseJson } from '#shared/util/json.ts';

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(640),
  height: z.int().min(480),
  isMaximized: z.boolean(),
});

export type WindowState = Partial<Rectangle> & { readonly isMaximized: boolean };

const defaultState: WindowState = { width: 1360, height: 860, isMaximized: false };

export function readWindowState(): WindowState {
  const path = statePath();
  const parsed = stateSchema.safeParse(existsSync(path) ? parseJson(readFileSync(path, 'utf8')) : undefined);
  return parsed.success && isOnScreen(parsed.data) ? parsed.data : defaultState;
}

export function rememberWindowState(window: BrowserWindow): void {
  const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
  writeFileSync(statePath(), JSON.stringify(state));
}

function statePath(): string {
  return join(app.getPath('userData'), 'window-state.json');
}

function isOnScreen({ x, y, width, height }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const isBeside = x + width < workArea.x + 80 || x > workArea.x + workArea.width - 80;
    const isAboveOrBelow = y + height < workArea.y + 80 || y > workArea.y + workArea.height - 80;
    return !isBeside && !isAboveOrBelow;
  });
}
