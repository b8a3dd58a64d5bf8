import type { Regime } from '../../regimes/regime.ts';
import { type UserError, userError } from '../../src/market/problem.ts';
import { listed } from '../../src/format/words.ts';

/** The refusal where limits that never give way cannot be kept together. */
export const refuseClash = (limits: readonly string[], regime: Regime): UserError =>
  userError(
    'limits-clash',
    'allocation',
    `no weights of the ${regime} bouquet keep these limits together: ${listed(limits)}; turnover, industry and BETA were let go already.`,
    'Widen `allocations.bands`, or raise `allocations.model.nameCap`, in the rule book.',
  );
