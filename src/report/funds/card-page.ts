import { fractionAsPercent, grouped, orNone, signed } from '../../format/numbers.ts';
import type { CardFund, FundCard } from '../../funds/fund-card.ts';
import { METRICS, type MetricId, SCORED_METRICS } from '../../funds/metrics.ts';
import { displayDay } from '../../market/day.ts';
import { categoryTitle } from '../../market/funds/categories.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { problemSection } from '../page/problems.ts';
import { type Column, table } from '../page/table.ts';
import { metricText, metricTitle } from './metric-text.ts';
import { recordSentence, SURVIVORS } from './record-sentence.ts';
import { scoreBar } from './score-bar.ts';

/** Measures of the first table; all others follow in the second. */
const FIRST: readonly MetricId[] = ['return1y', 'return3y', 'return5y', 'sharpe', 'alpha', 'maxDrawdown'];

/** The scorecard of a peer group as one HTML page. */
export function renderFundCard(card: FundCard, { simulated }: { readonly simulated: boolean }): string {
  const title = `Fund scorecard: ${categoryTitle(card.category || 'funds')}`;
  const body = html`<section id="scores">
      ${masthead({
        title,
        dateline: `${card.funds.length} funds as of ${displayDay(card.asOf)}, measured over ${card.window} months to ${displayDay(card.through)} against the total-return index ${card.benchmark}`,
        simulated,
      })}
      <p class="notice"><strong>${card.statement}</strong> ${recordSentence(card.record)} ${SURVIVORS}</p>
      ${scoreTable(card)}
    </section>
    ${recordSection(card)} ${measuresSection(card)} ${flagsSection(card)} ${methodSection(card)}
    ${problemSection(card.problems)}`;
  return renderDocument({
    title: `${title}, ${displayDay(card.asOf)}`,
    running: {
      title: 'Fund scorecard',
      dated: displayDay(card.asOf),
      caution: 'Describes the past; does not predict. Not investment advice',
      simulated,
    },
    contents: [
      ['scores', 'Scores'],
      ['record', 'Record of the score'],
      ['measures', 'All measures'],
      ['flags', 'Flags and facts'],
      ['method', 'Method'],
      ['problems', 'Problems'],
    ],
    body,
  });
}

const nameCell = (fund: CardFund): Markup =>
  html`${fund.scheme.name || fund.code}<small
      >${fund.code}${fund.flags.length > 0 && html` · ${fund.flags.map((flag) => flag.id.replaceAll('-', ' ')).join(', ')}`}</small
    >`;

const scoreTable = ({ funds }: FundCard): Markup =>
  table<CardFund>({
    label: 'Funds by score',
    look: 'long',
    rows: funds,
    columns: [
      { head: 'Fund', kind: 'ample', cell: nameCell },
      { head: 'Rank', kind: 'number', cell: (f) => orNone(f.rank, (rank) => grouped(rank, 0)) },
      { head: 'Score', kind: 'number', cell: (f) => orNone(f.score, (score) => grouped(score, 1)) },
      { head: '', kind: 'figure', cell: (f) => (f.score === null ? '' : scoreBar(f.score)) },
      { head: 'Quartile', kind: 'number', cell: (f) => orNone(f.quartile, (q) => grouped(q, 0)) },
      ...FIRST.map((id): Column<CardFund> => ({
        head: metricTitle(id),
        kind: 'number',
        cell: (f) => metricText(id, f.measures[id]),
      })),
    ],
  });

const recordSection = ({ record }: FundCard): Markup =>
  html`<section id="record">
    <h2>Record of the score</h2>
    <p>
      The same card was drawn up again at earlier month-ends, with what was known then, and compared with the
      following twelve months.
    </p>
    ${
      record.years.length === 0
        ? html`<p>${recordSentence(record)}</p>`
        : table({
            label: 'Earlier cards and the year after each',
            rows: record.years,
            columns: [
              { head: 'Card of', kind: 'unbroken', cell: (y) => displayDay(y.cardOn) },
              { head: 'Return until', kind: 'unbroken', cell: (y) => displayDay(y.until) },
              { head: 'Funds', kind: 'number', cell: (y) => grouped(y.funds, 0) },
              { head: 'Rank correlation', kind: 'number', cell: (y) => signed(y.rankCorrelation, 2) },
              { head: 'Best quartile', kind: 'number', cell: (y) => fractionAsPercent(y.topQuartile, 1) },
              { head: 'Worst quartile', kind: 'number', cell: (y) => fractionAsPercent(y.bottomQuartile, 1) },
            ],
          })
    }
    <p class="quiet">${SURVIVORS}</p>
  </section>`;

/** Measures a table; more columns do not fit a printed page. */
const PER_TABLE = 8;

function measuresSection({ funds }: FundCard): Markup {
  const rest = METRICS.filter(({ id }) => !FIRST.includes(id));
  const parts = Array.from({ length: Math.ceil(rest.length / PER_TABLE) }, (_, i) =>
    rest.slice(i * PER_TABLE, (i + 1) * PER_TABLE),
  );
  return html`<section id="measures">
    <h2>All measures</h2>
    ${parts.map((metrics, i) =>
      table<CardFund>({
        label: `Measures, part ${i + 1} of ${parts.length}`,
        look: 'long',
        rows: funds,
        columns: [
          { head: 'Fund', kind: 'ample', cell: (f) => html`${f.scheme.name || f.code}` },
          ...metrics.map(({ id, title }): Column<CardFund> => ({
            head: title,
            kind: 'number',
            cell: (f) => metricText(id, f.measures[id]),
          })),
        ],
      }),
    )}
    <p class="quiet">A dash is a measure that is not defined for the fund; the JSON output says why.</p>
  </section>`;
}

function flagsSection({ funds, asOf }: FundCard): Markup {
  const flagged = funds.filter((fund) => fund.flags.length > 0);
  const known = funds.filter((fund) => fund.facts.ter !== null || fund.facts.aum !== null);
  return html`<section id="flags">
    <h2>Flags and facts</h2>
    ${
      flagged.length === 0
        ? html`<p>No fund is flagged.</p>`
        : html`<ul>
            ${flagged.map((fund) => html`<li><strong>${fund.scheme.name || fund.code}</strong>: ${fund.flags.map((flag) => flag.text).join('; ')}.</li>`)}
          </ul>`
    }
    ${
      known.length === 0
        ? html`<p>No expense ratio and no assets were known on ${displayDay(asOf)}; they are not judged.</p>`
        : table<CardFund>({
            label: 'Facts known on the day of the card',
            look: 'long',
            rows: known,
            columns: [
              { head: 'Fund', kind: 'ample', cell: (f) => f.scheme.name || f.code },
              {
                head: 'Expense ratio',
                kind: 'number',
                cell: (f) => orNone(f.facts.ter, (ter) => `${grouped(ter, 2)} %`),
              },
              {
                head: 'Assets, ₹ crore',
                kind: 'number',
                cell: (f) => orNone(f.facts.aum, (aum) => grouped(aum, 0)),
              },
            ],
          })
    }
  </section>`;
}

const methodSection = ({ weights, window, benchmark }: FundCard): Markup =>
  html`<section id="method">
    <h2>Method</h2>
    <p>
      Month-ends are the last sessions of NSE; a NAV counts if it is at most a week old. Each measure is
      ranked among the peers (mid-rank percentile), and the score is the weighted mean of the percentiles, 0
      to 100. Excess returns are those over 91-day Treasury bills. The window has ${window} months; the
      benchmark is ${benchmark}, dividends reinvested.
    </p>
    ${table({
      label: 'Weights of the measures',
      rows: SCORED_METRICS.filter(({ id }) => weights[id] !== undefined),
      columns: [
        { head: 'Measure', cell: (m) => m.title },
        { head: 'Better', cell: (m) => (m.better === 'high' ? 'higher' : 'lower') },
        { head: 'Weight', kind: 'number', cell: (m) => grouped(m.weight, 0) },
      ],
    })}
    <p class="quiet">
      A measure that no fund has is left out for all. A fund with less than 80 % of the weight is shown
      without a rank. The weights follow a financial planner’s published method; the share of rolling windows
      is our addition.
    </p>
  </section>`;
