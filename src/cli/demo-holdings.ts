import type { StockBasis } from '../../allocations/stocks/stock-snapshot.ts';
import { SLEEVES, type Weights } from '../../allocations/positions.ts';
import type { HeldShare } from '../../fixtures/equities/held-portfolio.ts';

/** The shares of somebody who has followed the model: what its weights hold, looked through, sleeve by sleeve. */
export const sharesFollowing = (weights: Weights, basis: StockBasis): HeldShare[] =>
  SLEEVES.flatMap((position) =>
    (basis.sleeves[position]?.holdings ?? [])
      .map(({ issuer, weight }) => ({
        isin: basis.issuers[issuer]!.isin,
        position,
        weight: weight * (weights[position] ?? 0),
        price: basis.price[issuer]!,
      }))
      .filter(({ weight, price }) => weight > 0 && price > 0),
  );
