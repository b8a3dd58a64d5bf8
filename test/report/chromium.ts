import { existsSync } from 'node:fs';

/** Where distributions put Chromium and Chrome. `TRRM_CHROMIUM` names another one. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine, or null. */
export const CHROMIUM: string | null =
  [process.env.TRRM_CHROMIUM ?? '', ...PLACES].find((path) => path !== '' && existsSync(path)) ?? null;

/** No sandbox, because continuous integration often runs as root; no request of the browser’s own. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** A test that needs a browser; left out, and reported as such, on a machine without one. */
export function describeInBrowser(name: string, body: (executablePath: string) => void): void {
  if (CHROMIUM !== null) {
    const executablePath = CHROMIUM;
    describe(name, () => body(executablePath));
  } else {
    describe.skip(`left out, because Chromium is not installed (apt-get install chromium, or set TRRM_CHROMIUM): ${name}`, () =>
      body(''));
  }
}
