import { frontierChart, type FrontierView } from './frontier-chart.ts';
import { renderDocument } from '../page/document.ts';
import { counted, fractionAsPercent } from '../../format/numbers.ts';
import { html } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { table } from '../page/table.ts';

export interface FrontierPage extends FrontierView {
  /** Name of the file that describes the assets. */
  readonly file: string;
  /** How the portfolio was selected, in words; `Efficient frontier` if none was. */
  readonly title: string;
  /** The time unit of all figures, such as `a year`; null where it is the file's own. */
  readonly period: string | null;
  /** Figures of the selected portfolio. */
  readonly measures: readonly { readonly name: string; readonly value: string }[];
  /** What must be known of the answer, in sentences. */
  readonly notes: readonly string[];
  /** Weights other than 0 of the selected or tangency portfolio, largest first; shares of risk null without risk. */
  readonly weights: readonly {
    readonly name: string;
    readonly weight: number;
    readonly riskShare: number | null;
  }[];
}

/** Sum of the shares of risk; nothing where they are not known. */
function totalShare(weights: FrontierPage['weights']): string {
  const shares = weights.flatMap(({ riskShare }) => (riskShare === null ? [] : [riskShare]));
  if (shares.length < weights.length) return '';
  return fractionAsPercent(
    shares.reduce((sum, share) => sum + share, 0),
    2,
  );
}

/** Renders an efficient frontier as one HTML file: figures and weights of the selected portfolio, and the chart. */
export function renderFrontier(page: FrontierPage): string {
  const { frontier, chosen, weights, title, file, period, capitalMarketLine, measures, notes } = page;
  const [safest, boldest] = [frontier[0]!, frontier.at(-1)!];
  const description =
    `From a volatility of ${fractionAsPercent(safest.volatility, 1)} at an expected return of ${fractionAsPercent(safest.expectedReturn, 1)} ` +
    `to ${fractionAsPercent(boldest.volatility, 1)} at ${fractionAsPercent(boldest.expectedReturn, 1)}.` +
    (chosen ? ' The ring marks the selected portfolio.' : '') +
    (capitalMarketLine
      ? ` The dashed line is the capital market line from the risk-free rate of ${fractionAsPercent(capitalMarketLine.riskFree, 2)}; the ring marks its tangency portfolio.`
      : '') +
    (period === null ? ' Figures are in the time unit of the file.' : ` All figures are those of ${period}.`);
  const portfolio = chosen ? 'selected' : 'tangency';
  const figure = { id: 'frontier', title: 'Efficient frontier', description };
  const body = html`<section id="portfolio">
    ${masthead({
      title,
      dateline: `${counted(page.assets.length, 'asset')} from ${file}`,
      simulated: false,
    })}
    ${
      measures.length > 0 &&
      table({
        label: 'Figures of the selected portfolio',
        look: 'long',
        columns: [
          { head: 'Figure', cell: (m) => m.name },
          { head: 'Value', kind: 'number', cell: (m) => m.value },
        ],
        rows: measures,
      })
    }
    ${
      weights.length > 0 &&
      table({
        label: `Weights of the ${portfolio} portfolio`,
        look: 'long',
        columns: [
          { head: 'Asset', cell: (w) => w.name },
          { head: 'Weight', kind: 'number', cell: (w) => fractionAsPercent(w.weight, 2) },
          {
            head: 'Share of risk',
            kind: 'number',
            cell: (w) => (w.riskShare === null ? '–' : fractionAsPercent(w.riskShare, 2)),
          },
        ],
        rows: weights,
        totals: [
          [
            'Total',
            fractionAsPercent(
              weights.reduce((sum, { weight }) => sum + weight, 0),
              2,
            ),
            totalShare(weights),
          ],
        ],
      })
    }
    <figure>
      ${frontierChart(page, figure)}
      <figcaption>${description}</figcaption>
    </figure>
    ${notes.map((note) => html`<p>${note}</p>`)}
    <p>
      Volatility and expected return are stated in the file or estimated from it. Expected returns are
      assumptions; the frontier is as uncertain as they are.
    </p>
  </section>`;
  return renderDocument({
    title: 'TRRM: efficient frontier',
    running: {
      title: 'Efficient frontier',
      dated: '',
      caution: 'Expected returns are assumptions',
      simulated: false,
    },
    contents: [['portfolio', 'Portfolio']],
    body,
  });
}
