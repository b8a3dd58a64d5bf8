import type { Statement } from '../daily-slice.ts';
import { STATEMENT_FIGURES, type StockStatement } from '../stock-row.ts';

/** A stored part of a statement, as it became known. */
export type StatementRow = Pick<
  StockStatement,
  'observedOn' | 'knownOn' | 'period' | 'part' | 'delay' | (typeof STATEMENT_FIGURES)[number]
> & { readonly column: number };

/** A statement assembled from the parts known so far, with the paid-up capital from which shares may be derived. */
export interface KnownAccounts {
  readonly statement: Statement;
  readonly equityCapital: number | null;
}

/**
 * Assembles statements from their parts. A statement is passed on when its required parts (balance sheet, profit and
 * loss) are known, and again when a part is restated.
 */
export interface StatementFeed {
  /** Adds a row; rows come in the order in which they became known. Null while the statement is incomplete. */
  take(row: StatementRow): KnownAccounts | null;
  /** Number of statements that still lack a required part. */
  readonly incomplete: number;
}

interface ReceivedParts {
  readonly parts: Set<StockStatement['part']>;
  row: StatementRow;
}

const isComplete = ({ parts }: ReceivedParts): boolean =>
  parts.has('whole') || (parts.has('balance-sheet') && parts.has('profit-and-loss'));

export function newStatementFeed(): StatementFeed {
  const gathered = new Map<string, ReceivedParts>();
  return {
    take: (row) => {
      const key = `${row.column} ${row.period} ${row.observedOn}`;
      const before = gathered.get(key);
      const now: ReceivedParts = before ?? { parts: new Set(), row };
      gathered.set(key, now);
      now.parts.add(row.part);
      if (before) now.row = updated(before.row, row);
      return isComplete(now) ? accountsOf(now.row) : null;
    },
    get incomplete() {
      let count = 0;
      for (const g of gathered.values()) if (!isComplete(g)) count++;
      return count;
    },
  };
}

/** Values of a later part replace earlier ones, except where they are missing. */
function updated(before: StatementRow, now: StatementRow): StatementRow {
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
