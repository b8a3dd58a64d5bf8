import type { BacktestRun } from '../../backtest/backtest-run.ts';
import type { FactorCut } from '../../backtest/attribution/factor-cut.ts';
import { counted, NONE, signed } from '../../format/numbers.ts';
import { INDUSTRIES, STYLES } from '../../risk/factors.ts';
import { divergingBar } from '../charts/diverging-bar.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

interface Row {
  readonly name: string;
  readonly exposure: string;
  readonly fund: number;
  readonly active: number;
}

const OTHERS: Readonly<Record<FactorCut['others'][number]['id'], string>> = {
  specific: 'Specific: the stocks themselves',
  uncovered: 'Not covered; the index against its proxy portfolio',
  strategic: 'Cash, gold, G-secs, index units',
};

/** What was held by the factors of INEC-1: styles one by one, industries summed. Nothing where no stocks are held. */
export function factorsSection({ factors: cut }: BacktestRun): Markup | null {
  if (!cut) return null;
  const full = Math.max(...rowsOf(cut).map((r) => Math.abs(r.active)));
  const percent = (x: number): string => signed(100 * x, 2);
  return html`<section id="factors">
    <h2>What was held, by risk factor</h2>
    <p>
      The return of the portfolio as held, before hedge and costs, by the factors of INEC-1: exposures at the
      close before each session times the factors’ returns in it. Active is less the same of the benchmark,
      for whose stocks the ${cut.benchmark} stands.
    </p>
    ${table<Row>({
      label: 'Return as held by risk factor',
      rows: rowsOf(cut),
      columns: [
        { head: 'Log return, %', cell: (r) => r.name },
        { head: 'Active exposure', kind: 'number', cell: (r) => r.exposure },
        { head: 'Portfolio', kind: 'number', cell: (r) => percent(r.fund) },
        { head: 'Active', kind: 'number', cell: (r) => percent(r.active) },
        { head: '', kind: 'figure', cell: (r) => divergingBar(r.active, full) },
      ],
      totals: [['Together', '', percent(cut.total.fund), percent(cut.total.active), '']],
    })}
    <p class="quiet">
      Each session’s parts are scaled by ln(1 + r)/r, so that they add up to the logarithmic returns exactly.
      Active together is the sum of the ladder’s effects up to implementation. Exposures are means over the
      sessions.${
        cut.withoutModel > 0 &&
        ` ${counted(cut.withoutModel, 'session')} of ${cut.sessions} have no record of the model and are not covered.`
      }
    </p>
  </section>`;
}

function rowsOf({ factors, others }: FactorCut): Row[] {
  const of = (factor: FactorCut['factors'][number]['factor']): FactorCut['factors'][number] =>
    factors.find((f) => f.factor === factor)!;
  const alone = (factor: FactorCut['factors'][number]['factor']): Row => {
    const { activeExposure, fund, active } = of(factor);
    return { name: FACTOR_NAMES[factor], exposure: signed(activeExposure, 2), fund, active };
  };
  const industries = INDUSTRIES.map(of);
  return [
    alone('MARKET'),
    ...STYLES.map(alone),
    {
      name: counted(industries.length, 'industry', 'industries'),
      exposure: NONE,
      fund: industries.reduce((sum, f) => sum + f.fund, 0),
      active: industries.reduce((sum, f) => sum + f.active, 0),
    },
    ...others.map(({ id, fund, active }) => ({ name: OTHERS[id], exposure: NONE, fund, active })),
  ];
}
