import type { Bands } from '../../../../regimes/model/classify.ts';
import { REGIMES } from '../../../../regimes/regime.ts';
import { regimeHistoryChart } from './regime-history-chart.ts';
import { dateText } from '../../page/dates.ts';
import { counted, grouped, orNone, percent, signed, signedPercent } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ReportModel } from '../model.ts';
import type { HistoryModel, RecentMonth } from './history.ts';
import type { SignalModel } from '../regime/signals.ts';
import { regimeLabel } from '../../page/label.ts';
import { table } from '../../page/table.ts';

/** The record: every call so far over the market, and the last twelve months in figures. */
export const historySection = ({ history, call }: ReportModel): Markup =>
  html` <section id="history">
    <h2>Regime history</h2>
    ${
      history.runs.length === 0
        ? html`<p>No month has been called yet.</p>`
        : html`<p>${summary(history)}</p>
            ${recordFigure(history, call.bands)}
            <h3>The latest months</h3>
            ${recentTable(
              history.recent,
              call.signals.filter((s) => s.weight > 0),
            )}`
    }
  </section>`;

function recordFigure(history: HistoryModel, bands: Bands): Markup | null {
  const chart = regimeHistoryChart(history, bands);
  return (
    chart &&
    html`<figure>
      ${chart}
      <figcaption>
        ${REGIMES.map((r) => [regimeLabel(r), ' '])}Each label is drawn from the month-end on which it was
        called to the next; a hollow bar is a label carried over for want of signals.
      </figcaption>
    </figure>`
  );
}

function summary({ months, switchesAYear, scores }: HistoryModel): string {
  const share = (count: number) => percent((count / scores.length) * 100, 0);
  const shares = REGIMES.map((r) => `${r} ${share(months[r])}`).join(', ');
  const switches =
    switchesAYear === null ? '' : `, with ${grouped(switchesAYear, 1)} changes of label a year`;
  return `${counted(scores.length, 'month')} from ${dateText(scores[0]!.monthEnd)} to ${dateText(scores.at(-1)!.monthEnd)}: ${shares}${switches}. Each call uses only what was known on its day.`;
}

const score = (x: number | null | undefined) => orNone(x, (s) => signed(s, 2));

const recentTable = (recent: readonly RecentMonth[], signals: readonly SignalModel[]): Markup =>
  table<RecentMonth>({
    label: 'The last months',
    rows: recent,
    columns: [
      { head: 'Month-end', kind: 'unbroken', cell: (m) => dateText(m.monthEnd) },
      { head: 'Label', cell: labelCell },
      { head: 'S', kind: 'number', cell: (m) => html`<strong>${score(m.score)}</strong>` },
      ...signals.map((s) => ({
        head: s.title,
        kind: 'number' as const,
        cell: (m: RecentMonth) => score(m.scores[s.id]),
      })),
      { head: 'Nifty 50', kind: 'number', cell: (m) => orNone(m.nifty, (x) => grouped(x, 0)) },
      { head: 'Month', kind: 'number', cell: (m) => orNone(m.niftyChange, (x) => signedPercent(x)) },
    ],
  });

const labelCell = ({ regime, modelRegime, status }: RecentMonth): Markup =>
  html`${regimeLabel(regime)}${modelRegime && html`<small>override; model: ${modelRegime}</small>`}${status === 'insufficient' && html`<small>carried over</small>`}`;
