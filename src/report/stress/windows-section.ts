import { fractionAsPercent, NONE, orNone } from '../../format/numbers.ts';
import type { PositionOutcome } from '../../whatif/stress/replay-window.ts';
import type { StressedWindow } from '../../whatif/stress/stress-test.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { positionName } from '../page/names.ts';
import { AS_TEXT, type Opens } from '../page/opens.ts';
import { table } from '../page/table.ts';
import { windowChart } from './window-chart.ts';
import { drawdownText, MODEL_SENTENCE, recoveryText, returnText, SOURCE_NAMES } from './stress-text.ts';

/** Windows with data, largest loss first. */
export const byLoss = (windows: readonly StressedWindow[]): StressedWindow[] =>
  windows
    .filter((w) => w.nifty !== null)
    .sort((a, b) => (a.portfolio ?? a.nifty)!.return - (b.portfolio ?? b.nifty)!.return);

/**
 * The windows, sorted by loss.
 *
 * @param isDrawn whether a chart shows what the table lists. @param opens writes figures of a window, by its place in the list.
 */
export function windowsSection(
  windows: readonly StressedWindow[],
  { isDrawn = true, opens = AS_TEXT }: { readonly isDrawn?: boolean; readonly opens?: Opens } = {},
): Markup {
  const known = byLoss(windows);
  const outside = windows.filter((w) => w.nifty === null);
  return html`<section id="windows">
    <h2>Historical windows</h2>
    ${known.length === 0 ? html`<p>The data touch none of the windows.</p>` : html`${isDrawn && windowFigure(known)}${windowTables(known, (w, figure, text) => opens(`/${windows.indexOf(w)}${figure}`, text))}`}
    ${outside.length > 0 && html`<p class="quiet">Outside the data: ${outside.map((w) => w.name).join('; ')}.</p>`}
  </section>`;
}

const windowFigure = (known: readonly StressedWindow[]): Markup =>
  html`<figure>
    ${windowChart(known)}
    <figcaption>Bar: the portfolio (or, without one, the Nifty 50); tick: the Nifty 50 by price.</figcaption>
  </figure>`;

type OpensWindow = (window: StressedWindow, figure: string, text: string) => Piece;

const windowTables = (known: readonly StressedWindow[], opens: OpensWindow): Markup =>
  html`${table<StressedWindow>({
      label: 'Returns in historical windows',
      rows: known,
      look: 'wide',
      breaks: true,
      columns: [
        {
          head: 'Window',
          cell: (w) =>
            html`${w.name}${w.partial && ' (partial)'}<small
                >${dateText(w.from)} to ${dateText(w.to)}</small
              >`,
        },
        { head: 'Nifty 50', kind: 'number', cell: (w) => returnText(w.nifty!.return) },
        { head: 'Maximum drawdown', kind: 'number', cell: (w) => drawdownText(w.nifty) },
        {
          head: 'Portfolio',
          kind: 'number',
          cell: (w) => (w.portfolio ? opens(w, '/portfolio/return', returnText(w.portfolio.return)) : NONE),
        },
        { head: 'Maximum drawdown', kind: 'number', cell: (w) => drawdownText(w.portfolio) },
        { head: 'Recovered after', kind: 'number', cell: (w) => orNone(w.portfolio, recoveryText) },
        {
          head: 'Own data',
          kind: 'number',
          cell: (w) => (w.portfolio ? fractionAsPercent(w.coverage) : NONE),
        },
        {
          head: 'Worst positions',
          cell: (w) => w.worst.map((p) => `${positionName(p.id)} ${returnText(p.return, 0)}`).join(', '),
        },
      ],
    })}
    <p class="quiet">
      ${MODEL_SENTENCE} Own data: weight of the positions with a level of their own in the window; the others
      are their beta × Nifty 50, or unchanged. A partial window is not scaled up. Recovered: calendar days
      from the trough until the level before the fall.
    </p>
    ${sourceTable(known)} ${known.some((w) => w.withRules) && rulesTable(known.filter((w) => w.withRules))}`;

/** Positions that are not on live data of their own, once for all windows in which they are the same. */
function sourceTable(known: readonly StressedWindow[]): Markup | false {
  const groups = new Map<string, string[]>();
  for (const { name, positions } of known) {
    const marked = positions.filter(
      (p) => p.isBackTested || ['beta-proxy', 'none', 'index-price'].includes(p.source),
    );
    if (marked.length === 0) continue;
    const text = markedText(marked);
    groups.set(text, [...(groups.get(text) ?? []), name]);
  }
  if (groups.size === 0) return false;
  return html`<h3>Positions without live data of their own</h3>
    ${table<[string, readonly string[]]>({
      label: 'Positions without live data of their own',
      rows: [...groups],
      look: 'long',
      breaks: true,
      columns: [
        { head: 'Windows', cell: ([, names]) => names.join('; ') },
        { head: 'Positions', kind: 'ample', cell: ([text]) => text },
      ],
    })}`;
}

/** `Momentum, Alpha: proxy index, with dividends, back-tested by its vendor; Gold: no data, taken as unchanged`. */
function markedText(positions: readonly PositionOutcome[]): string {
  const groups = new Map<string, string[]>();
  for (const { id, source, isBackTested } of positions) {
    const text = `${SOURCE_NAMES[source]}${isBackTested ? ', back-tested by its vendor' : ''}`;
    groups.set(text, [...(groups.get(text) ?? []), positionName(id)]);
  }
  return [...groups].map(([text, names]) => `${names.join(', ')}: ${text}`).join('; ');
}

const rulesTable = (rows: readonly StressedWindow[]): Markup =>
  html`<h3>With the rules followed</h3>
    ${table<StressedWindow>({
      label: 'Windows with the rules followed through them',
      rows,
      look: 'long',
      breaks: true,
      columns: [
        { head: 'Window', cell: (w) => w.name },
        {
          head: 'Labels',
          cell: (w) => labelRuns(w.withRules!.labels.map((l) => l.regime)),
        },
        { head: 'Rules', kind: 'number', cell: (w) => returnText(w.withRules!.return) },
        { head: 'Maximum drawdown', kind: 'number', cell: (w) => drawdownText(w.withRules) },
        { head: 'Minus holding', kind: 'number', cell: (w) => returnText(w.withRules!.difference) },
        { head: 'Cost', kind: 'number', cell: (w) => fractionAsPercent(w.withRules!.cost, 2) },
      ],
    })}
    <p class="quiet">
      The label at the window’s start and at each month-end in it, as the model called it then, with that
      label’s target weights until the next, after charges and impact of each change. The bouquets were
      designed knowing these windows.
    </p>`;

/** `Bullish, Bearish × 3`. */
function labelRuns(labels: readonly string[]): string {
  const runs: { label: string; months: number }[] = [];
  for (const label of labels) {
    const last = runs.at(-1);
    if (last?.label === label) last.months++;
    else runs.push({ label, months: 1 });
  }
  return runs.map(({ label, months }) => (months === 1 ? label : `${label} × ${months}`)).join(', ');
}
