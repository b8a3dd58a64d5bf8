import { fractionAsPercent, grouped, orNone } from '../../format/numbers.ts';
import { capital } from '../../format/words.ts';
import { measureName } from '../../sweep/search/lines.ts';
import type { PlateauRow } from '../../sweep/search/plateau.ts';
import type { RankedTrial, SweepReport } from '../../sweep/report-schema.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';
import { ratioHistogram } from './ratio-histogram.ts';
import { hasTies, settingsColumns, TIES, valueText } from './settings-text.ts';

const CAUTION = 'SEARCH OVER THE PAST: back-tests, not a forecast';
const MOST_SHOWN = 20;
const ANNUAL = Math.sqrt(12);

/** What each of the six sentences is about. */
const HEADS = [
  'Trials',
  'Best',
  'Deflated Sharpe ratio',
  'Probability of overfitting',
  'Plateau or peak',
  'Holdout',
] as const;

const asSentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** A line without the words that the head beside it has. */
function withoutHead(line: string): string {
  const rest = line.replace(
    /^(Trials: |Best |Deflated Sharpe ratio: |Probability of overfitting( \(PBO\))?: |Holdout: )/,
    '',
  );
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Renders the report of a sweep as one HTML file. Import it only when needed: it loads Observable Plot. */
export function renderSweep(report: SweepReport): string {
  const { objective, snapshot, engine } = report;
  const dated = `${dateText(report.from)} to ${dateText(report.to)}`;
  return renderDocument({
    title: `TRRM: sweep, ${dated}`,
    running: {
      title: 'Sweep of rule books',
      dated,
      caution: CAUTION,
      simulated: report.simulated,
      simulation: CAUTION,
    },
    contents: [
      ['search', 'Adjustment for multiple testing'],
      ['ratios-section', 'All rule books'],
      ['plateau', 'Neighbours of the best'],
      ['ranking', 'Ranking'],
      ['record', 'Record'],
    ],
    body: [
      html`<section class="opening" id="search">
        ${masthead({
          title: `Sweep, ${dated}`,
          dateline: `${asSentence(report.note)} Every figure is of a search over the past and after costs; none is a forecast.`,
          simulated: report.simulated,
        })}
        <h2>Adjustment for multiple testing</h2>
        ${terms(report.lines.map((line, i) => [HEADS[i]!, withoutHead(line)] as const))}
      </section>`,
      html`<section id="ratios-section">
        <h2>All rule books</h2>
        <figure>
          ${ratioHistogram(report)}
          <figcaption>
            How many rule books have which ratio. The dashed line is the expected best of as many independent
            rule books without any skill, given the spread of these.
          </figcaption>
        </figure>
      </section>`,
      plateauSection(report),
      rankingSection(report),
      html`<section id="record">
        <h2>Record</h2>
        ${terms([
          [
            'Objective',
            `${objective.objective}, ${measureName(objective.measure)} of monthly returns; benchmark ${report.benchmark}`,
          ],
          ['Sweep', html`<code>${report.sweep}</code>`],
          ['Snapshot', html`<code>${snapshot.id}</code>, known by ${dateText(snapshot.day)}`],
          ['Program', html`trrm ${engine.version}, <code>${engine.sources}</code>`],
        ])}
        ${
          report.rejected.length > 0 &&
          table({
            label: 'Rule books that were not run',
            rows: report.rejected,
            columns: [
              { head: 'Reason', cell: (r) => r.reason },
              { head: 'Rule books', kind: 'number', cell: (r) => grouped(r.count, 0) },
            ],
          })
        }
      </section>`,
    ],
  });
}

function plateauSection({ plateau, objective, search }: SweepReport): Markup {
  const side = (row: PlateauRow, which: 'below' | 'above'): string => {
    const found = row.neighbours.find((n) => n.side === which);
    return found
      ? `${orNone(found.ratio, (r) => grouped(r * ANNUAL, 2))} at ${valueText(found.value)}`
      : orNone(null, String);
  };
  return html`<section id="plateau">
    <h2>Neighbours of the best</h2>
    <p>
      The best rule book’s ${measureName(objective.measure)} a year is ${grouped(search.best * ANNUAL, 2)}.
      What it is with one parameter ${fractionAsPercent(plateau.size)} lower or higher, and the others
      unchanged:
    </p>
    ${table<PlateauRow>({
      label: `${measureName(objective.measure)} a year where one parameter is moved by ${fractionAsPercent(plateau.size)}`,
      rows: plateau.rows,
      columns: [
        { head: 'Parameter', cell: (r) => html`<code>${r.path}</code>` },
        { head: 'Value', kind: 'number', cell: (r) => valueText(r.at) },
        { head: 'Lower', kind: 'number', cell: (r) => side(r, 'below') },
        { head: 'Higher', kind: 'number', cell: (r) => side(r, 'above') },
      ],
    })}
    <p class="quiet">A dash: the rule book would not be valid, or there is no such value.</p>
  </section>`;
}

function rankingSection({ ranking, objective }: SweepReport): Markup {
  return html`<section id="ranking">
    <h2>Ranking</h2>
    ${table<RankedTrial>({
      label: 'The best rule books of the search',
      rows: ranking.slice(0, MOST_SHOWN),
      columns: [
        { head: 'Rank', cell: (r) => String(r.rank) },
        { head: capital(measureName(objective.measure)), kind: 'number', cell: (r) => grouped(r.ratio, 2) },
        { head: 'Growth a year', kind: 'number', cell: (r) => fractionAsPercent(r.growth, 1) },
        { head: 'Maximum drawdown', kind: 'number', cell: (r) => fractionAsPercent(r.maximumDrawdown, 1) },
        { head: 'Turnover', kind: 'number', cell: (r) => grouped(r.turnover, 1) },
        ...settingsColumns(ranking).map(({ head, isNumber, cell }) => ({
          head,
          kind: isNumber ? ('number' as const) : ('ample' as const),
          cell,
        })),
      ],
    })}
    <p class="quiet">
      The best of a search is chosen for its luck as well as its merit: read the first section first. Turnover
      in portfolios, one way, over all months. ${hasTies(ranking) && TIES}
    </p>
  </section>`;
}
