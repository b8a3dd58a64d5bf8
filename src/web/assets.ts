import { readFileSync } from 'node:fs';
import { colours } from '../report/page/style/colours.ts';
import { decision } from '../report/page/style/decision.ts';
import { figures } from '../report/page/style/figures.ts';
import { page } from '../report/page/style/page.ts';
import { whatIfPrintStyle } from './print-style.ts';
import { whatIfStyle } from './style.ts';

/** A file of the page, held in memory from the start. */
export interface Asset {
  readonly type: string;
  readonly text: string;
}

/** The page's modules, by the path at which they import each other. */
const MODULES = [
  'web/client/main.js',
  'web/client/analyses.js',
  'web/client/answers.js',
  'web/client/elements.js',
  'web/client/keys.js',
  'web/client/levels.js',
  'web/client/scenario-bar.js',
  'web/client/scenario-file.js',
  'web/client/state.js',
  'web/client/token.js',
  'whatif/scenario-query.js',
] as const;

export const MAIN_MODULE = '/assets/web/client/main.js';
export const STYLE_SHEET = '/assets/style.css';

/**
 * Everything that the page may load, by its path: no request ever reads a file.
 *
 * @param read the text of a compiled module, by its path under `src`.
 */
export function readAssets(read: (module: string) => string = compiledModule): Map<string, Asset> {
  return new Map<string, Asset>([
    [
      STYLE_SHEET,
      {
        type: 'text/css; charset=utf-8',
        text: [colours, page, decision, figures, whatIfStyle, whatIfPrintStyle].join(''),
      },
    ],
    ...MODULES.map((module): [string, Asset] => [
      `/assets/${module}`,
      // The source maps stay on the disk.
      {
        type: 'text/javascript; charset=utf-8',
        text: read(module).replace(/^\/\/# sourceMappingURL=.*$/m, ''),
      },
    ]),
  ]);
}

const compiledModule = (module: string): string =>
  readFileSync(new URL(`../${module}`, import.meta.url), 'utf8');
