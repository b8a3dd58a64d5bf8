import { holdingExposures } from '../../../allocations/risk-model/sleeve-exposures.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { Day } from '../../market/day.ts';
import { FACTOR_COUNT } from '../../risk/factors.ts';
import type { Holding } from '../../risk/portfolio/portfolio-risk.ts';
import type { RiskSession } from '../../risk/store/daily-record.ts';
import { readSessions, type RiskModelStore } from '../../risk/store/model-store.ts';

/** Daily factor returns of a window, and the stocks' own total returns. */
export interface FactorDays {
  readonly day: Day;
  /** [39] NaN for a factor without a return. */
  readonly factorReturns: Float64Array;
  /** [N] NaN for a stock that did not trade. */
  readonly returns: Float64Array;
}

/** Today's exposures replayed on a window's factor returns. Fractions of the portfolio. */
export interface FactorReplay {
  /** Σ over days and factors of exposure × factor return, with today's exposures held fixed. */
  readonly return: number;
  /** Two standard deviations of the specific returns over the window, 2√(days·Σw²d²). */
  readonly band: number;
  readonly days: number;
  /** Day-factor pairs without a factor return, which take no part, among those to which the portfolio is exposed. */
  readonly missing: number;
  /** The stocks' own returns, bought and held; null unless every stock traded throughout. */
  readonly ownReturn: number | null;
  /** Fraction of the stocks' weight that traded throughout. */
  readonly traded: number;
}

/**
 * Reads the sessions of a stored model within some spans.
 *
 * @param spans first and last day of each; the first is the base, whose own return does not count.
 */
export function readFactorDays(
  folder: string,
  store: RiskModelStore,
  spans: readonly (readonly [first: Day, last: Day])[],
): ReadonlyMap<Day, FactorDays> {
  const sessions = store.sessions.filter(({ day }) =>
    spans.some(([first, last]) => day > first && day <= last),
  );
  const days = new Map<Day, FactorDays>();
  for (const session of readSessions(folder, { ...store, sessions })) days.set(session.day, daysOf(session));
  return days;
}

/** Copies, so that the rest of the session can be freed. */
const daysOf = ({ day, factorReturns, returns }: RiskSession): FactorDays => ({
  day,
  factorReturns: factorReturns.slice(),
  returns: returns.slice(),
});

/**
 * Replays factor returns on the stocks held today.
 *
 * @param sessions the window's sessions without its first; null in the result unless the model has all of them.
 */
export function replayFactors(
  { riskModel }: Pick<StockSnapshot, 'riskModel'>,
  held: readonly Holding[],
  sessions: readonly Day[],
  known: ReadonlyMap<Day, FactorDays>,
): FactorReplay | null {
  if (held.length === 0 || sessions.length === 0) return null;
  const days = sessions.map((d) => known.get(d));
  // A model's first session has no returns.
  if (!days.every((d) => d !== undefined && !Number.isNaN(d.factorReturns[0]!))) return null;
  const x = holdingExposures(riskModel, held);
  let [sum, missing] = [0, 0];
  for (const d of days) {
    for (let k = 0; k < FACTOR_COUNT; k++) {
      const f = d!.factorReturns[k]!;
      if (!Number.isNaN(f)) sum += x[k]! * f;
      else if (x[k] !== 0) missing++;
    }
  }
  const specific = held.reduce((v, h) => v + (h.weight * riskModel.specificVolatility[h.issuer]!) ** 2, 0);
  const total = held.reduce((w, h) => w + h.weight, 0);
  let [traded, own] = [0, 0];
  for (const { issuer, weight } of held) {
    const growth = days.reduce((g, d) => g * (1 + (d!.returns[issuer] ?? NaN)), 1);
    if (Number.isNaN(growth)) continue;
    traded += weight;
    own += weight * (growth - 1);
  }
  const isWhole = traded > total * (1 - 1e-9);
  return {
    return: sum,
    band: 2 * Math.sqrt(sessions.length * specific),
    days: sessions.length,
    missing,
    ownReturn: isWhole ? own : null,
    traded: traded / total,
  };
}
