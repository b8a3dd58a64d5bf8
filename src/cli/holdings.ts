import { basename } from 'node:path';
import type { KeptFile } from '../decision/ledger-entry.ts';
import { readText } from './shared/options.ts';

/**
 * The user's holdings as a run takes them and the ledger keeps them. A decision names the file, not the folder: the
 * same decision is made wherever the file lies. Null where no file was named.
 */
export const readHoldings = (path: string | undefined): KeptFile | null =>
  path === undefined ? null : { file: basename(path), text: readText(path, 'a portfolio') };
