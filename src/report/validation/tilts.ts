import type { TiltVerdict } from '../../validation/regimes/result.ts';
import { SPEAKS } from '../../validation/regimes/tilts.ts';
import { strengthText } from '../page/estimates.ts';
import { POSITION_NAMES } from '../page/names.ts';
import { grouped, NONE, percent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import type { EvidenceModel } from './evidence.ts';
import { regimeLabel } from '../page/label.ts';
import { table } from '../page/table.ts';

/** What the bouquets claim, held against the record; what it speaks against comes first. */
export const tiltSection = ({ tilts }: EvidenceModel): Markup =>
  html`<section id="tilts">
    <h2>The bouquets’ tilts on trial</h2>
    ${
      tilts.length === 0
        ? html`<p>The bouquets of the three regimes are alike, so there is no tilt to judge.</p>`
        : html`<p>
              A sleeve weighed more in one regime than in the other two should earn more there than in other
              months. The record is taken to speak from |t| of ${grouped(SPEAKS, 3)} on; by that measure about
              one tilt in ten would seem to be spoken for or against by chance alone.
            </p>
            ${contradictions(tilts)} ${tiltTable(tilts)}`
    }
  </section>`;

/** Every tilt that the record speaks against, in words. */
export const contradictions = (tilts: readonly TiltVerdict[]): Markup => {
  const against = tilts.filter((t) => t.verdict === 'contradicted');
  return against.length === 0
    ? html`<p>
        The record speaks against none of the
        tilts${tilts.some((t) => t.verdict !== 'no record') ? '' : ', for none could be judged'}.
      </p>`
    : html`${against.map((t) => html`<p class="notice"><strong>Contradicted.</strong> ${contradictionText(t)}</p>`)}`;
};

function contradictionText({ sleeve, regime, tilt, premium, againstRest }: TiltVerdict): string {
  const name = POSITION_NAMES[sleeve];
  const weighed = `${name} is held ${tilt > 0 ? 'heavier' : 'lighter'} in ${regime} markets, by ${grouped(Math.abs(100 * tilt), 1)} points of the bouquet.`;
  const record =
    againstRest &&
    `There its premium (${premium}) was ${percent(Math.abs(againstRest.annual))} a year ${againstRest.annual < 0 ? 'lower' : 'higher'} than in other months (${strengthText(againstRest)}).`;
  return [weighed, record, 'The tilt is kept as the rule book has it, and flagged here.']
    .filter(Boolean)
    .join(' ');
}

const VERDICTS: Readonly<Record<TiltVerdict['verdict'], Piece>> = {
  contradicted: html`<strong class="status flagged">against</strong>`,
  supported: 'for',
  open: html`<span class="quiet">open</span>`,
  'no record': html`<span class="quiet">no record</span>`,
};

const estimate = (e: TiltVerdict['inRegime']): Piece =>
  e === null ? NONE : html`${signed(e.annual, 1)}<small>${strengthText(e)}</small>`;

const tiltTable = (tilts: readonly TiltVerdict[]): Markup =>
  html`${table<TiltVerdict>({
      label: 'Tilts and the record',
      rows: tilts,
      columns: [
        {
          head: 'Sleeve, and what judges it',
          cell: (t): Piece =>
            html`${POSITION_NAMES[t.sleeve]}${t.premium && html`<small>${t.premium}</small>`}`,
        },
        { head: 'Regime', cell: (t) => regimeLabel(t.regime) },
        { head: 'Tilt', kind: 'number', cell: (t) => signed(100 * t.tilt, 1) },
        { head: 'Record', kind: 'unbroken', cell: (t) => VERDICTS[t.verdict] },
        { head: 'In the regime', kind: 'number', cell: (t) => estimate(t.inRegime) },
        { head: 'Against other months', kind: 'number', cell: (t) => estimate(t.againstRest) },
      ],
      look: 'long',
    })}
    <p class="quiet">
      Tilt: points of the bouquet above or below the mean of the other two regimes. Premia in percent a year.
    </p>`;
