// Finds a Chromium: an installed one, else Playwright's download, else a package of the system.
import { spawnSync } from 'node:child_process';
import { chromium } from '@playwright/test';
import { tool } from '../lib/tool.ts';
import type { Found } from './found.ts';
import { findCommand, installPackages, isExecutable } from './packages.ts';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
];
const downloadLimit = 180_000;

/** Path of an executable Chromium. May download or install one. */
export function findChromium(): Found<string> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return { ok: true, value: named, from: 'CHROMIUM_PATH' };
    return { ok: false, why: `CHROMIUM_PATH names ${named}, which cannot be run` };
  }
  const installed = findInstalled();
  if (installed !== undefined) return { ok: true, value: installed, from: 'installed' };

  const downloaded = chromium.executablePath();
  if (!isExecutable(downloaded)) download();
  if (isExecutable(downloaded)) return { ok: true, value: downloaded, from: "Playwright's download" };

  installPackages([['chromium', 'chromium-browser']]);
  const packaged = findInstalled();
  if (packaged !== undefined) return { ok: true, value: packaged, from: 'installed with apt' };
  return { ok: false, why: 'none is installed, and none could be downloaded or installed' };
}

function findInstalled(): string | undefined {
  return commands.map(findCommand).find((path) => path !== undefined) ?? applications.find(isExecutable);
}

function download(): void {
  console.log("No Chromium is installed; trying Playwright's download …");
  spawnSync(process.execPath, [tool('@playwright/test', 'playwright'), 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: downloadLimit,
  });
}
