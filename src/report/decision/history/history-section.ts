import type { Bands } from '../../../../regimes/model/classify.ts';
import { REGIMES } from '../../../../regimes/regime.ts';
import { regimeHistoryChart } from './regime-history-chart.ts';
import { dateText } from '../../page/dates.ts';
import { counted, grouped, orNone, percent, signedPercent } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ReportModel } from '../page-model.ts';
import type { HistoryModel, RecentMonth } from './history-model.ts';
import { scoreText, signalScoreText } from '../regime/call-text.ts';
import type { CallModel } from '../regime/call-model.ts';
import { regimeLabel } from '../../page/label.ts';
import { table } from '../../page/table.ts';

/** All calls to date against the market, and the last twelve months in figures. */
export const historySection = ({ history, call }: ReportModel): Markup =>
  html` <section id="history">
    <h2>Regime history</h2>
    ${
      history.spans.length === 0
        ? html`<p>There are no calls yet.</p>`
        : html`<p>${summary(history)}</p>
            ${historyFigure(history, call.bands)}
            <h3>Last twelve months</h3>
            ${recentTable(history.recent, call)}`
    }
  </section>`;

function historyFigure(history: HistoryModel, bands: Bands): Markup | null {
  const chart = regimeHistoryChart(history, bands);
  return (
    chart &&
    html`<figure>
      ${chart}
      <figcaption>
        ${REGIMES.map((r) => [regimeLabel(r), ' '])}Each regime is drawn from the month-end of its call to the
        next month-end. Hollow: regime carried forward, too few signals.
      </figcaption>
    </figure>`
  );
}

function summary({ months, switchesAYear, scores }: HistoryModel): string {
  const fraction = (count: number) => percent((count / scores.length) * 100, 0);
  const fractions = REGIMES.map((r) => `${r} ${fraction(months[r])}`).join(', ');
  const switches = switchesAYear === null ? '' : `, with ${grouped(switchesAYear, 1)} regime changes a year`;
  return `${counted(scores.length, 'month')} from ${dateText(scores[0]!.monthEnd)} to ${dateText(scores.at(-1)!.monthEnd)}: ${fractions}${switches}. Each call uses only data known on its date.`;
}

const recentTable = (recent: readonly RecentMonth[], { signals, bands, voteThreshold }: CallModel): Markup =>
  table<RecentMonth>({
    label: 'Calls of the last twelve months',
    rows: recent,
    columns: [
      { head: 'Month-end', kind: 'unbroken', cell: (m) => dateText(m.monthEnd) },
      { head: 'Regime', cell: labelCell },
      {
        head: 'S',
        kind: 'number',
        cell: (m) => html`<strong>${orNone(m.score, (s) => scoreText(s, bands))}</strong>`,
      },
      ...signals
        .filter((s) => s.weight > 0)
        .map(({ id, title }) => ({
          head: title,
          kind: 'number' as const,
          cell: (m: RecentMonth) => orNone(m.scores[id], (s) => signalScoreText(s, voteThreshold)),
        })),
      { head: 'Nifty 50', kind: 'number', cell: (m) => orNone(m.nifty, (x) => grouped(x, 0)) },
      {
        head: 'Change in month',
        kind: 'number',
        cell: (m) => orNone(m.niftyChange, (x) => signedPercent(x)),
      },
    ],
  });

const labelCell = ({ regime, modelRegime, status }: RecentMonth): Markup =>
  html`${regimeLabel(regime)}${modelRegime && html`<small>override; model: ${modelRegime}</small>`}${status === 'insufficient' && html`<small>carried forward</small>`}`;
