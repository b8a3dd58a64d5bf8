import type { Allocation, AllocationRisk } from '../../../allocations/allocation.ts';
import type { LimitUse } from '../../../allocations/risk-model/result.ts';
import { FACTORS } from '../../risk/factors.ts';
import type { WorkbookSheet } from './workbook.ts';

/** Risk before and after trading by factor, and every limit with its headroom. */
export const riskSheets = (allocation: Allocation, origin: string): WorkbookSheet[] => [
  riskSheet(allocation, origin),
  limitSheet(allocation, origin),
];

function riskSheet({ risk }: Allocation, origin: string): WorkbookSheet {
  const { opening, final } = risk;
  return {
    title: 'Risk',
    note: `${risk.basis} Contributions in percent a year; they sum to the volatility. ${figures('Opening', opening)} ${figures('Final', final)}`,
    origin,
    columns: [
      { title: 'Factor', kind: 'text', width: 18 },
      { title: 'Exposure, opening', kind: 'number', width: 18 },
      { title: 'Contribution, opening', kind: 'number', width: 21, summed: true },
      { title: 'Exposure, final', kind: 'number', width: 18 },
      { title: 'Contribution, final', kind: 'number', width: 21, summed: true },
    ],
    rows:
      opening.kind === 'modelled' || final.kind === 'modelled'
        ? [
            ...FACTORS.map((factor) => [factor, ...factorOf(opening, factor), ...factorOf(final, factor)]),
            ['Specific', null, specificOf(opening), null, specificOf(final)],
          ]
        : [],
  };
}

function figures(when: string, risk: AllocationRisk): string {
  if (risk.kind === 'unavailable') return `${when}: ${risk.reason}`;
  const parts = [`volatility ${risk.volatility.toFixed(2)} %`, `beta ${risk.beta.toFixed(2)}`];
  if (risk.kind === 'modelled') parts.push(`tracking error ${risk.trackingError.toFixed(2)} %`);
  return `${when}: ${parts.join(', ')}.`;
}

function factorOf(risk: AllocationRisk, factor: string): [number | null, number | null] {
  const found =
    risk.kind === 'modelled' && risk.volatilityContributions.factors.find((f) => f.factor === factor);
  return found ? [found.exposure, found.contribution] : [null, null];
}

const specificOf = (risk: AllocationRisk): number | null =>
  risk.kind === 'modelled' ? risk.volatilityContributions.specific : null;

function limitSheet(allocation: Allocation, origin: string): WorkbookSheet {
  const limits = allocation.method === 'risk-model' ? allocation.riskModel.limits : [];
  return {
    title: 'Limits',
    note:
      allocation.method === 'risk-model'
        ? `Compliance limits are never relaxed. Headroom is to the nearer end.`
        : `Without stock data only bands and the turnover limit apply; see the sheet Weights.`,
    origin,
    columns: [
      { title: 'Limit', kind: 'text', width: 16 },
      { title: 'Kind', kind: 'text', width: 14 },
      { title: 'Low', kind: 'number' },
      { title: 'High', kind: 'number' },
      { title: 'Value', kind: 'number' },
      { title: 'Headroom', kind: 'number', width: 12 },
      { title: 'Relaxed to', kind: 'number', width: 12 },
      { title: 'State', kind: 'text', width: 14 },
    ],
    rows: limits.map((l) => [l.limit, l.kind, l.low, l.high, l.value, headroom(l), l.relaxedTo, stateOf(l)]),
  };
}

const headroom = ({ low, high, value }: LimitUse): number =>
  Math.min(high - value, low === null ? Infinity : value - low);

/** Rounding of an optimum at its limit. */
const TOLERANCE = 1e-6;

function stateOf(limit: LimitUse): string {
  const room = headroom(limit);
  if (limit.relaxedTo !== null) return 'relaxed';
  if (room < -TOLERANCE) return 'breached';
  return room <= TOLERANCE ? 'at the limit' : 'inside';
}
