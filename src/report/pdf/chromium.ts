import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { userError, type UserError } from '../../market/problem.ts';

/** Names under which distributions install it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const remedy = (html: string): string =>
  `A PDF needs chromium (Debian: apt install chromium) and playwright-core (npm install playwright-core); or open ${html} and print.`;

/** What is said where a PDF cannot be printed; the page is written all the same. */
export const noBrowser = (html: string, why: string): UserError =>
  userError('no-chromium', 'pdf', `${why} The pack is in ${html}.`, remedy(html));

/**
 * The browser of this machine: `TRRM_CHROMIUM`, else the first of the usual names on PATH; null where there is none.
 *
 * @param environment variables of the process.
 */
export function findChromium({
  TRRM_CHROMIUM,
  PATH,
}: Readonly<Record<string, string | undefined>>): string | null {
  if (TRRM_CHROMIUM) return existsSync(TRRM_CHROMIUM) ? TRRM_CHROMIUM : null;
  for (const folder of (PATH ?? '').split(delimiter))
    for (const name of NAMES) {
      const file = join(folder, name);
      if (folder !== '' && existsSync(file)) return file;
    }
  return null;
}
