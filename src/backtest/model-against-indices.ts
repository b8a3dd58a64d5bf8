import { sampleCorrelation, sampleStandardDeviation } from 'simple-statistics';
import { SLEEVES } from '../../allocations/positions.ts';
import { grouped } from '../format/numbers.ts';
import { inWords, listed } from '../format/words.ts';
import { sessionOnOrBefore } from '../market/calendar/calendar.ts';
import type { Problem } from '../market/problem.ts';
import type { OpenedBacktest } from './open-backtest.ts';

/** Fewer months say nothing about a correlation (our choice). */
const LEAST_MONTHS = 12;

/** The code of its note, which stands beside the attribution too. */
export const MODEL_AGAINST_INDICES = 'backtest-model-against-indices';

/**
 * Where decisions weigh sleeves by the risk model of the store’s stocks but the record holds their indices: how alike the two are,
 * by the correlation of their monthly returns over the benchmark’s. Indices that do not follow the stocks, as in the simulated
 * market, make the steps of tilt and implementation a matter of chance. Empty where decisions and record rest on the same.
 */
export async function modelAgainstIndices({
  plan,
  schedule: { sessions, months },
  market,
  run,
}: OpenedBacktest): Promise<Problem[]> {
  if (plan.level !== 'index' || plan.weights !== 'rules' || months.length < LEAST_MONTHS) return [];
  const { snapshot } = await run.snapshotAt(sessions[months.at(-1)!.decided]!);
  if (snapshot === null) return [];
  const at = months.map((m) => m.decided);
  const benchmark = market.series.get(plan.benchmark)!;
  const active = (level: (session: number) => number): number[] =>
    at
      .slice(1)
      .map((s, k) => Math.log(level(s) / level(at[k]!)) - Math.log(benchmark[s]! / benchmark[at[k]!]!));
  const found = SLEEVES.flatMap((id, i) => {
    const own = snapshot.sleeves[id]?.levels;
    if (!own || snapshot.indexSleeves?.[id]) return [];
    const stocks = active((s) => own.total[sessionOnOrBefore(own.day, sessions[s]!)] ?? NaN);
    const index = active((s) => market.levels[i]![s]!);
    const both = stocks.map((x, k) => [x, index[k]!] as const).filter((pair) => pair.every(Number.isFinite));
    const [a, b] = [both.map(([x]) => x), both.map(([, y]) => y)];
    if (both.length < LEAST_MONTHS || sampleStandardDeviation(a) === 0 || sampleStandardDeviation(b) === 0)
      return [];
    return [`${inWords(id)} ${grouped(sampleCorrelation(a, b), 2)}`];
  });
  if (found.length === 0) return [];
  return [
    {
      severity: 'note',
      code: MODEL_AGAINST_INDICES,
      about: 'sleeves',
      message: `Decisions weigh sleeves by the risk model of the store’s stocks, and the record holds their indices. The correlations of their monthly returns beyond the benchmark’s are ${listed(found)}. The lower they are, the less the steps of tilt and implementation say about the rules.${plan.simulated ? ' The simulated indices are generated apart from the simulated stocks.' : ''}`,
      remedy: 'Run with --level shares, where decisions and record are of the same stocks.',
    },
  ];
}
