import type { LimitUse } from '../../../allocations/risk-model/result.ts';
import type { Override } from '../../../regimes/model/rules.ts';
import type { Decision } from '../../decision/document/decision.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';

/** Where a limit stands after the decision. */
export type LimitState = 'inside' | 'bound' | 'relaxed' | 'breached';

/** A limit of the rule book beside what the decided portfolio uses of it. */
export interface LimitLine {
  readonly name: string;
  readonly kind: LimitUse['kind'];
  readonly unit: 'fraction' | 'number' | 'rupees';
  readonly low: number | null;
  readonly high: number | null;
  readonly value: number;
  /** Distance to the nearer end, below 0 outside. */
  readonly headroom: number;
  readonly state: LimitState;
  readonly relaxedTo: number | null;
}

const NAMES: Readonly<Record<LimitUse['limit'], string>> = {
  stock: 'Largest weight of one stock',
  bands: 'Sleeves outside their bands',
  turnover: 'One-way turnover',
  industry: 'Industry against the bouquet',
  beta: 'Active exposure to beta',
};

/** A limit counts as bound within this distance: rounding of the optimiser. */
const AT = 1e-6;

function lineOf({ limit, kind, low, high, value, relaxedTo }: LimitUse): LimitLine {
  const headroom = Math.min(high - value, low === null ? Infinity : value - low);
  return {
    name: NAMES[limit],
    kind,
    unit: limit === 'beta' ? 'number' : 'fraction',
    low,
    high,
    value,
    headroom,
    state: relaxedTo !== null ? 'relaxed' : stateOf(limit, headroom),
    relaxedTo,
  };
}

/** Nothing may be outside its band, so that having nothing outside is not at the limit. */
function stateOf(limit: LimitUse['limit'], headroom: number): LimitState {
  if (headroom < -AT) return 'breached';
  return headroom <= AT && limit !== 'bands' ? 'bound' : 'inside';
}

/** Every limit that a decision had to keep: those of the risk model, turnover, and each sleeve's band. */
export function limitLines({ allocation }: Decision): LimitLine[] {
  const limits = allocation.method === 'risk-model' ? allocation.riskModel.limits.map(lineOf) : [];
  const turnover = lineOf({
    kind: 'soft',
    limit: 'turnover',
    low: null,
    high: allocation.turnoverLimit,
    value: allocation.turnover,
    relaxedTo: null,
  });
  return limits.some((l) => l.name === turnover.name) ? limits : [...limits, turnover];
}

/** A sleeve's final weight in its band. */
export interface BandLine {
  readonly id: string;
  readonly low: number;
  readonly high: number;
  readonly target: number;
  readonly final: number;
  readonly state: LimitState;
}

/** Bands hold for targets; trading costs may leave a final weight outside, where the market has carried it. Bound by either. */
export const bandLines = ({ allocation }: Decision): BandLine[] =>
  allocation.sleeves
    .filter(({ instrument }) => instrument !== null)
    .map(({ id, band, target, atBound }) => {
      const final = allocation.final[id] ?? 0;
      const outside = final < band.low - AT || final > band.high + AT;
      const isAtEnd = final <= band.low + AT || final >= band.high - AT;
      return {
        id,
        low: band.low,
        high: band.high,
        target,
        final,
        state: outside ? 'breached' : atBound || isAtEnd ? 'bound' : 'inside',
      };
    });

/** An override of the rule book and where it stands on a day. */
export interface OverrideLine extends Pick<Override, 'regime' | 'from' | 'expires' | 'reason' | 'author'> {
  /** `withdrawn`: no longer in the rule book. */
  readonly state: 'in force' | 'expired' | 'to come' | 'withdrawn';
}

export const overrideLines = ({ regimes }: RuleBook, asOf: string): OverrideLine[] =>
  regimes.overrides.map(({ regime, from, expires, reason, author }) => ({
    regime,
    from,
    expires,
    reason,
    author,
    state: asOf > expires ? 'expired' : asOf < from ? 'to come' : 'in force',
  }));
