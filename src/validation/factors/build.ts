import { type MonthlyReturn, monthlyReturns } from '../../market/monthly-returns.ts';
import { type CompanyFacts, NO_FACTS } from '../../market/stocks/companies/company-facts.ts';
import type { DailySlice } from '../../market/stocks/daily-slice.ts';
import { advanceBuild, sleeveHistories, newSleeveBuild, type SleeveBuild } from '../../sleeves/build.ts';
import { dataWarnings } from '../../sleeves/review/data-warnings.ts';
import type { SleeveHistory } from '../../sleeves/sleeve-history.ts';
import type { SleeveIssuer } from '../../sleeves/sleeve-issuer.ts';
import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';
import type { IndexSimulation } from '../../sleeves/levels/index-simulation.ts';
import { advanceCohort, type Cohort, newCohort, returnsByAge } from './cohorts.ts';
import type { Turnover } from './net-of-costs.ts';
import { halvesOf } from './sub-universes.ts';
import { variantsOf } from './variants.ts';

/** A sleeve and its variants, by the names of their simulations. */
interface SleeveVariants {
  readonly own: string;
  readonly variants: readonly { readonly name: string; readonly simulation: string }[];
  readonly halves: readonly { readonly name: string; readonly simulation: string }[];
  /** Number of its own reviews whose turnover and cohort are already recorded. */
  processedReviews: number;
  readonly changes: Turnover[];
  readonly cohorts: Cohort[];
}

/** Sleeves, their variants and the market, built in one pass over the sessions. Changed in place. */
export interface FactorBuild {
  readonly facts: CompanyFacts;
  readonly build: SleeveBuild;
  readonly sleeves: Readonly<Record<string, SleeveVariants>>;
}

export function newFactorBuild(
  issuers: readonly SleeveIssuer[],
  rules: SleeveRules,
  facts: CompanyFacts = NO_FACTS,
): FactorBuild {
  const definitions: Record<string, SleeveRules[string]> = {};
  const add = (simulation: string, definition: SleeveRules[string]): string => {
    definitions[simulation] = definition;
    return simulation;
  };
  const sleeves = Object.fromEntries(
    Object.entries(rules).map(([id, own]): [string, SleeveVariants] => {
      const named = (all: readonly { readonly name: string; readonly definition: SleeveRules[string] }[]) =>
        all.map(({ name, definition }) => ({ name, simulation: add(`${id}, ${name}`, definition) }));
      return [
        id,
        // An id contains no blank, so these names cannot collide.
        {
          own: add(`${id}, as defined`, own),
          variants: named(variantsOf(own)),
          halves: named(halvesOf(own)),
          processedReviews: 0,
          changes: [],
          cohorts: [],
        },
      ];
    }),
  );
  // Data warnings are reported once per sleeve, not for each variant.
  const problems = dataWarnings(rules, issuers.length, facts);
  return { facts, build: { ...newSleeveBuild(issuers, definitions, facts), problems }, sleeves };
}

/** Processes a session. In place. */
export function advanceFactorBuild({ build, sleeves }: FactorBuild, slice: DailySlice): void {
  advanceBuild(build, slice);
  for (const sleeve of Object.values(sleeves)) {
    for (const cohort of sleeve.cohorts) advanceCohort(cohort, slice, build.market);
    processReviews(sleeve, build.simulations[sleeve.own]!);
    for (const { simulation } of [...sleeve.variants, ...sleeve.halves]) {
      discardReviews(build.simulations[simulation]!);
    }
  }
  discardReviews(build.benchmark);
}

/** Records turnover and cohort of the latest reviews. In place. */
function processReviews(sleeve: SleeveVariants, simulation: IndexSimulation): void {
  for (; sleeve.processedReviews < simulation.reviews.length; sleeve.processedReviews++) {
    const review = simulation.reviews[sleeve.processedReviews]!;
    if (review.kind === 'infeasible') continue;
    if (review.turnover !== null) sleeve.changes.push({ day: review.effective, oneWay: review.turnover });
    const cohort = newCohort(simulation, review.effective);
    if (cohort) sleeve.cohorts.push(cohort);
  }
}

/** A hundred simulations over decades: only their levels are needed, so reviews and month-end holdings are dropped. In place. */
function discardReviews({ reviews, closes }: IndexSimulation): void {
  reviews.length = 0;
  closes.length = 0;
}

/** Histories of the sleeves' own definitions, by id. */
export function ownHistories({ build, sleeves }: FactorBuild): Readonly<Record<string, SleeveHistory>> {
  const all = sleeveHistories(build);
  return Object.fromEntries(Object.entries(sleeves).map(([id, { own }]) => [id, all[own]!]));
}

/** Monthly returns, dividends included, of a sleeve, its variants, sub-universes and age buckets. */
export interface SleeveReturns {
  readonly own: readonly MonthlyReturn[];
  readonly changes: readonly Turnover[];
  readonly variants: readonly NamedReturns[];
  readonly halves: readonly NamedReturns[];
  readonly ages: readonly NamedReturns[];
}

export interface NamedReturns {
  readonly name: string;
  readonly returns: readonly MonthlyReturn[];
}

/** Monthly returns of every sleeve, and of the cap-weighted market. */
export function returnsOfBuild({ build, sleeves }: FactorBuild) {
  const returnsOf = ({ levels }: IndexSimulation): MonthlyReturn[] =>
    monthlyReturns(levels.day, levels.total);
  const named = (all: SleeveVariants['variants']): NamedReturns[] =>
    all.map(({ name, simulation }) => ({ name, returns: returnsOf(build.simulations[simulation]!) }));
  return {
    market: returnsOf(build.benchmark),
    sleeves: Object.fromEntries(
      Object.entries(sleeves).map(([id, t]): [string, SleeveReturns] => [
        id,
        {
          own: returnsOf(build.simulations[t.own]!),
          changes: t.changes,
          variants: named(t.variants),
          halves: named(t.halves),
          ages: returnsByAge(t.cohorts),
        },
      ]),
    ),
  };
}
