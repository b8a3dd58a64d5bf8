import { INDUSTRIES } from '../../src/risk/factors.ts';
import { lookThrough, type LookedThrough } from '../../src/sleeves/look-through.ts';
import { SLEEVES } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import type { ShareLine } from './result.ts';
import type { HeldIn } from './sleeve-holdings.ts';

/** Weights of sleeves as weights of shares. Sleeves that hold no shares are left out. */
export function sharesOf({ weights, holdings }: HeldIn): LookedThrough[] {
  const held = SLEEVES.filter((id) => holdings[id].length > 0 && (weights[id] ?? 0) > 0);
  return lookThrough(
    Object.fromEntries(held.map((id) => [id, weights[id]!])),
    Object.fromEntries(held.map((id) => [id, { holdings: holdings[id] }])),
  );
}

/** Every share that is held before or after, the largest after first. */
export function shareLines(basis: StockBasis, drifted: HeldIn, after: HeldIn): ShareLine[] {
  const before = new Map(sharesOf(drifted).map((s) => [s.issuer, s]));
  const wanted = new Map(sharesOf(after).map((s) => [s.issuer, s]));
  const market = new Map(basis.market.map((h) => [h.issuer, h.weight]));
  return [...new Set([...wanted.keys(), ...before.keys()])].map((issuer) => {
    const { isin, symbol, name, industry } = basis.issuers[issuer]!;
    return {
      isin,
      symbol,
      name,
      industry: INDUSTRIES[industry]!,
      drifted: before.get(issuer)?.weight ?? 0,
      after: wanted.get(issuer)?.weight ?? 0,
      market: market.get(issuer) ?? 0,
      from: wanted.get(issuer)?.from ?? {},
    };
  });
}
