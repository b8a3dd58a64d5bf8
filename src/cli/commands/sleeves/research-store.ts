import { COSTS_IN_WORDS } from '../../../validation/factors/inputs/round-trip-cost.ts';
import { indexReturns, indexSeries } from '../../../validation/factors/inputs/index-returns.ts';
import { researchIndex, standIns } from '../../../validation/factors/validate-indices.ts';
import type { ResearchedFactor, ResearchRecord } from '../../../validation/factors/result.ts';
import { RISKLESS_SERIES } from '../../../validation/factors/inputs/risk-free-rate.ts';
import { yardstickOf } from '../../../validation/factors/inputs/benchmark.ts';
import { sessionsOf } from '../../../market/calendar/calendar.ts';
import { type Day, iso } from '../../../market/day.ts';
import { type Problem, userError } from '../../../market/problem.ts';
import { type RuleBook, signalsOf } from '../../../rulebook/rule-book.ts';
import type { SleeveRules } from '../../../sleeves/sleeve-rules.ts';
import type { Io } from '../../shared/io.ts';
import { readRuleBook } from '../../shared/options.ts';
import { researchShares } from './research-shares.ts';
import { BEGINNING, END_OF_TIME, keysOf, mustHaveCome, withStore } from '../../shared/with-store.ts';
import type { ResearchOptions } from './sleeves-research.ts';

/** The record of everything asked for; of all that the store has where nothing is named. */
export async function researchStore(options: ResearchOptions, io: Io): Promise<ResearchRecord> {
  const book = await readRuleBook(options.rulebook);
  const rules = chosenRules(book.sleeves, options);
  const period = periodOf(options, io.today());
  return withStore(options, { purpose: 'trrm sleeves research', mode: 'read' }, async (store) => {
    const known = standIns(book.allocations).map((s) => s.series);
    const asked = [...new Set(options.index ?? (options.sleeve ? [] : known))];
    const market = await store.load(
      keysOf([...signalsOf(book).map((s) => s.series), RISKLESS_SERIES, ...asked.map(indexSeries)]),
    );
    const view = market.view(END_OF_TIME);
    const sessions = sessionsOf(view);
    const yardstick = yardstickOf(market, book, {
      knownOn: END_OF_TIME,
      period: { ...period, sessions, endsBy: options.to ?? null },
      ownedUpTo: options.trials ?? null,
    });
    // An index that was named must be there; of those that are merely known, the ones that are.
    const indices = asked
      .filter((series) => options.index !== undefined || indexReturns(view, series) !== null)
      .map((series) => researchIndex(series, view, book.allocations, yardstick, store.simulated));
    const built =
      Object.keys(rules).length > 0
        ? await researchShares(store, rules, yardstick, options, io)
        : { factors: [], problems: [] };
    const factors = [...built.factors, ...indices];
    if (factors.length === 0) {
      throw userError(
        'nothing-to-research',
        store.file,
        'holds neither prices of single shares nor levels of an index that stands for a sleeve.',
        'Import bhavcopies, stock panels or index histories with `trrm import`, or name an index with --index.',
      );
    }
    return {
      schema: 'trrm-factor-research/1',
      simulated: store.simulated,
      riskless: yardstick.riskless.from,
      costs: COSTS_IN_WORDS,
      factors,
      problems: [
        ...built.problems,
        ...factors.flatMap(leftOut),
        ...(factors.some(isLabelled) ? [] : [NO_LABELS]),
      ],
    };
  });
}

const leftOut = ({ id, unmatched }: ResearchedFactor): Problem[] =>
  unmatched === 0
    ? []
    : [
        {
          severity: 'warning',
          code: 'months-unmatched',
          about: id,
          message: `${unmatched} of its months begin or end on other days than the market’s and are left out; stretches of years across them are not told.`,
          remedy: '`trrm status` lists gaps: import what is missing.',
        },
      ];

const isLabelled = ({ research }: ResearchedFactor): boolean =>
  research.byLabel.groups.some((g) => g.months > 0);

const NO_LABELS: Problem = {
  severity: 'note',
  code: 'no-labels',
  about: 'regimes',
  message: 'No month of the record has a label, so alpha by regime is not told.',
  remedy: 'Import the series of the signals; `trrm signals` says what is missing.',
};

/** From the beginning to today where nothing else is asked for. */
function periodOf({ from = BEGINNING, to }: ResearchOptions, today: Day) {
  const last = to === undefined ? today : mustHaveCome(to, today);
  if (from < last) return { from, to: last };
  throw userError(
    'empty-period',
    `${iso(from)} to ${iso(last)}`,
    'has no month in it.',
    'Choose a --from that is before --to, and before today.',
  );
}

/** The definitions asked for: those named, or all where no index is named either. */
function chosenRules(rules: RuleBook['sleeves'], { sleeve, index }: ResearchOptions): SleeveRules {
  const ids = sleeve ?? (index ? [] : Object.keys(rules));
  return Object.fromEntries(
    ids.map((id) => {
      if (Object.hasOwn(rules, id)) return [id, rules[id]!];
      throw userError(
        'no-such-sleeve',
        id,
        'there is no sleeve of this name in the rule book.',
        `There are ${Object.keys(rules).join(', ')}.`,
      );
    }),
  );
}
