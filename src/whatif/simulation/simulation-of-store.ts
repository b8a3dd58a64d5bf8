import { REGIMES } from '../../../regimes/regime.ts';
import { type AllocationOptions, requestOf } from '../../decision/run/run-monthly-allocation.ts';
import type { RunRequest } from '../../decision/run/monthly-run.ts';
import type { DateInput } from '../../market/date-input.ts';
import { iso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { portfolioBasis, type PortfolioBasis } from '../portfolio-basis.ts';
import { levelHistoryOf } from '../stress/level-history.ts';
import { checkLaw } from './check-law.ts';
import { fitChain, type FittedChain } from './fit-chain.ts';
import { fitReturns, type FittedReturns } from './fit-returns.ts';
import { type AssetHistory, type MonthlyHistory, monthlyHistory, scoredCalls } from './monthly-history.ts';
import { assetsOf, policyTasks } from './policies.ts';
import { checkedSettings, type CompleteSettings, type SimulationSettings } from './simulation-settings.ts';
import { type Simulation, simulateTask, type SimulationOptions } from './simulate.ts';
import type { SimulationTask } from './task.ts';

/** Months at which results are reported, as far as the simulation goes; its last month is always reported. */
const HORIZONS = [12, 36, 60, 120];

/** Wealth whose loss is reported: 85 % of the start. */
export const BARRIER = 0.85;

/** A simulation of the rules, with everything that it rests on. Wealth is a multiple of the start. */
export interface SimulationReport extends Simulation {
  readonly asOf: string;
  readonly simulated: boolean;
  /** Hash of the rule book, and the last import: with seed and settings they determine every figure. */
  readonly rulebook: string;
  readonly throughImport: number;
  readonly settings: CompleteSettings;
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
  return simulateBasis(await portfolioBasis(store, request), settings, given.yes === true, options);
}

/** The same for what was gathered already. */
export async function simulateBasis(
  basis: PortfolioBasis,
  settings: CompleteSettings,
  isLargeAllowed: boolean,
  options: SimulationOptions,
): Promise<SimulationReport> {
  const prepared = prepareSimulation(basis, settings);
  const { task } = prepared;
  const size = task.paths * task.months * task.assets;
  if (size > 1e9 && !isLargeAllowed)
    throw userError(
      'large-simulation',
      'simulation',
      `It would draw ${(size / 1e9).toFixed(1)} × 10⁹ returns.`,
      'Add --yes to go ahead, or choose fewer paths or months.',
    );
  return { ...prepared.report, ...(await simulateTask(task, options)) };
}

/** Fits chain and returns, and makes the task. */
function prepareSimulation(
  basis: PortfolioBasis,
  settings: CompleteSettings,
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
            length: { kind: settings.blockKind, mean: settings.blockLength },
          }
        : { kind: law, means: fitted.means, covariances: fitted.covariances, degrees: settings.degrees },
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

function notesOn(fitted: FittedReturns, { assets }: MonthlyHistory, law: CompleteSettings['law']): Problem[] {
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
