import { asOfDate, END_OF_TIME } from '../../market/as-of-date.ts';
import type { Day } from '../../market/day.ts';
import type { Store } from '../../market/store/store.ts';
import { DEFAULT_RULE_BOOK, type RuleBook } from '../../rulebook/rule-book.ts';
import { countTrials, readTrialLedger, trialLedgerBeside } from '../trial-ledger.ts';
import { DEFAULT_VALIDATION } from './defaults.ts';
import { threads } from './executor.ts';
import type { RegimeValidation } from './result.ts';
import { type RegimeValidationRequest, validateRegimes, validationSeries } from './validate.ts';

/** A validation of the regime model; everything has a default. */
export type StoreValidationRequest = Partial<
  Pick<
    RegimeValidationRequest,
    'knownOn' | 'progress' | 'signal' | 'from' | 'variantsTried' | 'draws' | 'seed' | 'cost' | 'executor'
  >
> & {
  readonly book?: RuleBook;
  /** The last session of the store if left out. */
  readonly to?: Day | undefined;
  /** A later `to` is refused. */
  readonly today?: Day;
};

/**
 * Validates the regime model on the history in a store.
 *
 * @param store an open store with the signals' history.
 * @param request everything has a default: period, rule book, number of draws, seed, cost of a switch.
 * @returns agreement with ex-post bear markets, track records of TRRM and its challengers, sensitivity and multiple testing.
 * @throws UserError where fewer than 24 months of the period have a call, or `to` is after `today`.
 * @example
 * import { openStore, validateRegimesOfStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { summary } = await validateRegimesOfStore(store, { draws: 5 });
 * await store.close();
 * console.log(summary.join('\n'));
 */
export async function validateRegimesOfStore(
  store: Store,
  { book = DEFAULT_RULE_BOOK, to, today = END_OF_TIME, ...request }: StoreValidationRequest = {},
): Promise<RegimeValidation> {
  const market = await store.load(validationSeries(book));
  const last = asOfDate(to, market, today);
  return validateRegimes({
    ...DEFAULT_VALIDATION,
    variantsTried: variantsTriedOn(store.file),
    executor: threads,
    progress: () => {},
    knownOn: END_OF_TIME,
    ...request,
    book,
    market,
    simulated: store.simulated,
    to: last,
  });
}

/** Rule books tried on a store's data: those from which the defaults were chosen, and every trial of a sweep since. */
export const variantsTriedOn = (store: string): number =>
  DEFAULT_VALIDATION.variantsTried + countTrials(readTrialLedger(trialLedgerBeside(store)));
