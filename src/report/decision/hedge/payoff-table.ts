import type { PayoffPoint } from '../../../../allocations/hedge/payoff.ts';
import { signed, signedPercent } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import type { Markup } from '../../page/markup.ts';
import { table } from '../../page/table.ts';

/** Profit or loss by Nifty return, in ₹. */
export const payoffTable = (points: readonly PayoffPoint[], value: number): Markup =>
  table<PayoffPoint>({
    label: 'Payoff of portfolio and hedge',
    rows: points,
    columns: [
      { head: 'Nifty at expiry', cell: (p) => signedPercent(100 * p.move, 0) },
      { head: 'Portfolio', kind: 'number', cell: (p) => rupees(p.portfolio) },
      { head: 'Hedge', kind: 'number', cell: (p) => rupees(p.hedge) },
      { head: 'Both', kind: 'number', cell: (p) => rupees(p.net) },
      { head: 'Both, % of portfolio', kind: 'number', cell: (p) => signed((100 * p.net) / value, 1) },
    ],
  });
