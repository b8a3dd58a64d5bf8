import { type Day, iso } from '../../market/day.ts';
import { type AlphaByGroup, alphaByGroup } from './alpha-by-group.ts';
import { type NetOfCosts, netOfCosts, type Turnover } from './net-of-costs.ts';
import type { Estimate } from './estimate.ts';
import { alphaTrend, type MarketModel, marketModel } from './market-model.ts';
import type { FactorMonth } from './inputs/monthly-returns.ts';
import { type RollingAlpha, rolling } from './rolling.ts';
import { type FactorMultipleTesting, adjustForTrials } from './multiple-testing.ts';
import { verdictOn, type Verdict } from './verdict.ts';
import type { VerdictInput } from './verdict-tests.ts';

/** A named series of months, such as a variant of a sleeve. */
export interface NamedMonths {
  readonly name: string;
  readonly months: readonly FactorMonth[];
}

/** A factor to validate, with everything known about it. */
export interface FactorInput {
  readonly months: readonly FactorMonth[];
  /** The labels to group months by, in reading order. */
  readonly labels: readonly string[];
  /** The label known at the start of a month (`monthNumber`); null where there is none. */
  readonly labelOf: (month: number) => string | null;
  /** Launch date of the index: earlier months are the vendor’s back-test. Null for a sleeve, which has no launch. */
  readonly launched: Day | 'not known' | null;
  readonly survivorship: VerdictInput['survivorship'];
  /** One-way turnover at each review; null where the holdings are not known. */
  readonly changes: readonly Turnover[] | null;
  /** Cost of selling and buying the same amount on a day, as a fraction of the amount. */
  readonly roundTrip: (day: Day) => number;
  readonly variants: readonly NamedMonths[];
  readonly halves: readonly NamedMonths[];
  readonly ages: readonly NamedMonths[];
  /** Number of variants tried, this one included. */
  readonly trials: number;
}

/** Alpha of a named series; null for fewer than 24 months. */
export interface NamedAlpha {
  readonly name: string;
  readonly alpha: Estimate | null;
}

/** The evidence on one factor. Alphas and returns in percent a year. */
export interface FactorResults {
  readonly months: number;
  /** ISO dates of the first and last close of the returns; null where there is no month. */
  readonly from: string | null;
  readonly to: string | null;
  readonly model: MarketModel | null;
  /** Over three and five years. */
  readonly rolling: readonly RollingAlpha[];
  readonly byLabel: AlphaByGroup;
  readonly halvesOfTime: AlphaByGroup;
  readonly thirdsOfTime: AlphaByGroup;
  /** Change of alpha over time, percent a year per year. */
  readonly trend: Estimate | null;
  /** Null where no launch date is known. */
  readonly launch: (AlphaByGroup & { readonly launched: string }) | null;
  readonly byAge: readonly NamedAlpha[];
  readonly subUniverses: readonly NamedAlpha[];
  readonly costs: NetOfCosts | null;
  readonly multipleTesting: FactorMultipleTesting | null;
  readonly verdict: Verdict;
}

const HALVES = ['first half', 'second half'];
const THIRDS = ['first third', 'middle third', 'last third'];
const BEFORE_LAUNCH = 'back-test';
const SINCE_LAUNCH = 'live';

/**
 * Tests whether a factor's alpha is real: its strength, stability over time and across sub-universes, costs, and the
 * number of variants tried.
 *
 * @returns estimates that are null wherever there are too few months.
 */
export function validateFactor(factor: FactorInput): FactorResults {
  const { months, labels, labelOf, launched, changes } = factor;
  const model = marketModel(months);
  const windows = [3, 5].map((years) => rolling(months, years));
  const thirds = partsOf(months, THIRDS);
  const launch =
    launched === null || launched === 'not known'
      ? null
      : {
          launched: iso(launched),
          ...alphaByGroup(months, [BEFORE_LAUNCH, SINCE_LAUNCH], (m) =>
            m.start >= launched ? SINCE_LAUNCH : BEFORE_LAUNCH,
          ),
        };
  const named = (all: readonly NamedMonths[]): NamedAlpha[] =>
    all.map((series) => ({ name: series.name, alpha: marketModel(series.months)?.alpha ?? null }));
  const costs = changes && months.length > 0 ? netOfCosts(months, changes, factor.roundTrip) : null;
  const multipleTesting = adjustForTrials(months, factor.variants, factor.trials);
  const subUniverses = named(factor.halves);
  const live = launch?.groups.find((g) => g.group === SINCE_LAUNCH);
  return {
    months: months.length,
    from: months[0] ? iso(months[0].start) : null,
    to: months.length > 0 ? iso(months.at(-1)!.end) : null,
    model,
    rolling: windows,
    byLabel: alphaByGroup(months, labels, (m) => labelOf(m.month)),
    halvesOfTime: partsOf(months, HALVES),
    thirdsOfTime: thirds,
    trend: alphaTrend(months),
    launch,
    byAge: named(factor.ages),
    subUniverses,
    costs,
    multipleTesting,
    verdict: verdictOn({
      months: months.length,
      alpha: model && model.alpha,
      rolling: windows[0]!,
      net: costs && costs.alpha,
      deflated: multipleTesting && multipleTesting.deflated,
      subPeriods: thirds.groups.map((g) => g.alpha),
      subUniverses: subUniverses.map((s) => s.alpha),
      live: live ? { months: live.months, alpha: live.alpha } : launched === null ? null : 'not known',
      survivorship: factor.survivorship,
    }),
  };
}

/** Alpha in equal parts of the sample, the earliest first. */
const partsOf = (months: readonly FactorMonth[], names: readonly string[]): AlphaByGroup =>
  alphaByGroup(months, names, (_, i) => names[Math.floor((i * names.length) / months.length)]!);
