import { BEFORE_ALL_PRICES, END_OF_TIME, notInFuture } from '../../market/as-of-date.ts';
import { sessionsOf } from '../../market/calendar/calendar.ts';
import { type Day, displayDay } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { SeriesKey } from '../../market/series.ts';
import type { Store } from '../../market/store/store.ts';
import { type RuleBook, signalsOf } from '../../rulebook/rule-book.ts';
import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';
import { factorInputs } from './inputs/factor-inputs.ts';
import { indexReturns, indexSeries } from './inputs/index-returns.ts';
import { RISK_FREE_SERIES } from './inputs/risk-free-rate.ts';
import { COSTS_TEXT } from './inputs/round-trip-cost.ts';
import type { FactorValidation, ValidatedFactor } from './result.ts';
import { proxyIndices, validateIndex } from './validate-indices.ts';
import { type ValidationControl, validateSleevesOfStore } from './validate-stocks.ts';

export interface FactorValidationRequest extends ValidationControl {
  readonly book: RuleBook;
  /** Ids of sleeves; all of the rule book if neither sleeves nor indices are named. */
  readonly sleeves?: readonly string[] | undefined;
  /** Series ids of indices; the rule book's proxy indices if neither sleeves nor indices are named. */
  readonly indices?: readonly string[] | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly today: Day;
  /** Variants tried before each rule, as declared by the user. */
  readonly declaredTrials?: number | undefined;
}

/**
 * Validates factors on the data in a store: the sleeves and indices requested, or all that the store has.
 *
 * @throws UserError for an unknown sleeve, an empty period, or a store with neither stocks nor proxy indices.
 */
export async function validateFactorsOfStore(
  store: Store,
  request: FactorValidationRequest,
): Promise<FactorValidation> {
  const { book, declaredTrials } = request;
  const rules = requestedRules(book.sleeves, request);
  const period = periodOf(request);
  const known = proxyIndices(book.allocations).map((s) => s.series);
  const requested = [...new Set(request.indices ?? (request.sleeves ? [] : known))];
  const market = await store.load([
    ...new Set<SeriesKey>([
      ...signalsOf(book).flatMap((s) => s.series),
      ...RISK_FREE_SERIES,
      ...requested.flatMap(indexSeries),
    ]),
  ]);
  const view = market.view(END_OF_TIME);
  const inputs = factorInputs(market, book, {
    knownOn: END_OF_TIME,
    period: { ...period, sessions: sessionsOf(view), endsBy: request.to ?? null },
    declaredTrials: declaredTrials ?? null,
  });
  // A named index must be in the store; of the rule book's proxy indices, those that are.
  const indices = requested
    .filter((series) => request.indices !== undefined || indexReturns(view, series) !== null)
    .map((series) => validateIndex(series, view, book.allocations, inputs, store.simulated));
  const sleeves =
    Object.keys(rules).length > 0
      ? await validateSleevesOfStore(store, rules, inputs, {
          ...request,
          required: request.sleeves !== undefined,
        })
      : { factors: [], problems: [] };
  const factors = [...sleeves.factors, ...indices];
  if (factors.length === 0) {
    throw userError(
      'nothing-to-research',
      store.file,
      'The store has neither stock prices nor levels of a proxy index.',
      'Import bhavcopies, stock panels or index histories with trrm import, or name an index with --index.',
    );
  }
  return {
    schema: 'trrm-factor-research/1',
    simulated: store.simulated,
    riskFreeRate: inputs.riskFree.source,
    costs: COSTS_TEXT,
    factors,
    problems: [
      ...sleeves.problems,
      ...factors.flatMap(unmatchedMonths),
      ...(factors.some(hasLabels) ? [] : [NO_LABELS]),
    ],
  };
}

const unmatchedMonths = ({ id, unmatched }: ValidatedFactor): Problem[] =>
  unmatched === 0
    ? []
    : [
        {
          severity: 'warning',
          code: 'months-unmatched',
          about: id,
          message: `${unmatched} months begin or end on other days than the market’s and are left out; multi-year windows across them are omitted.`,
          remedy: 'Import what is missing; trrm status lists gaps.',
        },
      ];

const hasLabels = ({ results }: ValidatedFactor): boolean => results.byLabel.groups.some((g) => g.months > 0);

const NO_LABELS: Problem = {
  severity: 'note',
  code: 'no-labels',
  about: 'regimes',
  message: 'No month of the sample has a regime label, so alpha by regime is omitted.',
  remedy: 'Import the series of the signals; trrm signals shows what is missing.',
};

/** From the first data to today unless requested otherwise. */
function periodOf({ from = BEFORE_ALL_PRICES, to, today }: FactorValidationRequest) {
  const last = to === undefined ? today : notInFuture(to, today);
  if (from < last) return { from, to: last };
  throw userError(
    'empty-period',
    `${displayDay(from)} to ${displayDay(last)}`,
    'The period contains no month.',
    'Choose a --from before --to and before today.',
  );
}

/** The definitions of the named sleeves; all where no index is named either. */
function requestedRules(
  rules: RuleBook['sleeves'],
  { sleeves, indices }: Pick<FactorValidationRequest, 'sleeves' | 'indices'>,
): SleeveRules {
  const ids = sleeves ?? (indices ? [] : Object.keys(rules));
  return Object.fromEntries(
    ids.map((id) => {
      if (Object.hasOwn(rules, id)) return [id, rules[id]!];
      throw userError(
        'no-such-sleeve',
        id,
        'The rule book has no such sleeve.',
        `Its sleeves are ${Object.keys(rules).join(', ')}.`,
      );
    }),
  );
}
