import { existsSync } from 'node:fs';
import { type Browser, launch } from 'puppeteer-core';

const installed = [
  '/usr/bin/firefox',
  '/usr/bin/firefox-esr',
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** Where a Firefox is installed; undefined where none is. */
export const firefoxPath = installed.find((path) => existsSync(path));

/** The Firefox that is installed, in light or dark. Playwright drives only one of its own, which is not on npm. */
export async function openFirefox(scheme: 'light' | 'dark'): Promise<Browser> {
  if (firefoxPath === undefined) throw new Error('No Firefox is installed.');
  // Downloads of lists that no page needs are off.
  const preferences = {
    'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
    'network.captive-portal-service.enabled': false,
  };
  return launch({ browser: 'firefox', executablePath: firefoxPath, extraPrefsFirefox: preferences });
}
