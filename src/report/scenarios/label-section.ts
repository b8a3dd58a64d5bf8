import { contributionChart } from '../decision/regime/contributions-chart.ts';
import { nearestChangeText, scoreText } from '../decision/regime/call-text.ts';
import { scoreScale } from '../decision/regime/score-scale.ts';
import type { CallModel } from '../decision/regime/call-model.ts';
import { orNone } from '../../format/numbers.ts';
import { regimeLabel } from '../page/label.ts';
import { html, type Markup } from '../page/markup.ts';

/** The label of the active scenario: score on its scale, contributions, and what would change it. */
export const labelSection = (call: CallModel): Markup =>
  html`<p class="label">${regimeLabel(call.regime)}</p>
    <p>
      ${orNone(call.score, (x) => `S = ${scoreText(x, call.bands)}`)}${
        call.regime !== call.modelRegime && html`; forced, <strong>by the score ${call.modelRegime}</strong>`
      }${call.confidence && `; ${call.confidence.level} confidence`}${
        call.status === 'insufficient' && '; too few signals, the regime is carried forward'
      }.
      Coming from ${call.prior} last month.
    </p>
    <figure>${scoreScale(call, 'score')}</figure>
    ${call.alerts.map((a) => html`<p class="notice"><strong>Alert.</strong> ${a.message}</p>`)}
    <h3>Contributions to the score</h3>
    <figure>${contributionChart(call, 'contributions')}</figure>
    <h3>Nearest change of regime</h3>
    <p>${nearestChangeText(call)}</p>`;
