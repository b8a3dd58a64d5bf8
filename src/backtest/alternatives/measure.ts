import { POSITIONS, SLEEVES } from '../../../allocations/positions.ts';
import { CHALLENGERS } from '../../../regimes/challengers/all.ts';
import type { Challenger } from '../../../regimes/challengers/challenger.ts';
import { jump30, jump50 } from '../../../regimes/challengers/jump-model.ts';
import { markovMonthly, markovWeekly } from '../../../regimes/challengers/markov-switching.ts';
import { alignMarket } from '../../../signals/aligned-market.ts';
import { indexName } from '../../market/indices/index-id.ts';
import type { AlternativeRecord, TaxRecord } from '../backtest-run.ts';
import type { DecidedMonth } from '../decide-index-month.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import { TREASURY_BILLS } from '../instruments/index-market.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import { taxedGrowth, taxedWalk } from '../tax/tax-record.ts';
import { netValues, replayWeights } from '../walk/replay-weights.ts';
import { alternativesOf, sleeveTitle } from './alternatives.ts';
import type { AlternativeInput } from './alternative.ts';

const LIQUID = POSITIONS.indexOf('liquid-fund');

export interface MeasuredAlternatives {
  readonly alternatives: AlternativeRecord[];
  /** Growth after tax of those that are walked; empty where no tax is followed. */
  readonly taxed: TaxRecord['alternatives'];
}

/**
 * The values of every alternative at the dates of the record.
 *
 * @param hasHedgeOrFee whether the record has a hedge or a performance fee, which no alternative has.
 */
export function measureAlternatives(
  opened: OpenedBacktest,
  decided: readonly DecidedMonth[],
  hasHedgeOrFee: boolean,
): MeasuredAlternatives {
  const { plan, schedule, market, book } = opened;
  const [first, last] = [schedule.months[0]!.filled, schedule.months.at(-1)!.until];
  const path = (levels: Float64Array): number[] =>
    Array.from(levels.subarray(first, last + 1), (level) => level / levels[first]!);
  const indices = [...market.series].map(([id, levels]): AlternativeRecord => ({
    id,
    title: `${indexName(id)}${market.field === 'tri' ? ' TRI' : ''}`,
    chosenAfterwards: false,
    values: path(levels),
  }));
  const cash = path(market.levels[LIQUID]!);
  const bills: AlternativeRecord = {
    id: TREASURY_BILLS,
    // A store without yields has cash that earns nothing, which is not what T-bills returned.
    title: cash.at(-1) === 1 ? 'Cash that earns nothing (no T-bill yields in the store)' : '91-day T-bills',
    chosenAfterwards: false,
    values: cash,
  };
  const taxed = taxedWalk(plan, book);
  const walked = alternativesOf(inputOf(opened, decided)).map(({ weights, ...alternative }) => {
    const months = replayWeights({
      market,
      schedule,
      weights,
      fill: plan.fill,
      costs: book.costs,
      multiple: plan.costs ? 1 : 0,
      taxed,
    });
    return {
      record: {
        ...alternative,
        values: netValues(months),
        ...(hasHedgeOrFee && { beforeHedgeAndFee: true as const }),
      },
      growth: taxed && taxedGrowth(months, market, { first, last }),
    };
  });
  return {
    alternatives: [
      ...indices,
      bills,
      ...walked.map(({ record }) => record),
      ...bestSleeve(market, first, last, path),
    ],
    taxed: walked.flatMap(({ record: { id }, growth }) => (growth ? [{ id, growth }] : [])),
  };
}

/** Fitted to daily or weekly prices each year of history, which takes seconds. */
const SLOW: ReadonlySet<Challenger> = new Set([jump30, jump50, markovWeekly, markovMonthly]);

/** All classifiers, or without those that take seconds. */
const chosenChallengers = (withFitted: boolean): readonly Challenger[] =>
  withFitted ? CHALLENGERS : CHALLENGERS.filter((challenger) => !SLOW.has(challenger));

function inputOf(opened: OpenedBacktest, decided: readonly DecidedMonth[]): AlternativeInput {
  const { schedule, market, book, run } = opened;
  const { calls, sessions } = run.walk;
  const aligned = alignMarket(run.market.view(run.walk.through));
  const sessionOf = new Map(sessions.map((d, i) => [d, i]));
  const months = calls.map((c) => sessionOf.get(c.monthEnd) ?? c.session);
  const at = schedule.months.map((m) =>
    calls.findLastIndex((c) => c.monthEnd <= schedule.sessions[m.decided]!),
  );
  return {
    market,
    schedule,
    rules: book.allocations,
    labels: decided.map((d) => d.label),
    earlierLabels: opened.earlierLabels,
    decided: decided.map((d) => Float64Array.from(d.weights)),
    challengers: chosenChallengers(opened.plan.fittedChallengers).map((challenger) => {
      const labels = challenger.label({ market: aligned, months, calls, history: calls });
      return { id: challenger.id, title: challenger.title, labels: at.map((i) => labels[i] ?? null) };
    }),
  };
}

/** The sleeve whose index ended highest, without costs: a bound, because nobody could have chosen it. */
function bestSleeve(
  { levels }: IndexMarket,
  first: number,
  last: number,
  path: (levels: Float64Array) => number[],
): AlternativeRecord[] {
  const growth = SLEEVES.map((_, i) => levels[i]![last]! / levels[i]![first]!);
  const best = growth.reduce((b, g, i) => (g > (growth[b] ?? -Infinity) ? i : b), -1);
  if (best < 0) return [];
  return [
    {
      id: `best-sleeve-${SLEEVES[best]}`,
      title: sleeveTitle(SLEEVES[best]!),
      chosenAfterwards: true,
      values: path(levels[best]!),
    },
  ];
}
