import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, type Day, iso, parseIso } from '../day.ts';
import { knownSessions } from '../calendar/known-sessions.ts';
import type { Problem } from '../problem.ts';
import type { Distribution } from './actions/distributions.ts';
import type { CapitalChange } from './capital-changes.ts';
import { type CompanyFacts, readCompanyFacts } from './companies/company-facts.ts';
import type { DailySlice } from './daily-slice.ts';
import { type ListedIssuer, readIssuers } from './companies/issuer-list.ts';
import { doubtfulActionProblem } from './actions/doubtful-actions.ts';
import { watchUnadjustedJumps } from './prices/unadjusted-jumps.ts';
import { newSliceBuilder } from './build-daily-slices.ts';
import { newStatementFeed, type StatementRow } from './companies/statement-feed.ts';
import { bySession } from './prices/bars.ts';
import { EVER, openStockTables, type SharesRow } from './stock-tables.ts';

/** The range of sessions to read, and the cutoff of knowledge. */
export interface StockRange {
  readonly from: Day;
  readonly to: Day;
  /** Rows that became known later are ignored. */
  readonly asOf: Day;
  /** The highest import-file id to read; later files are ignored. Default: all. */
  readonly throughImport?: number;
}

/** The stocks of a store, to be read session by session. */
export interface StockMarket {
  /** In column order; industries as the lists name them. */
  readonly issuers: readonly ListedIssuer[];
  readonly facts: CompanyFacts;
  /**
   * The sessions of the range in order, each with everything that became known since the previous session (the first with
   * everything known by then). Reads one month at a time.
   *
   * @param of `prices` leaves out accounts and shares outstanding, for those who only hold stocks.
   */
  slices(of?: 'everything' | 'prices'): AsyncGenerator<DailySlice>;
  /** For each issuer, the first day with accounts or a capital change; null if there is none. */
  readonly fundamentalsFrom: readonly (Day | null)[];
  /** For each issuer, its splits, bonuses and consolidations, by day. */
  readonly capitalChanges: readonly (readonly CapitalChange[])[];
  /** Rights issues and demergers, by day. */
  readonly distributions: readonly Distribution[];
  /** Problems with the data; complete when all slices have been read. */
  problems(): readonly Problem[];
}

export async function openStockMarket(connection: DuckDBConnection, range: StockRange): Promise<StockMarket> {
  const { from, to, asOf, throughImport = Number.MAX_SAFE_INTEGER } = range;
  const list = await readIssuers(connection, { asOf, throughImport });
  const known = { asOf, throughImport };
  const tables = await openStockTables(connection, list, known);
  const facts = await readCompanyFacts(connection, list.columnOf, known);
  const { changes, doubtful, distributions, dividends } = (await tables.actions())(asOf);
  const isSession = await knownSessions(connection, throughImport);
  const problems: Problem[] = [
    ...list.problems,
    ...doubtful
      .filter(({ on }) => on >= from && on <= to)
      .map((action) => doubtfulActionProblem(list.issuers[action.column]!.symbol, action)),
  ];

  async function* slices(of: 'everything' | 'prices' = 'everything'): AsyncGenerator<DailySlice> {
    const builder = newSliceBuilder(list, changes);
    const feed = newStatementFeed();
    const jumps = watchUnadjustedJumps(list.issuers);
    let before = EVER;
    let read = EVER;
    let closed = 0;
    // Rows read with the month that are known only on a later session.
    const pending: { statements: StatementRow[]; shares: SharesRow[] } = { statements: [], shares: [] };
    // Callers who want all sessions ask for half a century; most stores hold a few years of it.
    const days = await tables.daysWithBars(from, to);
    for (const [first, last] of days === null ? [] : months(...days)) {
      if (of === 'everything') {
        pending.statements.push(...(await tables.statements(read, last)));
        pending.shares.push(...(await tables.shares(read, last)));
      }
      read = last;
      for (const { day, ...bars } of bySession(await tables.bars(first, last))) {
        if (isSession(day) === false) {
          closed++;
          continue;
        }
        const slice = builder.next({
          day,
          bars,
          accounts: takeKnown(pending.statements, day).flatMap((row) => feed.take(row) ?? []),
          shares: takeKnown(pending.shares, day),
          dividends: before === EVER ? [] : dividends.filter((d) => d.on > before && d.on <= day),
          distributions: before === EVER ? [] : distributions.filter((d) => d.on > before && d.on <= day),
        });
        jumps.observe(slice);
        yield slice;
        before = day;
      }
    }
    problems.push(...builder.problems(), ...jumps.problems(), ...omissions(feed.incomplete, closed));
  }
  const fundamentalsFrom = await tables.fundamentalsFrom();
  return {
    issuers: list.issuers,
    facts,
    fundamentalsFrom,
    capitalChanges: changes,
    distributions,
    slices,
    problems: () => problems,
  };
}

/** Removes and returns the rows known by a day from the front; rows are in the order in which they became known. */
function takeKnown<T extends { readonly knownOn: Day }>(rows: T[], day: Day): T[] {
  const end = rows.findIndex((row) => row.knownOn > day);
  return rows.splice(0, end < 0 ? rows.length : end);
}

function omissions(incomplete: number, closed: number): Problem[] {
  const note = (code: string, message: string): Problem => ({
    severity: 'note',
    code,
    about: 'stocks',
    message,
    remedy: '',
  });
  return [
    ...(incomplete > 0
      ? [
          note(
            'accounts-in-part',
            `${incomplete} statements lack either the balance sheet or the profit and loss and are ignored.`,
          ),
        ]
      : []),
    ...(closed > 0
      ? [
          note(
            'no-session',
            `${closed === 1 ? '1 day with stock prices is not a session of the Nifty and is ignored' : `${closed} days with stock prices are not sessions of the Nifty and are ignored`}.`,
          ),
        ]
      : []),
  ];
}

/** A range split by calendar month, in order. */
function* months(from: Day, to: Day): Generator<readonly [Day, Day]> {
  for (let first = from; first <= to;) {
    const [year, month] = iso(first).split('-').map(Number) as [number, number];
    const next = parseIso(
      month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`,
    )!;
    yield [first, Math.min(addDays(next, -1), to) as Day];
    first = next;
  }
}
