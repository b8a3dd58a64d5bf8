import { median } from 'simple-statistics';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { type Day, iso } from '../market/day.ts';
import type { OpenedSnapshot } from '../snapshot/open-snapshot.ts';
import type { RuleSetting } from '../rulebook/change.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { DEFAULT_VALIDATION } from '../validation/regimes/defaults.ts';
import { readTrialLedger, recordTrials } from '../validation/trial-ledger.ts';
import { looksAt } from './holdout-looks.ts';
import { MONTHS } from './objective/figures.ts';
import type { Objective } from './objective/objective.ts';
import { constraintsOf } from './plan/constraints.ts';
import { neighboursOf } from './plan/neighbours.ts';
import type { ParameterValue } from './plan/sweep-plan.ts';
import { type RankedTrial, SWEEP_SCHEMA, type SweepReport } from './report-schema.ts';
import { searchLines } from './search/lines.ts';
import { PLATEAU_SIZE, type Plateau, plateauOf } from './search/plateau.ts';
import { adjustSearch, bestOf } from './search/search.ts';
import { bookOf, type SweepDefinition, trialMaker } from './trials/plan-trials.ts';
import type { TrialList } from './trials/trial-list.ts';
import { readResults, type TrialResults } from './chunks/merged-file.ts';
import { type MadeTrial, trialRows } from './chunks/trial-rows.ts';
import type { KeptResults } from './results/kept-results.ts';
import { sweepId } from './chunks/chunk.ts';

export interface ReportRequest {
  readonly definition: SweepDefinition;
  readonly snapshot: OpenedSnapshot;
  readonly objective: Objective;
  readonly results: KeptResults;
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

/** Reports a finished sweep: the adjustment for multiple testing, and the ranking. The neighbours of the best trial count as trials, and are run unless they were before. */
export async function reportSweep(request: ReportRequest): Promise<SweepReport> {
  const { definition, snapshot, objective, list, ledger } = request;
  const { plan } = definition;
  const results = await readResults(request.file);
  const { plateau, counted } = await measurePlateau(request, results);
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
      plan.holdout === undefined
        ? null
        : { from: plan.holdout, looks: looksAt(plan.holdout, readTrialLedger(ledger)) },
    ranking: rankingOf(results),
    histogram: histogramOf(results.ratio),
  };
  return { ...report, lines: searchLines(report) };
}

async function measurePlateau(
  request: ReportRequest,
  results: TrialResults,
): Promise<{ readonly plateau: Plateau; readonly counted: number }> {
  const { definition, snapshot, counted, ledger, today } = request;
  const { plan, book } = definition;
  const constraints = constraintsOf(plan.constraints, book);
  const { idOf } = trialMaker(definition);
  const best = bestOf(results.ratio);
  const chosen = JSON.parse(results.parameters[best]!) as Readonly<Record<string, ParameterValue>>;
  // The best of a design of neighbours has one parameter; the others have the rule book's values.
  const settings: RuleSetting[] = Object.entries(chosen).map(([path, value]) => ({ path, value }));
  const trials: MadeTrial[] = [];
  const around = Object.entries(chosen).map(([path, at]) => ({
    path,
    at,
    neighbours: neighboursOf(path, at, plan.parameters[path]!, PLATEAU_SIZE).map(({ setting, side }) => {
      const all = [...settings.filter((s) => s.path !== path), setting];
      const made = bookOf(book, all, constraints);
      const id = 'rejected' in made ? null : idOf(made);
      if (id !== null) trials.push({ number: trials.length, id, book: made as RuleBook, settings: all });
      return { side, value: setting.value as ParameterValue, id };
    }),
  }));
  const all =
    trials.length === 0
      ? counted
      : recordTrials(ledger, {
          day: iso(today),
          sweep: sweepId(definition),
          snapshot: snapshot.id,
          objective: plan.objective,
          note: `Neighbours of the best. ${plan.note}`,
          trials: trials.map(({ id }) => id),
        });
  const ratioOf = await ratiosOf(trials, request);
  const rows = around.map(({ path, at, neighbours }) => ({
    path,
    at,
    neighbours: neighbours.map(({ side, value, id }) => ({
      side,
      value,
      ratio: id === null ? null : ratioOf.get(id)!,
    })),
  }));
  return { plateau: plateauOf(rows, results.ratio[best]!, median([...results.ratio])), counted: all };
}

/** Ratios of trials by id. Those of which no results are kept are run, and kept. */
async function ratiosOf(
  trials: readonly MadeTrial[],
  { definition, objective, results }: ReportRequest,
): Promise<ReadonlyMap<string, number>> {
  const { months } = objective;
  const { measure } = definition.plan;
  const { returns } = await results.find(new Set(trials.map(({ id }) => id)));
  const known = await trialRows(
    trials.filter(({ id }) => returns.has(id)),
    { returnsOf: ({ id }) => returns.get(id)!, months, measure },
  );
  const run = await trialRows(
    trials.filter(({ id }) => !returns.has(id)),
    { returnsOf: ({ book }) => objective.evaluate(book), months, measure },
  );
  if (run.id.length > 0) await results.keepRows(run);
  return new Map([known, run].flatMap(({ id, ratio }) => id.map((of, i) => [of, ratio[i]!] as const)));
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
