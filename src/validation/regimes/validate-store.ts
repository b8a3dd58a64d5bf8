import { asOfDate } from '../../market/as-of-date.ts';
import type { Day } from '../../market/day.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { DEFAULT_VALIDATION } from './defaults.ts';
import { threads } from './executor.ts';
import type { RegimeValidation } from './result.ts';
import { type RegimeValidationRequest, validateRegimes, validationSeries } from './validate.ts';

export type StoreValidationRequest = Pick<RegimeValidationRequest, 'knownOn' | 'progress' | 'signal'> &
  Partial<
    Pick<RegimeValidationRequest, 'from' | 'variantsTried' | 'draws' | 'seed' | 'cost' | 'executor'>
  > & {
    readonly book: RuleBook;
    /** The last session of the store if left out. */
    readonly to?: Day | undefined;
    readonly today: Day;
  };

/**
 * Validates the regime model on the history in a store.
 *
 * @throws UserError where fewer than 24 months of the period have a call, or `to` is after `today`.
 */
export async function validateRegimesOfStore(
  store: Store,
  { to, today, ...request }: StoreValidationRequest,
): Promise<RegimeValidation> {
  const market = await store.load(validationSeries(request.book));
  return validateRegimes({
    ...DEFAULT_VALIDATION,
    executor: threads,
    ...request,
    market,
    simulated: store.simulated,
    to: asOfDate(to, market, today),
  });
}
