import { type CalledMonth, callMonth } from '../../../regimes/model/call.ts';
import { asOfDate } from '../../market/as-of-date.ts';
import type { Day } from '../../market/day.ts';
import type { Store } from '../../market/store/store.ts';
import { type RuleBook, signalsOf } from '../../rulebook/rule-book.ts';

export interface RegimeAt {
  readonly asOf: Day;
  readonly called: CalledMonth;
  readonly simulated: boolean;
}

/**
 * The signals and the regime call at a date, without an allocation.
 *
 * @param asOf the last session of the store if left out.
 * @throws UserError for a date after `today`, or where the store has no Nifty closes.
 */
export async function regimeAt(
  store: Store,
  { book, asOf, today }: { readonly book: RuleBook; readonly asOf?: Day | undefined; readonly today: Day },
): Promise<RegimeAt> {
  const signals = signalsOf(book);
  const market = await store.load([...new Set(signals.flatMap((s) => s.series))]);
  const date = asOfDate(asOf, market, today);
  return {
    asOf: date,
    called: callMonth(market, date, signals, book.regimes),
    simulated: store.simulated,
  };
}
