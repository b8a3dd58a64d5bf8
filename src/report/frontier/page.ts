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
  /** Positive weights of the selected portfolio, largest first. */
  readonly weights: readonly { readonly name: string; readonly weight: number }[];
}

/** Renders an efficient frontier as one HTML file: the chart and the weights of the selected portfolio. */
export function renderFrontier(page: FrontierPage): string {
  const { frontier, chosen, weights, title, file } = page;
  const [safest, boldest] = [frontier[0]!, frontier.at(-1)!];
  const description =
    `From a volatility of ${fractionAsPercent(safest.volatility, 1)} at an expected return of ${fractionAsPercent(safest.expectedReturn, 1)} ` +
    `to ${fractionAsPercent(boldest.volatility, 1)} at ${fractionAsPercent(boldest.expectedReturn, 1)}.` +
    (chosen ? ' The ring marks the selected portfolio.' : '');
  const figure = { id: 'frontier', title: 'Efficient frontier', description };
  const body = html`<section id="portfolio">
    ${masthead({
      title,
      dateline: `${counted(page.assets.length, 'asset')} from ${file}`,
      simulated: false,
    })}
    <figure>
      ${frontierChart(page, figure)}
      <figcaption>${description}</figcaption>
    </figure>
    ${
      weights.length > 0 &&
      table({
        label: 'Weights of the selected portfolio',
        look: 'long',
        columns: [
          { head: 'Asset', cell: (w) => w.name },
          { head: 'Weight', kind: 'number', cell: (w) => fractionAsPercent(w.weight, 2) },
        ],
        rows: weights,
        totals: [
          [
            'Total',
            fractionAsPercent(
              weights.reduce((sum, { weight }) => sum + weight, 0),
              2,
            ),
          ],
        ],
      })
    }
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
