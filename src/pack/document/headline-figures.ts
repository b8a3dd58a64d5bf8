import { LOOKED_BACK } from '../../decision/ledger/decisions-before.ts';
import { leavesOf } from '../../explain/pointer.ts';
import type { PackDocument } from './pack-document.ts';
import type { PartId } from './parts.ts';

const LIST = String.raw`\d+`;

/** The figures of `pack.json` that a part's reader asks about first, by part; those of the decision are explained with it. */
const HEADLINES: readonly (readonly [PartId, RegExp])[] = (
  [
    ['outcome', '/parts/outcome/last/data/(own|nifty|band|switchedTotal)'],
    ['outcome', `/parts/outcome/last/data/switches/${LIST}/outcome/gain`],
    ['regime', '/parts/regime/monthsInForce'],
    ['allocation', `/parts/allocation/steps/${LIST}/final`],
    ['trades', '/parts/trades/(betweenPositions|bought|sold)'],
    [
      'performance',
      '/parts/performance/data/record/(timeWeighted/(net|beforeFees|netAnnual|beforeFeesAnnual)|moneyWeighted/rate)',
    ],
    ['attribution', `/parts/attribution/ladder/data/effects/log/${LIST}`],
    ['attribution', `/parts/performance/data/reconciliation/returns/log/${LIST}`],
    ['risk', '/parts/risk/concentration/data/(effectiveStocks|topTen|inStocks|liquidity/capacity)'],
    ['risk', `/parts/risk/year/data/forecasts/${LIST}/bias`],
    ['by-regime', `/parts/byRegime/data/0/byLabel/${LIST}/(mean|deviation|worst)`],
    ['what-ifs', `/parts/whatIfs/data/${LIST}/(score|loss)`],
    ['stress', `/parts/stress/(windows/${LIST}/portfolio/return|shock/portfolio/carried)`],
    ['stress', `/parts/simulation/data/policies/0/outcomes/${LIST}/(quantiles/2|chanceOfLoss)/value`],
    ['health', `/parts/health/accuracy/data/(rSquared|bias/${LIST}/bias)`],
    ['limits', `/parts/limits/limits/${LIST}/headroom`],
    ['annexure', '/parts/annexure/data/month/(opening|closing|turnoverRatio)'],
  ] as const
).map(([id, pattern]) => [id, new RegExp(`^${pattern}$`)] as const);

/** Of paths, which are shown latest first, the newest row: what a reader starts from. */
function latestOfPaths({ parts }: PackDocument): ReadonlyMap<string, PartId> {
  const { year } = parts.risk;
  const hedge = `/parts/hedge/path/${parts.hedge.path.length - 1}/hedge`;
  const risk = year.kind === 'missing' ? null : `/parts/risk/year/data/path/${year.data.path.length - 1}`;
  return new Map([
    [`${hedge}/hedgedBeta`, 'hedge'],
    [`${hedge}/reserve/used`, 'hedge'],
    ...['volatility', 'beta', 'trackingError'].map((field) => [`${risk}/${field}`, 'risk'] as const),
  ]);
}

/** Of the switches, part 2 shows the last ones alone. */
function isEarlierSwitch({ parts: { outcome } }: PackDocument, pointer: string): boolean {
  const at = /\/switches\/(\d+)\//.exec(pointer);
  return (
    at !== null &&
    outcome.last.kind === 'available' &&
    Number(at[1]) < outcome.last.data.switches.length - LOOKED_BACK
  );
}

/**
 * The pack's own figures that open an explanation where they stand, by part and in the order of the document. Those that are null
 * have nothing to explain.
 */
export function headlineFiguresOfPack(document: PackDocument): ReadonlyMap<PartId, readonly string[]> {
  const latest = latestOfPaths(document);
  const found = new Map<PartId, string[]>();
  for (const { pointer, value } of leavesOf(document)) {
    if (typeof value !== 'number' || isEarlierSwitch(document, pointer)) continue;
    const id = latest.get(pointer) ?? HEADLINES.find(([, pattern]) => pattern.test(pointer))?.[0];
    if (id !== undefined) found.set(id, [...(found.get(id) ?? []), pointer]);
  }
  return found;
}
