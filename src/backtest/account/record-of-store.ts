import type { Decision } from '../../decision/document/decision.ts';
import { listEntries, showEntry } from '../../decision/ledger/ledger.ts';
import { parseDecision } from '../../decision/document/read-decision.ts';
import { END_OF_TIME } from '../../market/as-of-date.ts';
import type { Day } from '../../market/day.ts';
import { day } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import { indexName } from '../../market/indices/index-id.ts';
import type { SeriesKey } from '../../market/series.ts';
import type { Store } from '../../market/store/store.ts';
import { DEFAULT_REPORTING_RULES } from '../../rulebook/reporting-rules.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { seriesPath } from '../statistics/file/series-path.ts';
import type { TearSheetInput } from '../statistics/tear-sheet.ts';
import type { ValuePath } from '../statistics/value-path.ts';

/** What an account is measured against, from a store. */
export interface RecordMarket {
  readonly benchmark: NonNullable<TearSheetInput['benchmark']>;
  /** An investment at the yield of 91-day T-bills on the days of the benchmark; null where the store has none. */
  readonly riskFree: TearSheetInput['riskFree'];
  readonly problems: readonly Problem[];
}

const BILLS = 'tbill-91d.close';

/**
 * The benchmark of a record, as known on a day: with dividends where the store has its total-return levels, else price levels
 * with a warning. Not both in one series.
 *
 * @param series id of an index, such as `nifty-50`.
 * @throws UserError if the store has no levels of it.
 */
export async function recordMarket(store: Store, series: string, asOf: Day): Promise<RecordMarket> {
  const tri: SeriesKey = `${series}.tri`;
  const close: SeriesKey = `${series}.close`;
  const view = (await store.load([tri, close, BILLS])).view(asOf);
  const pathOf = (key: SeriesKey): ValuePath => {
    const { observedOn, value } = view.column(key);
    const kept = Array.from(observedOn, (_, i) => i).filter((i) => value[i]! > 0);
    return { days: kept.map((i) => observedOn[i] as Day), values: kept.map((i) => value[i]!) };
  };
  const [total, price] = [pathOf(tri), pathOf(close)];
  const path = total.days.length > 1 ? total : price;
  if (path.days.length < 2)
    throw userError(
      'no-benchmark',
      series,
      'The store has no levels of this index.',
      'Import them, or choose another with --benchmark or in the rule book (reporting.benchmark).',
    );
  const isPrice = path === price;
  const bills = view.column(BILLS);
  const yields = {
    heading: 'yield',
    headings: [],
    unit: 'yield' as const,
    days: Array.from(bills.observedOn) as Day[],
    values: Array.from(bills.value, (y) => y / 100),
  };
  return {
    benchmark: { name: `${indexName(series)}${isPrice ? ' (price)' : ' TRI'}`, path },
    riskFree: yields.days.length > 0 ? { name: '91-day T-bills', path: seriesPath(yields, path.days) } : null,
    problems: isPrice
      ? [
          {
            severity: 'warning',
            code: 'price-benchmark',
            about: series,
            message:
              'The store has no total-return levels, so the benchmark is without dividends, 1 to 1.5 % a year less.',
            remedy: 'Import its total-return levels.',
          },
        ]
      : [],
  };
}

/**
 * The benchmark that the rule book chooses; null where it is the default and the store has no levels of it.
 *
 * @returns id of an index.
 */
export async function chosenBenchmark(
  store: Store,
  { reporting: { benchmark } }: RuleBook,
): Promise<string | null> {
  if (benchmark !== DEFAULT_REPORTING_RULES.benchmark) return benchmark;
  const keys = [`${benchmark}.tri`, `${benchmark}.close`] as const;
  const view = (await store.load(keys)).view(END_OF_TIME);
  return keys.some((key) => view.column(key).value.length > 1) ? benchmark : null;
}

/** The last decision recorded for a day before another; null where there is none of the present schema. */
export async function lastDecisionBefore(
  store: Store,
  before: Day,
): Promise<{ readonly seq: number; readonly decision: Decision } | null> {
  const earlier = (await listEntries(store)).filter(({ asOf }) => day(asOf) < before);
  const last = earlier.reduce<(typeof earlier)[number] | null>(
    (latest, entry) => (latest === null || entry.asOf >= latest.asOf ? entry : latest),
    null,
  );
  if (!last) return null;
  const { texts } = await showEntry(store, last.seq);
  return { seq: last.seq, decision: parseDecision(texts.decision, `ledger entry ${last.seq}`) };
}
