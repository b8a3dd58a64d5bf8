import { type Day, iso } from '../../market/day.ts';
import { type AlphaByGroup, alphaByGroup } from './alpha-by-group.ts';
import { type AfterCosts, afterCosts, type Turnover } from './net-of-costs.ts';
import type { Estimate } from './estimate.ts';
import { alphaTrend, type MarketModel, marketModel } from './market-model.ts';
import type { ResearchMonth } from './inputs/monthly-returns.ts';
import { type Rolling, rolling } from './rolling.ts';
import { type Search, searched } from './multiple-testing.ts';
import { judge, type Verdict } from './verdict.ts';
import type { Findings } from './verdict-tests.ts';

/** Months of something under a name. */
export interface NamedMonths {
  readonly name: string;
  readonly months: readonly ResearchMonth[];
}

/** What is researched, with everything that is known of it. */
export interface Subject {
  readonly months: readonly ResearchMonth[];
  /** A label known at the start of each month, where there is one; `labels` in reading order. */
  readonly labels: readonly string[];
  readonly labelOf: (month: number) => string | null;
  /** Months before it are the maker’s own back-test; null for what nobody launched. */
  readonly launched: Day | 'not known' | null;
  readonly failedCompanies: Findings['failedCompanies'];
  /** Null where what was held is not known. */
  readonly changes: readonly Turnover[] | null;
  /** Selling and buying for the same money, as a fraction of it. */
  readonly roundTrip: (day: Day) => number;
  readonly variants: readonly NamedMonths[];
  readonly halves: readonly NamedMonths[];
  readonly ages: readonly NamedMonths[];
  /** Ways that were tried before this one, itself included. */
  readonly trials: number;
}

/** Alpha of something under a name; null for too few months. */
export interface NamedAlpha {
  readonly name: string;
  readonly alpha: Estimate | null;
}

/** Whether the factor is real, as far as its record can say. Alphas and returns in percent a year. */
export interface FactorResearch {
  readonly months: number;
  /** ISO: the close from which and to which returns run; null where there is no month. */
  readonly from: string | null;
  readonly to: string | null;
  readonly model: MarketModel | null;
  /** Three and five years. */
  readonly rolling: readonly Rolling[];
  readonly byLabel: AlphaByGroup;
  readonly halvesOfTime: AlphaByGroup;
  readonly thirdsOfTime: AlphaByGroup;
  /** How fast alpha changes, percent a year per year. */
  readonly trend: Estimate | null;
  /** Null where no launch is known. */
  readonly launch: (AlphaByGroup & { readonly launched: string }) | null;
  readonly byAge: readonly NamedAlpha[];
  readonly subUniverses: readonly NamedAlpha[];
  readonly costs: AfterCosts | null;
  readonly search: Search | null;
  readonly verdict: Verdict;
}

const HALVES = ['first half', 'second half'];
const THIRDS = ['first third', 'middle third', 'last third'];
export const BEFORE_LAUNCH = 'back-test';
export const SINCE_LAUNCH = 'live';

export function researchFactor(subject: Subject): FactorResearch {
  const { months, labels, labelOf, launched, changes } = subject;
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
    all.map(({ name, months: of }) => ({ name, alpha: marketModel(of)?.alpha ?? null }));
  const costs = changes && months.length > 0 ? afterCosts(months, changes, subject.roundTrip) : null;
  const search = searched(months, subject.variants, subject.trials);
  const subUniverses = named(subject.halves);
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
    byAge: named(subject.ages),
    subUniverses,
    costs,
    search,
    verdict: judge({
      months: months.length,
      alpha: model && model.alpha,
      stretches: windows[0]!,
      net: costs && costs.alpha,
      deflated: search && search.deflated,
      subPeriods: thirds.groups.map((g) => g.alpha),
      subUniverses: subUniverses.map((s) => s.alpha),
      live: live ? { months: live.months, alpha: live.alpha } : launched === null ? null : 'not known',
      failedCompanies: subject.failedCompanies,
    }),
  };
}

/** Alpha in equal parts of the record, the earliest first. */
const partsOf = (months: readonly ResearchMonth[], names: readonly string[]): AlphaByGroup =>
  alphaByGroup(months, names, (_, i) => names[Math.floor((i * names.length) / months.length)]!);
