import { fitJumpModel, squaredLosses } from '../../src/math/regime-switching/jump-model.ts';
import { cheapestState, runningCosts } from '../../src/math/regime-switching/jump-path.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { type Scale, scaleOf, toScale } from '../../src/math/statistics/standardise.ts';
import type { Table } from '../../src/math/table.ts';
import type { Challenger, ChallengerInput } from './challenger.ts';
import { labelRefittingYearly, type YearlyModel } from './refit-yearly.ts';

const STATES = 2;
const STARTS = 10;
/** Part of the definition, as in the jump model on returns. */
const SEED = 2024;
/** Scored months below which the model is not fitted (our choice: five years, as for the other fitted models). */
const MIN_MONTHS = 60;

interface Fitted {
  readonly scale: Scale;
  readonly centres: Table;
  readonly bear: number;
}

/** S of each scored month-end up to a session, one row a month, and the mean and centres of two states fitted to it. */
function yearlyModel({ market, history }: ChallengerInput, penalty: number): YearlyModel<Table, Fitted> {
  const scored = history.flatMap(({ monthEnd, combined }) =>
    combined.kind === 'scored' ? [{ monthEnd, score: combined.score }] : [],
  );
  return {
    observe(session) {
      const last = market.sessions[session]!;
      const known = scored.filter(({ monthEnd }) => monthEnd <= last);
      return { width: 1, values: Float64Array.from(known, ({ score }) => score) };
    },
    fit(scores) {
      if (scores.values.length < MIN_MONTHS) return null;
      const scale = scaleOf(scores);
      const { centres, path } = fitJumpModel(toScale(scores, scale), {
        states: STATES,
        penalty,
        starts: STARTS,
        stream: randomStream(SEED),
      });
      // A path that stays in one state does not separate bear from bull.
      if (path.every((state) => state === path[0])) return null;
      return { scale, centres, bear: centres.values[1]! < centres.values[0]! ? 1 : 0 };
    },
    label({ scale, centres, bear }, scores) {
      const costs = runningCosts(squaredLosses(toScale(scores, scale), centres), STATES, penalty);
      return cheapestState(costs, STATES, costs.length - STATES) === bear ? 'bearish' : 'bullish';
    },
  };
}

/** λ is in units of the squared distance; the kernel's loss is half of it, so its penalty is λ / 2. */
const scoreJumpModel = (lambda: number): Challenger => ({
  id: `score-jump-${lambda}`,
  title: `Jump model on S, λ = ${lambda}`,
  source:
    'Bemporad et al. (2018), on TRRM’s monthly score S, standardised over the window, with squared distance as the loss. Our choice: the state with the lower mean of S is bearish, refitted each January on an expanding window of at least five years of scores. Shown at λ = 0.5, 1 and 2, because its agreement depends on λ, which was not chosen on separate data.',
  label: (input) => labelRefittingYearly(input.market, input.months, yearlyModel(input, lambda / 2)),
});

/** The same model at half, one and twice the penalty: how far they differ is how fragile it is. */
export const scoreJumpModels: readonly Challenger[] = [0.5, 1, 2].map(scoreJumpModel);
