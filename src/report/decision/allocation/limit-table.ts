import type { LimitUse } from '../../../../allocations/risk-model/result.ts';
import { fractionAsPercent, grouped, NONE } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import { table } from '../../page/table.ts';

const NAMES: Readonly<Record<LimitUse['limit'], string>> = {
  stock: 'Largest weight of a stock',
  bands: 'Largest distance of a sleeve outside its band',
  turnover: 'One-way turnover',
  industry: 'Largest distance of an industry from the bouquet',
  beta: 'Active exposure to beta, standard deviations',
};

/** What the final portfolio uses of each limit, compliance limits apart from soft ones. */
export const limitTables = (limits: readonly LimitUse[]): Markup =>
  html`<h3>Compliance limits</h3>
    ${tableOf('Compliance limits', limits, 'compliance')}
    <p class="quiet">Never relaxed: a run that cannot meet them together is refused and names them.</p>
    <h3>Soft limits</h3>
    ${tableOf('Soft limits', limits, 'soft')}
    <p class="quiet">Relaxed in this order, by the smallest amount, where they cannot all be met.</p>`;

const tableOf = (label: string, limits: readonly LimitUse[], kind: LimitUse['kind']): Markup =>
  table<LimitUse>({
    label,
    rows: limits.filter((l) => l.kind === kind),
    columns: [
      { head: 'Limit', cell: (l) => NAMES[l.limit] },
      {
        head: 'Allowed',
        kind: 'number',
        cell: (l) => `${l.low === null ? '' : `${amount(l, l.low)} to `}${amount(l, l.high)}`,
      },
      { head: 'Final portfolio', kind: 'number', cell: (l) => amount(l, l.value) },
      {
        head: 'Relaxed to',
        kind: 'number',
        cell: (l) =>
          l.relaxedTo === null
            ? NONE
            : l.limit === 'beta'
              ? `by ${amount(l, l.relaxedTo)}`
              : amount(l, l.relaxedTo),
      },
    ],
  });

const amount = ({ limit }: LimitUse, x: number): string =>
  limit === 'beta' ? grouped(x, 2) : fractionAsPercent(x, 1);
