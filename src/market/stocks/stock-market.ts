import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, type Day, iso, parseIso } from '../day.ts';
import { knownSessions } from '../import/sessions.ts';
import type { Problem } from '../problem.ts';
import { type CompanyFacts, readCompanyFacts } from './companies/company-facts.ts';
import type { DaySlice } from './day-slice.ts';
import { type ListedIssuer, readIssuers } from './companies/issuer-list.ts';
import { watchPriceSteps } from './prices/unadjusted-jumps.ts';
import { newSliceBuilder } from './slice-builder.ts';
import { newStatementFeed, type StatementRow } from './companies/statement-feed.ts';
import { type BarRow, EVER, openStockTables, type SharesRow } from './stock-tables.ts';

/** Which shares to read, and as known when. */
export interface StockRange {
  readonly from: Day;
  readonly to: Day;
  /** What became known later is as if it were not there. */
  readonly asOf: Day;
  /** The highest import-file id to read; later files are as if never imported. All where nothing is said. */
  readonly throughImport?: number;
}

/** The shares of a store, ready to be read a session at a time. */
export interface StockMarket {
  /** In the order of columns; the industry is still the list's own word. */
  readonly issuers: readonly ListedIssuer[];
  readonly facts: CompanyFacts;
  /**
   * Every session of the range in order, with all that became known since the session before (in the first, all that
   * was known by then). Reads a month at a time.
   */
  slices(): AsyncGenerator<DaySlice>;
  /** From when on anything but prices is known of each issuer, its accounts or a change of terms; null where nothing is. */
  readonly heardFrom: readonly (Day | null)[];
  /** What is doubtful; complete when all slices have been read. */
  problems(): readonly Problem[];
}

export async function openStockMarket(connection: DuckDBConnection, range: StockRange): Promise<StockMarket> {
  const { from, to, asOf, throughImport = Number.MAX_SAFE_INTEGER } = range;
  const list = await readIssuers(connection, { asOf, throughImport });
  const known = { asOf, throughImport };
  const tables = await openStockTables(connection, list.columnOf, list.issuers.length, known);
  const facts = await readCompanyFacts(connection, list.columnOf, known);
  const changes = await tables.changes();
  const dividends = await tables.dividends();
  const isSession = await knownSessions(connection, throughImport);
  const problems: Problem[] = [...list.problems];

  async function* slices(): AsyncGenerator<DaySlice> {
    const builder = newSliceBuilder(list, changes);
    const feed = newStatementFeed();
    const steps = watchPriceSteps(list.issuers);
    let before = EVER;
    let read = EVER;
    let closed = 0;
    // Read with the month, waiting for their day.
    const waiting: { statements: StatementRow[]; shares: SharesRow[] } = { statements: [], shares: [] };
    for (const [first, last] of months(from, to)) {
      waiting.statements.push(...(await tables.statements(read, last)));
      waiting.shares.push(...(await tables.shares(read, last)));
      read = last;
      for (const ofDay of byDay(await tables.bars(first, last))) {
        const { day } = ofDay[0]!;
        if (isSession(day) === false) {
          closed++;
          continue;
        }
        const slice = builder.next({
          day,
          bars: ofDay,
          accounts: takeKnown(waiting.statements, day).flatMap((row) => feed.take(row) ?? []),
          shares: takeKnown(waiting.shares, day),
          dividends: before === EVER ? [] : dividends.filter((d) => d.on > before && d.on <= day),
        });
        steps.see(slice);
        yield slice;
        before = day;
      }
    }
    problems.push(...builder.problems(), ...steps.problems(), ...omissions(feed.unfinished, closed));
  }
  const heardFrom = await tables.heardFrom();
  return { issuers: list.issuers, facts, heardFrom, slices, problems: () => problems };
}

/** Takes off the front what became known by a day; rows are in the order in which they did. */
function takeKnown<T extends { readonly knownOn: Day }>(rows: T[], day: Day): T[] {
  const end = rows.findIndex((row) => row.knownOn > day);
  return rows.splice(0, end < 0 ? rows.length : end);
}

/** Bars in order of day, a list for each. */
function byDay(bars: readonly BarRow[]): BarRow[][] {
  const days: BarRow[][] = [];
  for (const bar of bars) {
    const current = days.at(-1);
    if (current?.[0]!.day === bar.day) current.push(bar);
    else days.push([bar]);
  }
  return days;
}

function omissions(unfinished: number, closed: number): Problem[] {
  const note = (code: string, message: string): Problem => ({
    severity: 'note',
    code,
    about: 'stocks',
    message,
    remedy: '',
  });
  return [
    ...(unfinished > 0
      ? [
          note(
            'accounts-in-part',
            `${unfinished} accounts have a balance sheet or a profit and loss only, and are left out.`,
          ),
        ]
      : []),
    ...(closed > 0
      ? [
          note(
            'no-session',
            `${closed === 1 ? '1 day with share prices is no session of the Nifty, and is left out' : `${closed} days with share prices are no session of the Nifty, and are left out`}.`,
          ),
        ]
      : []),
  ];
}

/** The parts of a range that are within one calendar month, in order. */
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
