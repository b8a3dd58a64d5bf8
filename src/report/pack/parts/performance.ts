import { html, type Markup } from '../../page/markup.ts';
import type { BacktestRun } from '../../../backtest/backtest-run.ts';
import { pathFromStart, summaryOf } from '../../../backtest/summary.ts';
import { dateText } from '../../page/dates.ts';
import { drawnValues } from '../../performance/drawn-values.ts';
import { figuresSection } from '../../performance/figures-section.ts';
import { valueFigure } from '../../performance/value-figure.ts';
import { periodsSection } from '../../performance/years-section.ts';
import { recordOpening } from '../../record/page.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';

/** The figures of a tear sheet that a committee asks for; trrm record and trrm performance print all. */
const FIGURES = [
  'total-return',
  'cagr',
  'volatility',
  'maximum-drawdown',
  'sharpe',
  'tracking-error',
  'information-ratio',
  'beta',
  'alpha',
  'up-capture',
  'down-capture',
];

/** Part 7: what the account really earned; until there is a record, the model’s own back-test, boxed as such. */
export function performancePart({ pack: { document, record, backtest }, opens }: PackPages): Markup {
  const { performance } = document.parts;
  if (performance.kind === 'available' && record) {
    const { sheet } = record.record;
    return part(
      'performance',
      html`<p>
          Account ${record.record.name}, its own values and flows. Returns of under a year are not annualised;
          a back-test and a real record are never linked.
        </p>
        ${recordOpening(record, (figure, text) => opens(`/parts/performance/data${figure}`, text))}
        ${periodsSection(sheet)} ${figuresSection(sheet, FIGURES)}`,
    );
  }
  return part(
    'performance',
    html`${performance.kind === 'missing' && missingBox(performance)} ${backtest && ofTheModel(backtest)}`,
  );
}

/** A back-test, marked on every heading so that it cannot pass for a record. */
function ofTheModel(run: BacktestRun): Markup {
  const sheet = summaryOf(run);
  const path = (of: 'net' | 'benchmark') =>
    pathFromStart(
      run,
      run.nav.map((row) => row[of]),
    );
  return html`<section id="model-path">
      <h2>Back-test of the rules</h2>
      <p class="notice">
        <strong>BACK-TEST, internal, not to be shown to clients.</strong> The rules applied to history from
        ${dateText(sheet.from)} to ${dateText(sheet.to)}, after costs; nobody held this. The rules were
        designed knowing part of this history.
      </p>
      ${valueFigure(sheet, drawnValues(path('net'), path('benchmark')))}
    </section>
    ${periodsSection(sheet)} ${figuresSection(sheet, FIGURES)}`;
}
