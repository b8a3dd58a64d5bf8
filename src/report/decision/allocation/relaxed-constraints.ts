import type { Relaxation } from '../../../../allocations/risk-model/result.ts';
import { grouped, share } from '../../../format/numbers.ts';

/** A limit that could not be kept, and how far it gave way. */
export function relaxedText({ limit, from, to }: Relaxation): string {
  switch (limit) {
    case 'turnover':
      return `Turnover may reach ${share(to, 1)} instead of ${share(from, 1)}.`;
    case 'industry':
      return `An industry may lie ${share(to, 1)} of the portfolio from its weight in the market, instead of ${share(from, 1)}.`;
    case 'beta':
      return `The exposure to beta may lie ${grouped(to - from, 2)} outside its band.`;
  }
}
