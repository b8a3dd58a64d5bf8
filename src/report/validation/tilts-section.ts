import type { TiltVerdict } from '../../validation/regimes/result.ts';
import { SIGNIFICANT_T } from '../../validation/regimes/tilts.ts';
import { strengthText } from '../page/estimate-text.ts';
import { POSITION_NAMES } from '../page/names.ts';
import { grouped, NONE, percent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import type { ValidationModel } from './page-model.ts';
import { regimeLabel } from '../page/label.ts';
import { table } from '../page/table.ts';

/** Tests of the tilts between bouquets, contradicted ones first. */
export const tiltSection = ({ tilts }: ValidationModel): Markup =>
  html`<section id="tilts">
    <h2>Tests of the bouquets’ tilts</h2>
    ${
      tilts.length === 0
        ? html`<p>The bouquets of the three regimes are identical, so there is no tilt to test.</p>`
        : html`<p>
              A sleeve overweighted in one regime relative to the other two should earn a higher premium there
              than in other months. A tilt is supported or contradicted from |t| of
              ${grouped(SIGNIFICANT_T, 3)} ; about one tilt in ten would appear supported or contradicted by
              chance alone.
            </p>
            ${contradictions(tilts)} ${tiltTable(tilts)}`
    }
  </section>`;

/** Every contradicted tilt, in words. */
export const contradictions = (tilts: readonly TiltVerdict[]): Markup => {
  const against = tilts.filter((t) => t.verdict === 'contradicted');
  return against.length === 0
    ? html`<p>
        No tilt is
        contradicted${tilts.some((t) => t.verdict !== 'no data') ? '' : ', because none could be tested'}.
      </p>`
    : html`${against.map((t) => html`<p class="notice"><strong>Contradicted.</strong> ${contradictionText(t)}</p>`)}`;
};

function contradictionText({ sleeve, regime, tilt, premium, againstRest }: TiltVerdict): string {
  const name = POSITION_NAMES[sleeve];
  const tiltSentence = `${name} is ${tilt > 0 ? 'overweighted' : 'underweighted'} in ${regime} markets by ${grouped(Math.abs(100 * tilt), 1)} percentage points of the bouquet.`;
  const premiumSentence =
    againstRest &&
    `Its premium there (${premium}) was ${percent(Math.abs(againstRest.annual))} a year ${againstRest.annual < 0 ? 'lower' : 'higher'} than in other months (${strengthText(againstRest)}).`;
  return [tiltSentence, premiumSentence, 'The rule book keeps the tilt; it is flagged here.']
    .filter(Boolean)
    .join(' ');
}

const VERDICTS: Readonly<Record<TiltVerdict['verdict'], Piece>> = {
  contradicted: html`<strong class="status flagged">contradicted</strong>`,
  supported: 'supported',
  open: html`<span class="quiet">inconclusive</span>`,
  'no data': html`<span class="quiet">not tested</span>`,
};

const estimate = (e: TiltVerdict['inRegime']): Piece =>
  e === null ? NONE : html`${signed(e.annual, 1)}<small>${strengthText(e)}</small>`;

const tiltTable = (tilts: readonly TiltVerdict[]): Markup =>
  html`${table<TiltVerdict>({
      label: 'Tests of tilts',
      rows: tilts,
      columns: [
        {
          head: 'Sleeve, premium tested',
          cell: (t): Piece =>
            html`${POSITION_NAMES[t.sleeve]}${t.premium && html`<small>${t.premium}</small>`}`,
        },
        { head: 'Regime', cell: (t) => regimeLabel(t.regime) },
        { head: 'Tilt', kind: 'number', cell: (t) => signed(100 * t.tilt, 1) },
        { head: 'Result', kind: 'unbroken', cell: (t) => VERDICTS[t.verdict] },
        { head: 'Premium in the regime', kind: 'number', cell: (t) => estimate(t.inRegime) },
        { head: 'Minus other months', kind: 'number', cell: (t) => estimate(t.againstRest) },
      ],
      look: 'long',
    })}
    <p class="quiet">
      Tilt: percentage points of the bouquet relative to the mean of the other two regimes. Premia in percent
      a year.
    </p>`;
