import type { Statement } from '../day-slice.ts';
import { STATEMENT_FIGURES, type StockStatement } from '../stock-row.ts';

/** A stored part of accounts as it became known. */
export type StatementRow = Pick<
  StockStatement,
  'observedOn' | 'knownOn' | 'period' | 'part' | 'delay' | (typeof STATEMENT_FIGURES)[number]
> & { readonly column: number };

/** Accounts put together of the parts known so far, with what only shares are made of. */
export interface KnownAccounts {
  readonly statement: Statement;
  readonly equityCapital: number | null;
}

/**
 * Puts the parts of accounts together. Accounts are told when they are whole, which is when the last part that they
 * cannot do without (balance sheet, profit and loss) became known; and again when a part is told differently later.
 */
export interface StatementFeed {
  /** Takes a row; rows come in the order in which they became known. Null while the accounts are not whole. */
  take(row: StatementRow): KnownAccounts | null;
  /** Accounts of which a part never came. */
  readonly unfinished: number;
}

interface Gathered {
  readonly parts: Set<StockStatement['part']>;
  row: StatementRow;
}

const isWhole = ({ parts }: Gathered): boolean =>
  parts.has('whole') || (parts.has('balance-sheet') && parts.has('profit-and-loss'));

export function newStatementFeed(): StatementFeed {
  const gathered = new Map<string, Gathered>();
  return {
    take: (row) => {
      const key = `${row.column} ${row.period} ${row.observedOn}`;
      const before = gathered.get(key);
      const now: Gathered = before ?? { parts: new Set(), row };
      gathered.set(key, now);
      now.parts.add(row.part);
      if (before) now.row = overlaid(before.row, row);
      return isWhole(now) ? accountsOf(now.row) : null;
    },
    get unfinished() {
      let count = 0;
      for (const g of gathered.values()) if (!isWhole(g)) count++;
      return count;
    },
  };
}

/** What a later part says goes over what was known, where it says something. */
function overlaid(before: StatementRow, now: StatementRow): StatementRow {
  const figures = Object.fromEntries(STATEMENT_FIGURES.map((f) => [f, now[f] ?? before[f]]));
  return { ...before, ...figures, knownOn: now.knownOn, delay: now.delay };
}

function accountsOf(row: StatementRow): KnownAccounts {
  const {
    equityCapital,
    operatingCashFlow: _,
    observedOn,
    knownOn,
    part: __,
    delay,
    column,
    ...figures
  } = row;
  return {
    statement: {
      ...figures,
      issuer: column,
      periodEnd: observedOn,
      knownOn,
      delayAssumed: delay === 'assumed',
    },
    equityCapital,
  };
}
