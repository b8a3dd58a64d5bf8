import { basename } from 'node:path';
import { type Portfolio, readPortfolio } from '../../allocations/portfolio.ts';
import type { KeptFile } from '../decision/ledger-entry.ts';
import { readText } from './options.ts';

/** The user's holdings, and the file's text as the ledger keeps it. Null where no file was named. */
export function readHoldings(
  path: string | undefined,
): { readonly portfolio: Portfolio; readonly kept: KeptFile } | null {
  if (path === undefined) return null;
  const text = readText(path, 'a portfolio');
  // A decision names the file, not the folder: the same decision is made wherever the file lies.
  const file = basename(path);
  return { portfolio: { ...readPortfolio(text, path), file }, kept: { file, text } };
}
