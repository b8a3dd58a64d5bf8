import { type AssetByRegime, DECIDED_WEIGHTS, type MonthsOfLabel } from '../../../pack/results-by-regime.ts';
import { REGIMES } from '../../../../regimes/regime.ts';
import { fractionAsPercent, grouped, NONE, orNone, signedPercent } from '../../../format/numbers.ts';
import { listed } from '../../../format/words.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { positionName, REGIME_NAMES } from '../../page/names.ts';
import { type Column, table } from '../../page/table.ts';
import { premiumFigure } from '../../validation/premia-section.ts';
import { contradictions } from '../../validation/tilts-section.ts';
import type { PackPages } from '../pages-model.ts';
import { missingBox, part } from '../part.ts';

/** Part 10: what portfolio and sleeves did in the months that began with each label. */
export function byRegimePart({ pack: { document }, report, opens }: PackPages): Markup {
  const { byRegime, health } = document.parts;
  return part(
    'by-regime',
    html`<p>
        Months by the label with which they began, as the model called it then. Labels separate risk; the
        means of so few months are uncertain, and no return is promised by any of them.
      </p>
      ${byRegime.kind === 'missing' ? missingBox(byRegime) : tables(byRegime.data, opens)}
      ${
        report.validation &&
        report.validation.result.premia.length > 0 &&
        html`<section id="premia-by-regime">
          <h2>Premia by regime</h2>
          ${premiumFigure(report.validation.result.premia)}
        </section>`
      }
      <section id="tilts-by-regime">
        <h2>Tilts that the record contradicts</h2>
        ${
          report.validation
            ? contradictions(report.validation.tilts)
            : health.validation.kind === 'missing' && missingBox(health.validation)
        }
      </section>`,
  );
}

/** Positions whose returns the store does not have: a mean of 0 would be no result. */
const isWithoutSeries = ({ source }: AssetByRegime): boolean => source === 'zero';

const FIGURES: readonly (readonly ['mean' | 'deviation' | 'worst', (m: MonthsOfLabel) => string])[] = [
  ['mean', (m) => orNone(m.mean, (x) => signedPercent(100 * x, 1))],
  ['deviation', (m) => orNone(m.deviation, (x) => fractionAsPercent(x, 1))],
  ['worst', (m) => orNone(m.worst, (x) => signedPercent(100 * x, 1))],
];

function tables(rows: readonly AssetByRegime[], opens: Opens): Markup {
  const counts = rows[0]!.byLabel;
  const unknown = rows.filter(isWithoutSeries).map(({ id }) => positionName(id).toLowerCase());
  return html`<section id="months-by-label">
      <h2>Mean, deviation and worst month</h2>
      <p>
        ${counts.map((m) => `${REGIME_NAMES[m.label]} ${grouped(m.months, 0)} months`).join(', ')} with
        returns of all positions held.
      </p>
      ${returnTable(
        'Monthly returns by label: mean, standard deviation and worst month',
        rows,
        (r) => r.byLabel,
        {
          head: 'Back-tested',
          kind: 'number',
          cell: (r) => (r.backTested === 0 ? '' : grouped(r.backTested, 0)),
        },
        (r, below, text) => opens(`/parts/byRegime/data/${rows.indexOf(r)}/byLabel${below}`, text),
      )}
      <p class="quiet">
        Decided weights: those of this decision, restored every month without cost; what they would have done,
        not what the portfolio did.
        ${unknown.length > 0 && `Without a series in the store, and so counted as cash that earns nothing: ${listed(unknown)}. `}Deviation:
        standard deviation of a month. Back-tested: months from before an index’s launch, which its vendor
        computed afterwards; such history is usually flattering.
      </p>
    </section>
    ${liveSection(rows.filter(({ live }) => live !== null))}`;
}

const liveSection = (rows: readonly AssetByRegime[]): Markup | null =>
  rows.length === 0
    ? null
    : html`<section id="live-months">
        <h2>Live months alone</h2>
        ${returnTable(
          'Monthly returns by label since the launch of the index: mean, standard deviation and worst month',
          rows,
          (r) => r.live!,
          {
            head: 'Live months',
            kind: 'number',
            cell: (r) =>
              grouped(
                r.live!.reduce((sum, m) => sum + m.months, 0),
                0,
              ),
          },
        )}
        <p class="quiet">
          The same since each index was launched; the decided weights since the last launch among those held.
          A dash: fewer than two months.
        </p>
      </section>`;

const returnTable = (
  label: string,
  rows: readonly AssetByRegime[],
  of: (r: AssetByRegime) => readonly MonthsOfLabel[],
  last: Column<AssetByRegime>,
  opens: (row: AssetByRegime, below: string, text: string) => Piece = (_, __, text) => text,
): Markup =>
  table<AssetByRegime>({
    label,
    look: 'wide',
    rows,
    columns: [
      { head: 'Percent a month', cell: nameOf },
      ...REGIMES.flatMap((regime, i) =>
        FIGURES.map(([head, text]): Column<AssetByRegime> => ({
          head: html`${REGIME_NAMES[regime]}<small>${head}</small>`,
          kind: 'number',
          cell: (r) => (isWithoutSeries(r) ? NONE : opens(r, `/${i}/${head}`, text(of(r)[i]!))),
        })),
      ),
      last,
    ],
  });

const nameOf = ({ id }: AssetByRegime): Piece =>
  id === DECIDED_WEIGHTS
    ? html`<strong>Decided weights</strong>`
    : id === 'nifty-50'
      ? 'Nifty 50'
      : positionName(id);
