import { captureRatio } from '../../math/performance/capture-ratio.ts';
import type { FundMonths } from '../fund-months.ts';
import { finiteOr, type Measured, undefinedBecause } from '../measured.ts';

/** How much of the benchmark's rises (1) or falls (−1) the fund took part in. */
export function capture({ returns, benchmark }: FundMonths, direction: 1 | -1): Measured {
  const ratio = captureRatio(returns, benchmark, direction);
  return ratio === null
    ? undefinedBecause(`the benchmark ${direction > 0 ? 'rose' : 'fell'} in no month`)
    : finiteOr(ratio, 'the benchmark did not move');
}
