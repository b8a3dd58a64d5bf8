import type { BacktestRun } from '../../backtest/backtest-run.ts';
import type { BacktestStudy } from '../../backtest/study.ts';
import type { HedgeFigure } from '../../backtest/summary.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { figureText } from '../performance/figure-text.ts';
import { hedgeSentence } from './hedge-sentence.ts';

/** The record with and without its hedge; nothing where none is traded. */
export function hedgeSection({ hedge }: BacktestRun, study: Pick<BacktestStudy, 'hedge'>): Markup | null {
  if (!hedge || !study.hedge) return null;
  return html`<section id="hedge">
    <h2>The hedge</h2>
    <p>${hedgeSentence(hedge)}</p>
    ${table<HedgeFigure>({
      label: 'The record with and without its hedge',
      rows: study.hedge,
      columns: [
        { head: 'Figure', cell: (f) => f.name },
        { head: 'With the hedge', kind: 'number', cell: (f) => figureText(f.hedged, f.unit) },
        { head: 'Without', kind: 'number', cell: (f) => figureText(f.unhedged, f.unit) },
      ],
    })}
    <p class="quiet">
      Without: each session’s return less what futures brought, compounded. Futures decided at a close are
      traded at the next one and settled at every close; margin stays in the liquid fund. Where the fund falls
      below the initial margin, the lots without margin are bought back at the next close.
    </p>
  </section>`;
}
