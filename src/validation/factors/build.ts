import { type MonthlyReturn, monthlyReturns } from '../../market/monthly-returns.ts';
import { type CompanyFacts, NO_FACTS } from '../../market/stocks/companies/company-facts.ts';
import type { DaySlice } from '../../market/stocks/day-slice.ts';
import { advanceBuild, historiesOf, newSleeveBuild, type SleeveBuild } from '../../sleeves/build.ts';
import { factProblems } from '../../sleeves/review/data-warnings.ts';
import type { SleeveHistory } from '../../sleeves/sleeve-history.ts';
import type { SleeveIssuer } from '../../sleeves/sleeve-issuer.ts';
import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';
import type { SleeveWalk } from '../../sleeves/levels/index-simulation.ts';
import { advanceCohort, type Cohort, newCohort, returnsByAge } from './cohorts.ts';
import type { Turnover } from './net-of-costs.ts';
import { halvesOf } from './sub-universes.ts';
import { variantsOf } from './variants.ts';

/** A sleeve with all that is tried of it, by the names of their walks. */
interface Tried {
  readonly own: string;
  readonly variants: readonly { readonly name: string; readonly walk: string }[];
  readonly halves: readonly { readonly name: string; readonly walk: string }[];
  /** Reviews of its own walk that changes and cohorts have been taken from. */
  taken: number;
  readonly changes: Turnover[];
  readonly cohorts: Cohort[];
}

/** Sleeves, all ways in which they are tried, and the market, on one way through the sessions. Changed in place. */
export interface ResearchBuild {
  readonly facts: CompanyFacts;
  readonly build: SleeveBuild;
  readonly tried: Readonly<Record<string, Tried>>;
}

export function newResearchBuild(
  issuers: readonly SleeveIssuer[],
  rules: SleeveRules,
  facts: CompanyFacts = NO_FACTS,
): ResearchBuild {
  const definitions: Record<string, SleeveRules[string]> = {};
  const put = (walk: string, definition: SleeveRules[string]): string => {
    definitions[walk] = definition;
    return walk;
  };
  const tried = Object.fromEntries(
    Object.entries(rules).map(([id, own]): [string, Tried] => {
      const named = (all: readonly { readonly name: string; readonly definition: SleeveRules[string] }[]) =>
        all.map(({ name, definition }) => ({ name, walk: put(`${id}, ${name}`, definition) }));
      return [
        id,
        // An id has no blanks, so none of these names can be another's.
        {
          own: put(`${id}, as it is`, own),
          variants: named(variantsOf(own)),
          halves: named(halvesOf(own)),
          taken: 0,
          changes: [],
          cohorts: [],
        },
      ];
    }),
  );
  // Of what companies are not told, once for each sleeve and not for all that is tried of it.
  const problems = factProblems(rules, issuers.length, facts);
  return { facts, build: { ...newSleeveBuild(issuers, definitions, facts), problems }, tried };
}

/** Takes in a session. In place. */
export function advanceResearch({ build, tried }: ResearchBuild, slice: DaySlice): void {
  advanceBuild(build, slice);
  for (const of of Object.values(tried)) {
    for (const cohort of of.cohorts) advanceCohort(cohort, slice, build.memory);
    takeReviews(of, build.walks[of.own]!);
    for (const { walk } of [...of.variants, ...of.halves]) forget(build.walks[walk]!);
  }
  forget(build.allShares);
}

/** What the last reviews changed, and the members that they left in force. In place. */
function takeReviews(of: Tried, walk: SleeveWalk): void {
  for (; of.taken < walk.reviews.length; of.taken++) {
    const review = walk.reviews[of.taken]!;
    if (review.kind === 'infeasible') continue;
    if (review.turnover !== null) of.changes.push({ day: review.effective, share: review.turnover });
    const cohort = newCohort(walk, review.effective);
    if (cohort) of.cohorts.push(cohort);
  }
}

/** A hundred walks over decades: their levels are wanted, what they held at each review and month-end is not. In place. */
function forget({ reviews, closes }: SleeveWalk): void {
  reviews.length = 0;
  closes.length = 0;
}

/** The sleeves themselves, as they are built, by id. */
export function ownHistories({ build, tried }: ResearchBuild): Readonly<Record<string, SleeveHistory>> {
  const all = historiesOf(build);
  return Object.fromEntries(Object.entries(tried).map(([id, { own }]) => [id, all[own]!]));
}

/** What became of a sleeve and all that was tried of it, month by month with dividends. */
export interface TriedReturns {
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

/** By sleeve, and the market's beside them. */
export function researched({ build, tried }: ResearchBuild) {
  const returnsOf = ({ levels }: SleeveWalk): MonthlyReturn[] => monthlyReturns(levels.day, levels.total);
  const named = (all: Tried['variants']): NamedReturns[] =>
    all.map(({ name, walk }) => ({ name, returns: returnsOf(build.walks[walk]!) }));
  return {
    market: returnsOf(build.allShares),
    sleeves: Object.fromEntries(
      Object.entries(tried).map(([id, t]): [string, TriedReturns] => [
        id,
        {
          own: returnsOf(build.walks[t.own]!),
          changes: t.changes,
          variants: named(t.variants),
          halves: named(t.halves),
          ages: returnsByAge(t.cohorts),
        },
      ]),
    ),
  };
}
