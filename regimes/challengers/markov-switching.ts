import type { AlignedMarket } from '../../signals/aligned-market.ts';
import type { Day } from '../../src/market/day.ts';
import { hamiltonFilter } from '../../src/math/regime-switching/hamilton-filter.ts';
import { fitSwitchingNormal } from '../../src/math/regime-switching/markov-em.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { logDensities, type SwitchingNormal } from '../../src/math/regime-switching/switching-normal.ts';
import type { Challenger } from './challenger.ts';
import { closesUpTo } from './period-closes.ts';
import { labelRefittingYearly, type YearlyModel } from './refit-yearly.ts';

const STATES = 2;
/** Arbitrary, but part of the definition: where the likelihood has several similar maxima, the seed decides. */
const SEED = 1989;

/** Indices of the last session of each ISO week, Monday to Sunday. */
export function weekEnds(sessions: readonly Day[]): number[] {
  const week = (d: Day) => Math.floor((d + 3) / 7);
  return sessions.flatMap((d, i) => {
    const next = sessions[i + 1];
    return next === undefined || week(next) !== week(d) ? [i] : [];
  });
}

/**
 * The bear state is the one with the higher variance. The label is bearish where its filtered probability, which looks only
 * backwards, is above one half. The return of the current, incomplete period covers its sessions so far.
 */
function yearlyMarkovSwitching(
  market: AlignedMarket,
  ends: readonly number[],
): YearlyModel<Float64Array, SwitchingNormal> {
  return {
    observe(session) {
      const closes = closesUpTo(market, ends, session);
      return Float64Array.from(closes.subarray(1), (close, i) => Math.log(close / closes[i]!));
    },
    fit(returns) {
      const fit = fitSwitchingNormal(returns, {
        states: STATES,
        starts: 30,
        stepsEach: 30,
        tolerance: 1e-6,
        maxSteps: 1000,
        stream: randomStream(SEED),
      });
      return fit && fit.model;
    },
    label(model, returns) {
      const { filtered } = hamiltonFilter(logDensities(returns, model), model);
      const bear = model.variances[1]! > model.variances[0]! ? 1 : 0;
      return filtered[filtered.length - STATES + bear]! > 0.5 ? 'bearish' : 'bullish';
    },
  };
}

const SOURCE =
  'Hamilton (1989, 1990), two states with switching mean and variance, estimated by EM. Our choice: bearish when the filtered probability of the high-variance state is above one half, refitted each January on an expanding window of at least five years';

export const markovWeekly: Challenger = {
  id: 'markov-weekly',
  title: 'Markov switching, weekly returns',
  source: `${SOURCE}, ISO weeks, the current week with its sessions so far.`,
  label: ({ market, months }) =>
    labelRefittingYearly(market, months, yearlyMarkovSwitching(market, weekEnds(market.sessions))),
};

export const markovMonthly: Challenger = {
  id: 'markov-monthly',
  title: 'Markov switching, monthly returns',
  source: `${SOURCE}. With few months the likelihood has many maxima, so the labels depend on the random starts.`,
  label: ({ market, months }) =>
    labelRefittingYearly(market, months, yearlyMarkovSwitching(market, market.monthEnds)),
};
