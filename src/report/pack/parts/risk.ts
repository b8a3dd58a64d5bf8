import type { Factor } from '../../../risk/factors.ts';
import { type Concentration, LIQUIDITY_DAYS, PARTICIPATION } from '../../../pack/concentration.ts';
import type { DecisionPoint } from '../../../pack/outcome/decision-path.ts';
import { counted, fractionAsPercent, grouped, orNone, percent } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { riskSection } from '../../decision/risk/risk-change-section.ts';
import { dateText } from '../../page/dates.ts';
import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { html, type Markup, type Piece, withoutHeading } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import { terms } from '../../page/terms.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';
import { yearSection } from './risk-year.ts';

/** Part 9: risk before and after, concentration, liquidity, and the forecasts of the recorded decisions. */
export function riskPart({ pack: { document }, report, opens }: PackPages): Markup {
  const { concentration, path } = document.parts.risk;
  return part(
    'risk',
    html`${withoutHeading(riskSection(report.allocation.risk, report.hedge))}
      <section id="concentration">
        <h2>Concentration and liquidity</h2>
        ${concentration.kind === 'available' ? concentrated(concentration.data, opens) : missingBox(concentration)}
      </section>
      ${yearSection(document.parts.risk.year, opens)}
      <section id="risk-path">
        <h2>Risk forecasts of the recorded decisions</h2>
        ${pathTable(path, opens)}
        <p class="quiet">
          Each decision’s final weights by INEC-1 as it was then; percent a year, beta and tracking error to
          the market. Specific and factors: fraction of the variance of returns.
        </p>
      </section>`,
  );
}

const OF_STOCKS = '/parts/risk/concentration/data';

const concentrated = (
  { stocks, effectiveStocks, topTen, inStocks, liquidity }: Concentration,
  opens: Opens,
): Markup =>
  html`${terms([
    [
      'Stocks',
      html`${grouped(stocks, 0)}, as concentrated as
      ${opens(`${OF_STOCKS}/effectiveStocks`, grouped(effectiveStocks, 1))} of equal weight;
      ${opens(`${OF_STOCKS}/inStocks`, fractionAsPercent(inStocks, 1))} of the portfolio`,
    ],
    ['Ten largest', html`${opens(`${OF_STOCKS}/topTen`, fractionAsPercent(topTen, 1))} of the portfolio`],
    ...(liquidity
      ? ([
          [
            'Slowest to sell',
            liquidity.slowest === null
              ? 'not known: some stocks have no traded value'
              : `${liquidity.slowest.symbol}: ${liquidity.slowest.days < 0.01 ? 'under 0.01' : grouped(liquidity.slowest.days, 2)} days`,
          ],
          [
            'Capacity',
            liquidity.capacity === null
              ? 'not known: too few stocks have traded values'
              : html`at ${opens(`${OF_STOCKS}/liquidity/capacity`, rupeesInWords(liquidity.capacity))}, 90 %
                of the stocks could still be sold within ${LIQUIDITY_DAYS.at(-1)} days`,
          ],
        ] as const)
      : []),
  ])}
  ${
    liquidity
      ? html`${ladderTable(liquidity)}
          <p class="quiet">
            Days to sell at ${fractionAsPercent(PARTICIPATION)} of a stock’s median traded value of the last
            21 sessions, for a portfolio of ${rupeesInWords(liquidity.value)}. Other positions are cash or
            liquid funds.
          </p>`
      : missingBox({
          what: 'Without the value of the portfolio, days to sell cannot be given.',
          remedy: 'Record the decision with trrm run --portfolio.',
        })
  }`;

function ladderTable({ within, beyond, unknown }: NonNullable<Concentration['liquidity']>): Markup {
  const rows: readonly (readonly [string, number])[] = [
    ...LIQUIDITY_DAYS.map((days, i) => [`within ${counted(days, 'day')}`, within[i]!] as const),
    [`longer than ${LIQUIDITY_DAYS.at(-1)} days`, beyond],
    ['traded value not known', unknown],
  ];
  let running = 0;
  const cumulated = rows.map(([name, weight]) => [name, weight, (running += weight)] as const);
  return table({
    label: 'Liquidity ladder',
    rows: cumulated,
    columns: [
      { head: 'Can be sold', cell: ([name]) => name },
      { head: 'Of the portfolio', kind: 'number', cell: ([, weight]) => fractionAsPercent(weight, 1) },
      { head: 'Cumulated', kind: 'number', cell: ([, , sum]) => fractionAsPercent(sum, 1) },
    ],
  });
}

function pathTable(path: readonly DecisionPoint[], opens: Opens): Markup {
  const now = path.at(-1);
  const ofNow = (p: DecisionPoint, figure: string, text: string): Piece =>
    p === now ? opens(`/allocation/risk/final/${figure}`, text) : text;
  return table<DecisionPoint>({
    label: 'Risk forecasts of the recorded decisions',
    rows: path.toReversed(),
    look: 'wide',
    columns: [
      { head: 'Decision', kind: 'unbroken', cell: (p) => dateText(p.asOf) },
      {
        head: 'Volatility',
        kind: 'number',
        cell: (p) =>
          ofNow(
            p,
            'volatility',
            orNone(p.volatility, (v) => percent(v)),
          ),
      },
      {
        head: 'Beta',
        kind: 'number',
        cell: (p) =>
          ofNow(
            p,
            'beta',
            orNone(p.beta, (b) => grouped(b, 2)),
          ),
      },
      {
        head: 'Tracking error',
        kind: 'number',
        cell: (p) =>
          ofNow(
            p,
            'trackingError',
            orNone(p.trackingError, (t) => percent(t)),
          ),
      },
      {
        head: 'Specific',
        kind: 'number',
        cell: (p) => orNone(p.specificFraction, (f) => fractionAsPercent(f)),
      },
      {
        head: 'Largest factors',
        cell: (p) =>
          p.factors
            .map(({ factor, fraction }) => `${FACTOR_NAMES[factor as Factor]} ${fractionAsPercent(fraction)}`)
            .join(', '),
      },
    ],
  });
}
