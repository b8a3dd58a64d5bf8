import { median } from 'simple-statistics';
import { canonicalJson } from '../decision/canonical-json.ts';
import { type Day, iso } from '../market/day.ts';
import type { OpenedSnapshot } from '../snapshot/open-snapshot.ts';
import type { RuleSetting } from '../rulebook/change.ts';
import { DEFAULT_VALIDATION } from '../validation/regimes/defaults.ts';
import {
  confirmationsIn,
  readTrialLedger,
  recordTrials,
  type TrialLedgerEntry,
} from '../validation/trial-ledger.ts';
import { figuresOf, MONTHS } from './objective/figures.ts';
import { excessReturns, type Objective } from './objective/objective.ts';
import { prepareObjective } from './objective/prepare.ts';
import { constraintsOf } from './plan/constraints.ts';
import { neighboursOf } from './plan/neighbours.ts';
import type { ParameterValue } from './plan/sweep-plan.ts';
import { type HoldoutLook, type RankedTrial, SWEEP_SCHEMA, type SweepReport } from './report-schema.ts';
import { searchLines } from './search/lines.ts';
import { PLATEAU_SIZE, type Plateau, plateauOf } from './search/plateau.ts';
import { adjustSearch, bestOf } from './search/search.ts';
import { bookOf, type SweepDefinition, trialMaker } from './trials/plan-trials.ts';
import type { TrialList } from './trials/trial-list.ts';
import { readResults, type TrialResults } from './chunks/merged-file.ts';
import { sweepId } from './chunks/chunk.ts';

export interface ReportRequest {
  readonly definition: SweepDefinition;
  readonly snapshot: OpenedSnapshot;
  readonly list: TrialList;
  /** Distinct trials in the ledger before the neighbours of the best. */
  readonly counted: number;
  readonly ledger: string;
  readonly today: Day;
  /** The merged results. */
  readonly file: string;
}

/** Trials that a report ranks (our choice: more than anyone reads). */
const MOST_RANKED = 50;
const BINS = 40;
const ANNUAL = Math.sqrt(MONTHS);

/** Reports a finished sweep: the adjustment for multiple testing, and the ranking. The neighbours of the best trial are run, and count as trials. */
export async function reportSweep(request: ReportRequest): Promise<SweepReport> {
  const { definition, snapshot, list, ledger } = request;
  const { plan } = definition;
  const results = await readResults(request.file);
  const objective = await prepareObjective(definition, snapshot);
  try {
    const { plateau, counted } = await measurePlateau(request, objective, results);
    // The variants from which the default rules were chosen were tried on the real market.
    const triedBefore = snapshot.manifest.simulated ? 0 : DEFAULT_VALIDATION.variantsTried;
    const { days, benchmarkName } = objective.months;
    const report: Omit<SweepReport, 'lines'> = {
      schema: SWEEP_SCHEMA,
      simulated: snapshot.manifest.simulated,
      note: plan.note,
      sweep: sweepId(definition),
      snapshot: { id: snapshot.id, day: snapshot.manifest.day },
      engine: { version: definition.engine.version, sources: definition.engine.sources },
      objective: { objective: plan.objective, measure: plan.measure, cost: plan.cost },
      from: iso(days[0]!),
      to: iso(days.at(-1)!),
      benchmark: benchmarkName,
      designed: list.designed,
      duplicates: list.duplicates,
      rejected: list.rejected,
      triedBefore,
      search: adjustSearch(results.excess, results.ratio, triedBefore + counted, plan.groups),
      plateau,
      holdout:
        plan.holdout === undefined ? null : { from: plan.holdout, looks: looksAt(plan.holdout, ledger) },
      ranking: rankingOf(results),
      histogram: histogramOf(results.ratio),
    };
    return { ...report, lines: searchLines(report) };
  } finally {
    await objective.close();
  }
}

/** Every look at a holdout that a ledger knows, the first one first. A holdout that begins earlier or later is another one. */
export const looksAt = (holdout: string, ledger: string): HoldoutLook[] =>
  looksIn(readTrialLedger(ledger), holdout);

const looksIn = (entries: readonly TrialLedgerEntry[], holdout: string): HoldoutLook[] =>
  confirmationsIn(entries)
    .filter((c) => c.holdout === holdout)
    .map(({ day, sweep, trial, months, confirmed, searched }) => ({
      day,
      sweep,
      trial,
      months,
      confirmed,
      searched,
    }));

async function measurePlateau(
  { definition, snapshot, counted, ledger, today }: ReportRequest,
  objective: Objective,
  results: TrialResults,
): Promise<{ readonly plateau: Plateau; readonly counted: number }> {
  const { plan, book } = definition;
  const constraints = constraintsOf(plan.constraints, book);
  const maker = trialMaker(definition);
  const best = bestOf(results.ratio);
  const chosen = JSON.parse(results.parameters[best]!) as Readonly<Record<string, ParameterValue>>;
  // The best of a design of neighbours has one parameter; the others have the rule book's values.
  const settings: RuleSetting[] = Object.entries(chosen).map(([path, value]) => ({ path, value }));
  const ids: string[] = [];
  const rows: { -readonly [K in keyof Plateau['rows'][number]]: Plateau['rows'][number][K] }[] = [];
  for (const [path, at] of Object.entries(chosen)) {
    const neighbours = [];
    for (const { setting, side } of neighboursOf(path, at, plan.parameters[path]!, PLATEAU_SIZE)) {
      const made = bookOf(book, [...settings.filter((s) => s.path !== path), setting], constraints);
      const value = setting.value as ParameterValue;
      if ('rejected' in made) {
        neighbours.push({ side, value, ratio: null });
        continue;
      }
      ids.push(maker.idOf(made));
      const { returns } = await objective.evaluate(made);
      const { ratio } = figuresOf(returns, excessReturns(returns, objective.months, plan.measure));
      neighbours.push({ side, value, ratio });
    }
    rows.push({ path, at, neighbours });
  }
  const all =
    ids.length === 0
      ? counted
      : recordTrials(ledger, {
          day: iso(today),
          sweep: sweepId(definition),
          snapshot: snapshot.id,
          objective: plan.objective,
          note: `Neighbours of the best. ${plan.note}`,
          trials: ids,
        });
  return { plateau: plateauOf(rows, results.ratio[best]!, median([...results.ratio])), counted: all };
}

/** The best trials; of equal ones the first. */
function rankingOf(results: TrialResults): RankedTrial[] {
  const order = [...results.ratio.keys()].sort((a, b) => results.ratio[b]! - results.ratio[a]! || a - b);
  return order.slice(0, MOST_RANKED).map((i, k) => ({
    rank: k + 1,
    trial: results.trial[i]!,
    id: results.id[i]!,
    parameters: JSON.parse(results.parameters[i]!) as Record<string, unknown>,
    ratio: results.ratio[i]! * ANNUAL,
    growth: results.growth[i]!,
    maximumDrawdown: results.maximumDrawdown[i]!,
    turnover: results.turnover[i]!,
  }));
}

/** Ratios a year. */
function histogramOf(ratios: Float64Array): SweepReport['histogram'] {
  let [low, high] = [Infinity, -Infinity];
  for (const r of ratios) [low, high] = [Math.min(low, r * ANNUAL), Math.max(high, r * ANNUAL)];
  const width = high > low ? (high - low) / BINS : 1;
  const counts = Array.from({ length: BINS }, () => 0);
  for (const r of ratios) counts[Math.min(BINS - 1, Math.floor((r * ANNUAL - low) / width))]!++;
  return { from: low, width, counts };
}

/** The report as `report.json` holds it. */
export const sweepReportText = (report: SweepReport): string => canonicalJson(report);
