import { REGIMES } from '../../../regimes/regime.ts';
import { type AllocationOptions, requestOf } from '../../decision/run-monthly-allocation.ts';
import type { RunRequest } from '../../decision/monthly-run.ts';
import type { DateInput } from '../../market/date-input.ts';
import { iso } from '../../market/day.ts';
import { type Problem, usageError, userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { portfolioBasis, type PortfolioBasis } from '../portfolio-basis.ts';
import { levelHistoryOf } from '../stress/level-history.ts';
import { checkLaw } from './check-law.ts';
import { fitChain, type FittedChain } from './fit-chain.ts';
import { fitReturns, type FittedReturns, type MeanRule } from './fit-returns.ts';
import { type AssetHistory, type MonthlyHistory, monthlyHistory, scoredCalls } from './monthly-history.ts';
import { assetsOf, POLICIES, type PolicyId, policyTasks } from './policies.ts';
import { type Simulation, simulateTask, type SimulationOptions } from './simulate.ts';
import type { SimulationTask } from './task.ts';

/** Months at which results are reported, as far as the simulation goes; its last month is always reported. */
const HORIZONS = [12, 36, 60, 120];

/** Degrees of freedom of the t law (our choice): a month's excess kurtosis is then 3, as that of equity indices about is. */
const DEGREES = 6;

/** Wealth whose loss is reported: 85 % of the start. */
export const BARRIER = 0.85;

/** What is simulated; everything has a default. */
export interface SimulationSettings {
  /** 1 to 360; default 60. */
  readonly months?: number;
  /** 1,000 to 1,000,000, even; default 20,000. */
  readonly paths?: number;
  /** Any safe integer; default 1. */
  readonly seed?: number;
  /** Default `t`. */
  readonly law?: 'normal' | 't' | 'blocks';
  /** Default `pooled`. */
  readonly means?: MeanRule;
  /** Default: all four; the first is the one that fan and differences refer to. */
  readonly policies?: readonly PolicyId[];
  /** Mean length of blocks in months; default 3. */
  readonly blockLength?: number;
  /** Draw the transition probabilities from their distribution, once for every hundred paths; default false. */
  readonly uncertain?: boolean;
  /** Allow more than 10⁹ paths × months × assets; default false. */
  readonly yes?: boolean;
}

/** A simulation of the rules, with everything that it rests on. Wealth is a multiple of the start. */
export interface SimulationReport extends Simulation {
  readonly asOf: string;
  readonly simulated: boolean;
  /** Hash of the rule book, and the last import: with seed and settings they determine every figure. */
  readonly rulebook: string;
  readonly throughImport: number;
  readonly settings: Required<Omit<SimulationSettings, 'yes'>> & {
    readonly degrees: number;
    readonly antithetic: boolean;
  };
  /** ₹ at the start; null without a portfolio file. */
  readonly value: number | null;
  readonly chain: FittedChain;
  readonly record: ReturnRecord;
  readonly problems: readonly Problem[];
}

/** What the laws of returns were fitted to. */
export interface ReturnRecord {
  /** Last session of the first and the last month. */
  readonly from: string;
  readonly to: string;
  readonly months: number;
  /** Months with a label that were left out for want of a return. */
  readonly leftOut: number;
  readonly byLabel: readonly {
    readonly label: string;
    readonly months: number;
    readonly isPooled: boolean;
  }[];
  readonly assets: readonly {
    readonly id: string;
    readonly source: AssetHistory['source'];
    /** Months of vendor back-test. */
    readonly backTested: number;
    /** A month, as fractions. */
    readonly mean: number;
    readonly deviation: number;
  }[];
}

/**
 * Simulates where the rules could lead: labels by a Markov chain fitted to the record, returns given the label, and policies on the same
 * random numbers. A simulation, not a forecast: it repeats what its history and its assumptions contain.
 *
 * @param store an open store; nothing is written to it.
 * @param asOf ISO date; default: the last session of the store.
 * @param options settings of the simulation, portfolio and rules, executor.
 * @returns wealth, drawdowns and costs by policy, each figure with its Monte Carlo standard error; chain and record.
 * @throws UserError for settings out of range, fewer than 36 months of returns, or whatever a monthly run refuses.
 * @example
 * import { openStore } from 'trrm';
 * import { simulate } from 'trrm/simulation';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { policies } = await simulate(store, undefined, { months: 36, paths: 2000 });
 * await store.close();
 * for (const { id, outcomes } of policies) console.log(id, outcomes.at(-1)!.mean);
 */
export async function simulate(
  store: Store,
  asOf?: DateInput,
  { executor, progress, signal, ...options }: SimulationSettings & AllocationOptions & SimulationOptions = {},
): Promise<SimulationReport> {
  const request = await requestOf(store, asOf, options);
  return simulateRequest(store, request, options, {
    ...(executor && { executor }),
    ...(progress && { progress }),
    signal,
  });
}

/** The same for a complete request. */
export async function simulateRequest(
  store: Store,
  request: RunRequest,
  given: SimulationSettings,
  options: SimulationOptions = {},
): Promise<SimulationReport> {
  const settings = checkedSettings(given);
  const basis = await portfolioBasis(store, request);
  const prepared = prepareSimulation(basis, settings);
  const { task } = prepared;
  const size = task.paths * task.months * task.assets;
  if (size > 1e9 && !given.yes)
    throw userError(
      'large-simulation',
      'simulation',
      `It would draw ${(size / 1e9).toFixed(1)} × 10⁹ returns.`,
      'Add --yes to go ahead, or choose fewer paths or months.',
    );
  return { ...prepared.report, ...(await simulateTask(task, options)) };
}

type Settings = SimulationReport['settings'];

/** Settings with their defaults. @throws UserError for one that is out of range. */
export function checkedSettings({
  months = 60,
  paths = 20_000,
  seed = 1,
  law = 't',
  means = 'pooled',
  policies = POLICIES,
  blockLength = 3,
  uncertain = false,
}: SimulationSettings): Settings {
  const within = (name: string, x: number, low: number, high: number): void => {
    if (!(Number.isInteger(x) && x >= low && x <= high))
      throw usageError(name, `${x} is not a whole number from ${low} to ${high}.`, 'Choose one within.');
  };
  within('months', months, 1, 360);
  within('paths', paths, 1000, 1_000_000);
  within('blockLength', blockLength, 1, 36);
  if (paths % 2 !== 0)
    throw usageError('paths', `${paths} is odd; paths come in pairs.`, 'Choose an even number.');
  if (!Number.isSafeInteger(seed))
    throw usageError('seed', `${seed} is not a whole number.`, 'Choose, for instance, 1.');
  if (policies.length === 0 || new Set(policies).size < policies.length)
    throw usageError(
      'policies',
      'Each policy is named once, at least one.',
      `Policies are ${POLICIES.join(', ')}.`,
    );
  return {
    months,
    paths,
    seed,
    law,
    means,
    policies,
    blockLength,
    uncertain,
    degrees: DEGREES,
    antithetic: true,
  };
}

/** Fits chain and returns, and makes the task. */
export function prepareSimulation(
  basis: PortfolioBasis,
  settings: Settings,
): { readonly task: SimulationTask; readonly report: Omit<SimulationReport, keyof Simulation> } {
  const { portfolio, calls, view, book, asOf } = basis;
  if (portfolio === null)
    throw userError(
      'no-portfolio',
      'simulation',
      `Nothing can be simulated without an allocation: ${basis.problems.map((p) => p.message).join(' ')}`,
      basis.problems[0]?.remedy ?? 'Import the histories of the sleeves’ indices.',
    );
  const { policies, law, means, months } = settings;
  const chain = fitChain(
    scoredCalls(calls).map((c) => c.regime),
    REGIMES,
  );
  const levels = levelHistoryOf(view, portfolio.stocks, book.allocations, book.stress.gsecDuration);
  const history = monthlyHistory(levels, calls, assetsOf(basis, policies), asOf);
  const fitted = fitReturns(
    {
      returns: Object.fromEntries(history.assets.map((a) => [a.id, a.returns])),
      labels: history.labels,
    },
    { order: REGIMES, means, cash: 'liquid-fund' },
  );
  const horizons = [...new Set([...HORIZONS.filter((h) => h < months), months])];
  const task: SimulationTask = {
    seed: settings.seed,
    paths: settings.paths,
    months,
    horizons: Int32Array.from(horizons),
    chain: {
      labels: REGIMES.length,
      start: REGIMES.indexOf(portfolio.regime),
      transition: Float64Array.from(chain.transition.flat()),
      posterior: settings.uncertain ? Float64Array.from(chain.counts.flat(), (c) => c + 0.5) : null,
    },
    assets: fitted.assets.length,
    law:
      law === 'blocks'
        ? {
            kind: 'blocks',
            history: fitted.history,
            pools: poolsOf(fitted),
            length: { kind: 'geometric', mean: settings.blockLength },
          }
        : { kind: law, means: fitted.means, covariances: fitted.covariances, degrees: DEGREES },
    policies: policyTasks(basis, policies, fitted),
    antithetic: settings.antithetic,
    barrier: BARRIER,
  };
  checkLaw(task, fitted, REGIMES);
  return {
    task,
    report: {
      asOf: iso(asOf),
      simulated: basis.simulated,
      rulebook: basis.rulebook,
      throughImport: basis.throughImport,
      settings,
      value: portfolio.value,
      chain,
      record: recordOf(history, fitted),
      problems: [...basis.problems, ...notesOn(fitted, history, law)],
    },
  };
}

/** Rows of history by label, in order of time. */
const poolsOf = ({ labels, labelOf }: FittedReturns): Int32Array[] =>
  labels.map((_, s) => Int32Array.from(labelOf.flatMap((l, k) => (l === s ? [k] : []))));

function recordOf(history: MonthlyHistory, fitted: FittedReturns): ReturnRecord {
  const day = (k: number): string => iso(history.ends[k]!);
  return {
    from: day(fitted.months[0]!),
    to: day(fitted.months.at(-1)!),
    months: fitted.months.length,
    leftOut: fitted.leftOut,
    byLabel: fitted.byLabel.map((l, s) => ({ label: fitted.labels[s]!, ...l })),
    assets: history.assets.map(({ id, source, backTested }, i) => ({
      id,
      source,
      backTested,
      mean: fitted.pooledMean[i]!,
      deviation: fitted.deviation[i]!,
    })),
  };
}

function notesOn(fitted: FittedReturns, { assets }: MonthlyHistory, law: Settings['law']): Problem[] {
  const pooled = fitted.labels.filter((_, s) => fitted.byLabel[s]!.isPooled);
  const unknown = assets.filter((a) => a.source === 'zero' && a.id !== 'liquid-fund').map((a) => a.id);
  const note = (code: string, about: string, message: string, remedy: string): Problem => ({
    severity: 'note',
    code,
    about,
    message,
    remedy,
  });
  return [
    ...(law === 'blocks'
      ? []
      : pooled.map((label) =>
          note(
            'pooled-covariance',
            label,
            'Fewer than 12 months bore this label, so it has the covariance of all months.',
            'Import longer histories.',
          ),
        )),
    ...unknown.map((id) =>
      note(
        'no-data',
        id,
        'The store has no data of it; it is taken to return nothing.',
        'Import its history.',
      ),
    ),
  ];
}
