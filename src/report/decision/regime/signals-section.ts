import { scoreGauge } from './gauge.ts';
import { percentileStrip } from './percentile-strip.ts';
import { dateText } from '../../page/dates.ts';
import { featureText, type FeatureLine } from './feature-model.ts';
import { grouped } from '../../../format/numbers.ts';
import { figureLink } from '../explanations/explanation-section.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { ReportModel } from '../page-model.ts';
import type { CallModel } from './call-model.ts';
import { signalScoreText } from './call-text.ts';
import type { SignalModel } from './signal-model.ts';
import { statusMark } from '../../page/label.ts';
import { seriesName } from '../../page/names.ts';
import { table } from '../../page/table.ts';

/** Each signal with its features, and the structural breaks in force. */
export const signalsSection = ({ call, explanations }: ReportModel): Markup =>
  html` <section id="signals">
    <h2>Signals</h2>
    <p>
      A percentile is the rank of a value in its own history up to the date of the call: 0 lowest, 100
      highest. The shaded ends of a strip are the outer tenths, where a score is at its limit of ±1.
    </p>
    ${call.signals.map((s, i) =>
      signalBlock(s, call.voteThreshold, (text) => figureLink(explanations, `/signals/${i}/score`, text)),
    )}
    <h3>Structural breaks in force</h3>
    ${breakTable(call)}
  </section>`;

const signalBlock = (s: SignalModel, voteThreshold: number, opens: (score: Piece) => Piece): Markup =>
  html` <article class="signal">
    <header>
      <h3>${s.title}</h3>
      <p class="meta">${statusMark(s.status)} · ${metaText(s)}</p>
      <p class="gauged">
        ${scoreGauge(s.score)}<strong
          >${s.score === null ? 'no score' : opens(signalScoreText(s.score, voteThreshold))}</strong
        >
      </p>
    </header>
    <p>${s.reason}</p>
    ${
      s.features.length > 0 &&
      html`<p class="caption scored">
          <span>Features scored</span
          >${s.features.some((f) => f.percentile !== null) && html`<span>percentile</span>`}
        </p>
        <dl class="features">
          ${s.features.map(
            (f) =>
              html`<div>
                <dt>${f.name}</dt>
                <dd>${featureText(f)}</dd>
                <dd>${f.percentile !== null && percentileText(f.percentile)}</dd>
              </div>`,
          )}
        </dl>`
    }
    ${s.context.length > 0 && contextList(s.context)}
  </article>`;

const percentileText = (percentile: number): Markup =>
  html`${percentileStrip(percentile)}<span>${grouped(percentile, 1)}</span>`;

const contextList = (context: readonly FeatureLine[]): Markup =>
  html`<div class="context">
    <p class="caption">Context, not scored</p>
    <dl>
      ${context.map(
        (f) =>
          html`<div>
            <dt>${f.name}</dt>
            <dd>${featureText(f)}</dd>
          </div>`,
      )}
    </dl>
  </div>`;

const metaText = (s: SignalModel): string =>
  [
    s.observedOn === null ? 'not observed' : `observed ${dateText(s.observedOn)}`,
    weightText(s),
    ...(s.vote === null ? [] : [`votes ${s.vote}`]),
  ].join(' · ');

function weightText(s: SignalModel): string {
  if (s.weight === 0) return 'reported only, no weight';
  const own = `weight ${grouped(s.weight, 0)} %`;
  if (s.score === null) return `${own}, redistributed this month`;
  // The two differ only if another signal has no score; a difference below the printed decimal is rounding.
  return Math.abs(s.effectiveWeight - s.weight) < 0.05
    ? own
    : `${own}, ${grouped(s.effectiveWeight, 1)} % this month`;
}

const RATIOS: Readonly<Record<string, string>> = { pe: 'P/E', pb: 'P/B', dy: 'dividend yield' };

/** `Nifty 50 P/E` for a series with its field, `nifty-50.pe`. */
function brokenSeries(series: string): string {
  const [id, field] = series.split('.') as [string, string | undefined];
  return `${seriesName(id)}${field === undefined ? '' : ` ${RATIOS[field] ?? field}`}`;
}

const breakTable = ({ breaks }: CallModel): Markup =>
  breaks.length === 0
    ? html`<p>None: no series used here has changed its definition.</p>`
    : table({
        label: 'Structural breaks',
        narrow: 'stack',
        rows: breaks,
        columns: [
          { head: 'Series', kind: 'unbroken', cell: (b) => brokenSeries(b.series) },
          { head: 'From', kind: 'unbroken', cell: (b) => dateText(b.on) },
          { head: 'Multiplied by', kind: 'number', cell: (b) => grouped(b.factor, 4) },
          { head: 'Reason', cell: (b) => b.reason },
        ],
      });
