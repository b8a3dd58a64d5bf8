import { frontierChart, type FrontierView } from './frontier-chart.ts';
import { renderDocument } from '../page/document.ts';
import { counted, share } from '../../format/numbers.ts';
import { html } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { table } from '../page/table.ts';

export interface FrontierPage extends FrontierView {
  /** The file that the assets came from. */
  readonly file: string;
  /** How the portfolio was chosen, in words; `Efficient frontier` for that alone. */
  readonly title: string;
  /** Of the portfolio chosen, those above nothing, the greatest first. */
  readonly weights: readonly { readonly name: string; readonly weight: number }[];
}

/** An efficient frontier as one HTML file: the drawing and the weights chosen. */
export function renderFrontier(page: FrontierPage): string {
  const { frontier, chosen, weights, title, file } = page;
  const [safest, boldest] = [frontier[0]!, frontier.at(-1)!];
  const description =
    `From a volatility of ${share(safest.volatility, 1)} at an expected return of ${share(safest.expectedReturn, 1)} ` +
    `to ${share(boldest.volatility, 1)} at ${share(boldest.expectedReturn, 1)}.` +
    (chosen ? ' The ring is the portfolio chosen.' : '');
  const figure = { id: 'frontier', title: 'Efficient frontier', description };
  const body = html`<section id="portfolio">
    ${masthead({
      title,
      dateline: `${counted(page.assets.length, 'asset')} of ${file}`,
      simulated: false,
    })}
    <figure>
      ${frontierChart(page, figure)}
      <figcaption>${description}</figcaption>
    </figure>
    ${
      weights.length > 0 &&
      table({
        label: 'Weights of the portfolio chosen',
        look: 'long',
        columns: [
          { head: 'Asset', cell: (w) => w.name },
          { head: 'Weight', kind: 'number', cell: (w) => share(w.weight, 2) },
        ],
        rows: weights,
        sums: [
          [
            'Together',
            share(
              weights.reduce((sum, { weight }) => sum + weight, 0),
              2,
            ),
          ],
        ],
      })
    }
    <p>
      Volatility and expected return are those that the file gives or implies. Expected returns are
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
