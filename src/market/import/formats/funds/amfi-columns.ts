import type { SchemeRow } from '../../../funds/fund-row.ts';
import type { Day } from '../../../day.ts';
import type { Cells } from '../../decoding/cells.ts';
import { schemeOfCell, textOrNull } from './scheme-cell.ts';

/** The columns of AMFI's lists. They are found by name: since 2026 AMFI adds, renames and moves them. */
export const CODE = 'Scheme Code';
export const NAV = 'Net Asset Value';
export const DATE = 'Date';
const NAMES = ['Scheme Name', 'NAV Name'];
const ISIN = /^ISIN Div Payout ?\/ ?ISIN Growth$/i;
const ISIN_REINVESTMENT = /^ISIN Div Reinvestment$/i;

const nameColumn = (header: readonly string[]): string | undefined =>
  NAMES.find((name) => header.includes(name));

/** Whether a header is that of a list of NAVs of many schemes. */
export const isSchemeList = (header: readonly string[]): boolean =>
  header.includes(CODE) && header.includes(NAV) && header.includes(DATE) && nameColumn(header) !== undefined;

/** `Open Ended Schemes(Equity Scheme - Large Cap Fund)` */
const CATEGORY = /^((?:open|close|closed|interval)[^(]*?)\s*\((.*)\)$/i;

/** Reads schemes and keeps the category and the fund house of the headings above them. */
export interface SchemeReader {
  readonly heading: (text: string) => void;
  /** The row's scheme as seen on a day. */
  scheme(cells: Cells, seenOn: Day): SchemeRow;
}

export function newSchemeReader(header: readonly string[]): SchemeReader {
  const name = nameColumn(header)!;
  const isin = header.find((column) => ISIN.test(column)) ?? '';
  const isinReinvestment = header.find((column) => ISIN_REINVESTMENT.test(column)) ?? '';
  let structure: string | null = null;
  let category: string | null = null;
  let house: string | null = null;
  return {
    heading: (text) => {
      const parts = CATEGORY.exec(text);
      if (parts) {
        [structure, category, house] = [parts[1]!, parts[2]!.trim(), null];
      } else house = text;
    },
    scheme: (cells, seenOn) => ({
      kind: 'scheme',
      series: schemeOfCell(cells, CODE),
      observedOn: seenOn,
      knownOn: seenOn,
      name: textOrNull(cells, name),
      house,
      structure,
      category,
      plan: textOrNull(cells, 'Plan'),
      option: textOrNull(cells, 'Option'),
      isin: textOrNull(cells, isin),
      isinReinvestment: textOrNull(cells, isinReinvestment),
    }),
  };
}

/**
 * Whether the list is a history of NAVs: it has prices of redemption and sale, or the name stands before the ISINs. The
 * list of latest NAVs has the ISINs first.
 */
export const isNavHistory = (header: readonly string[]): boolean =>
  header.includes('Repurchase Price') ||
  header.indexOf(nameColumn(header) ?? '') < header.findIndex((column) => ISIN.test(column));
