import { COSTS_IN_WORDS } from '../evidence/research/round-trip.ts';
import { indexReturns, indexSeries } from '../evidence/research/index-returns.ts';
import { researchIndex, standIns } from '../evidence/research/research-indices.ts';
import type { ResearchedFactor, ResearchRecord } from '../evidence/research/research-record.ts';
import { researchSleeves } from '../evidence/research/research-sleeves.ts';
import { RISKLESS_SERIES } from '../evidence/research/riskless.ts';
import { type Yardstick, yardstickOf } from '../evidence/research/yardstick.ts';
import { riskIssuers, sleeveIssuers } from '../decision/stocks/companies.ts';
import { sessionOnOrBefore, sessionsOf } from '../market/calendar.ts';
import { addDays, type Day, iso } from '../market/day.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { Store } from '../market/store.ts';
import { type RuleBook, signalsOf } from '../rulebook/rule-book.ts';
import { advanceResearch, newResearchBuild, ownHistories } from '../sleeves/research/research-build.ts';
import { reviewProblems } from '../sleeves/review-problems.ts';
import type { SleeveRules } from '../sleeves/sleeve-rules.ts';
import { stopOnInterrupt } from './interrupt.ts';
import type { Io } from './io.ts';
import { readRuleBook } from './options.ts';
import { stepProgress } from './progress.ts';
import { BEGINNING, END_OF_TIME, keysOf, mustHaveCome, withStore } from './session.ts';
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
        ? await sleevesOf(store, rules, yardstick, options, io)
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

/** Builds the sleeves and all that is tried of them from the store's shares; none where they were not named and there are no shares. */
async function sleevesOf(
  store: Store,
  rules: SleeveRules,
  yardstick: Yardstick,
  { sleeve, quiet }: ResearchOptions,
  io: Io,
): Promise<{ readonly factors: readonly ResearchedFactor[]; readonly problems: readonly Problem[] }> {
  const { to, sessions } = yardstick.period;
  const market = await store.stocks({ from: BEGINNING, to, asOf: to });
  if (market.issuers.length === 0) {
    if (!sleeve) return { factors: [], problems: [] };
    throw userError(
      'no-shares',
      store.file,
      `holds no prices of single shares known by ${iso(to)}.`,
      'Import bhavcopies or stock panels with `trrm import`, or choose a later --to.',
    );
  }
  const { issuers: companies, problems } = riskIssuers(market.issuers);
  const issuers = sleeveIssuers(companies);
  const research = newResearchBuild(issuers, rules, market.facts);
  const interrupt = stopOnInterrupt();
  const progress = stepProgress(io, quiet === true);
  try {
    let done = 0;
    let before = 0;
    for await (const slice of market.slices()) {
      interrupt.signal.throwIfAborted();
      advanceResearch(research, slice);
      // Shares seldom reach back as far as the Nifty.
      if (done === 0) before = sessionOnOrBefore(sessions, addDays(slice.day, -1)) + 1;
      const all = sessionOnOrBefore(sessions, to) + 1 - before;
      progress.update(`Sleeves and their variants, ${iso(slice.day)}`, ++done, all);
    }
  } finally {
    progress.stop();
    interrupt.release();
  }
  return {
    factors: researchSleeves(research, rules, yardstick, store.simulated),
    problems: [
      ...problems,
      ...market.problems(),
      ...research.build.problems,
      ...reviewProblems(ownHistories(research), store.simulated),
    ],
  };
}
