import type { Decision } from '../../decision/document/decision.ts';
import { type Day, day, iso } from '../../market/day.ts';
import { SESSIONS_A_YEAR } from '../../math/annualise.ts';
import { volatility } from '../statistics/dispersion.ts';
import { marketLine, trackingError } from '../statistics/relative.ts';
import { onCommonDays, returnsOf, type ValuePath } from '../statistics/value-path.ts';

/** A forecast of a decision beside what followed; null where either cannot be had. Fractions a year; beta as it is. */
export interface ForecastFigure {
  readonly forecast: number | null;
  readonly realised: number | null;
}

/** The last decision before a record's end against what the account did from the next session on. Dates ISO. */
export interface ForecastOutcome {
  readonly asOf: string;
  /** The first valuation after the decision and the last. */
  readonly from: string;
  readonly to: string;
  readonly sessions: number;
  readonly own: number;
  readonly benchmark: number | null;
  /** One standard deviation of the return over so many sessions, by the forecast. */
  readonly band: number | null;
  readonly volatility: ForecastFigure;
  readonly beta: ForecastFigure;
  readonly trackingError: ForecastFigure;
  /** Relative standard error of a realised deviation of so many sessions, 1/√(2n): a forecast within two of it is no surprise. */
  readonly error: number;
}

/** Fewer sessions measure no deviation (our choice). */
const LEAST = 10;

/**
 * Compares the risk that a decision forecast with that of the account after it.
 *
 * @param path daily values of the account. @param benchmark for beta and tracking error, which the decision forecasts to the market.
 * @returns null with fewer than ten sessions after the decision.
 */
export function forecastOutcome(
  decision: Pick<Decision, 'asOf' | 'allocation'>,
  path: ValuePath,
  benchmark: ValuePath | null,
): ForecastOutcome | null {
  const [own, other] = onCommonDays([path, ...(benchmark ? [benchmark] : [])]);
  const asOf: Day = day(decision.asOf);
  const first = own!.days.findIndex((d) => d > asOf);
  const sessions = own!.days.length - 1 - first;
  if (first < 0 || sessions < LEAST) return null;
  const part = ({ values }: ValuePath) => returnsOf(Array.from(values).slice(first));
  const total = ({ values }: ValuePath) => values[values.length - 1]! / values[first]! - 1;
  const mine = part(own!);
  const theirs = other ? part(other) : null;
  const risk = decision.allocation.risk.final;
  const percent = (x: number | undefined): number | null => (x === undefined ? null : x / 100);
  const forecast = risk.kind === 'unavailable' ? null : risk;
  return {
    asOf: decision.asOf,
    from: iso(own!.days[first]!),
    to: iso(own!.days.at(-1)!),
    sessions,
    own: total(own!),
    benchmark: other ? total(other) : null,
    band: forecast && (forecast.volatility / 100) * Math.sqrt(sessions / SESSIONS_A_YEAR),
    volatility: {
      forecast: percent(forecast?.volatility),
      realised: volatility(mine, SESSIONS_A_YEAR),
    },
    beta: {
      forecast: forecast?.beta ?? null,
      realised: (theirs && marketLine(mine, theirs)?.beta) ?? null,
    },
    trackingError: {
      forecast: percent(risk.kind === 'modelled' ? risk.trackingError : undefined),
      realised: theirs && trackingError(mine, theirs, SESSIONS_A_YEAR),
    },
    error: 1 / Math.sqrt(2 * sessions),
  };
}
