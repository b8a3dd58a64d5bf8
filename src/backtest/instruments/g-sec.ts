import type { Column } from '../../market/as-of.ts';
import type { Day } from '../../market/day.ts';

/** Half-yearly coupons of a ten-year bond. */
const COUPONS = 20;

/**
 * The return of a ten-year par bond with half-yearly coupons, bought at one yield and valued at another: its exact full
 * price. With c = y₀, v = (1 + y₁/2)^−20 and Δ years: (1 + y₁/2)^(2Δ)·[(c/y₁)(1 − v) + v] − 1.
 *
 * @param bought y₀, yield at the purchase, a fraction.
 * @param valued y₁, yield at the valuation, a fraction; above 0.
 * @param years time between the two.
 */
export function parBondReturn(bought: number, valued: number, years: number): number {
  const v = (1 + valued / 2) ** -COUPONS;
  return (1 + valued / 2) ** (2 * years) * ((bought / valued) * (1 - v) + v) - 1;
}

/**
 * G-secs: a ten-year par bond bought again at each session's yield (our choice: the store has yields of a constant maturity
 * and no bond prices). Sessions before the first yield keep the level 1, as if nothing was earned.
 *
 * @param yields of the ten-year G-sec, percent a year.
 * @returns levels by session, 1 at the first; NaN before the first yield.
 */
export function gSec(yields: Column, sessions: readonly Day[]): Float64Array {
  const levels = new Float64Array(sessions.length).fill(NaN);
  let row = -1;
  let before = NaN;
  let level = 1;
  for (let s = 0; s < sessions.length; s++) {
    while (row + 1 < yields.observedOn.length && yields.observedOn[row + 1]! <= sessions[s]!) row++;
    if (row < 0) continue;
    const now = yields.value[row]! / 100;
    if (before > 0) level *= 1 + parBondReturn(before, now, (sessions[s]! - sessions[s - 1]!) / 365);
    levels[s] = level;
    before = now;
  }
  return levels;
}
