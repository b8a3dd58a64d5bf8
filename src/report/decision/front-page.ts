import type { SleeveView } from '../../../allocations/risk-model/result.ts';
import { viewSubject } from '../../../allocations/risk-model/views.ts';
import { scoreScale } from './regime/score-scale.ts';
import { dateText, monthText } from '../page/dates.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { counted, fractionAsPercent, grouped, NO_BREAK, orNone, percent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ReportModel } from './page-model.ts';
import type { CalibratedModel, CallModel } from './regime/call-model.ts';
import { regimeLabel } from '../page/label.ts';
import { masthead } from '../page/masthead.ts';
import { callChangeText, nearestChangeText, scoreText, votesText } from './regime/call-text.ts';
import { figureLink } from './explanations/explanation-section.ts';
import { signOff } from './sign-off.ts';
import { signalTable } from './regime/signal-table.ts';
import { weightSummary } from './allocation/weight-summary.ts';

/** The page that is signed: the regime, its reasons, what would change it, and the portfolio. One A4 page. */
export const frontPage = (model: ReportModel): Markup =>
  html` <section id="decision" class="decision">
    ${masthead({
      title: `Regime and allocation, ${dateText(model.asOf)}`,
      dateline: dateline(model),
      simulated: model.simulated,
    })}
    ${decisionSummary(model)} ${signOff()}
  </section>`;

/** What was decided and why, without masthead and signatures: regime, notices, change, signals, portfolio. */
export const decisionSummary = (model: ReportModel): Markup =>
  html`${hero(model.call, model.session, model.explanations)} ${overrideNote(model.call)}
    ${model.call.status === 'insufficient' && html`<p class="notice"><strong>Too few signals for a new call.</strong> The regime of the previous month is carried forward; see Problems.</p>`}
    ${(model.allocation.scores?.views ?? []).map(viewNote)}
    ${model.call.alerts.map((a) => html`<p class="notice"><strong>Alert.</strong> ${a.message}</p>`)}
    <div class="reading">
      <p>${callChangeText(model.call)}</p>
      <p>${nearestChangeText(model.call)}</p>
    </div>
    <h2>Signals</h2>
    ${signalTable(model.call, model.explanations)}
    <h2>Portfolio</h2>
    ${weightSummary(model)}`;

const dateline = ({ session, manifest }: ReportModel): Markup =>
  html`NSE session of ${dateText(session)} · rule book <code>${manifest.rulebook.slice(0, 12)}</code> · engine
    ${manifest.engine.version}`;

const hero = (call: CallModel, session: string, explanations: ReportModel['explanations']): Markup =>
  html` <div class="hero">
    <div class="verdict">
      <p class="caption">Regime</p>
      <p class="label">${figureLink(explanations, '/regime/regime', regimeLabel(call.regime))}</p>
      <p class="origin">${originText(call)}</p>
    </div>
    <div class="standing">
      <p class="caption">Score S, −1 hostile to +1 supportive</p>
      <p class="score">
        ${figureLink(
          explanations,
          '/regime/score',
          orNone(call.score, (s) => scoreText(s, call.bands)),
        )}<span class="confidence">${confidenceText(call)}</span>
      </p>
      ${call.confidence?.calibrated && html`<p class="fared">${trackRecordText(call.confidence.calibrated)}</p>`}
      ${scoreScale(call, 'scale')}
      <p class="key">
        ▼
        ${dateText(session)}${call.score === null ? ': no score' : `: ${scoreText(call.score, call.bands)}`}${
          call.previous &&
          html` <span
            >○ ${dateText(call.previous.monthEnd)}:
            ${call.previous.score === null ? 'no score' : scoreText(call.previous.score, call.bands)}</span
          >`
        }.
        Thresholds apply coming from ${call.prior}.
      </p>
    </div>
  </div>`;

function originText({ regime, modelRegime, override, status, previous }: CallModel): string {
  if (override) return `Set by override. Model regime: ${REGIME_NAMES[modelRegime]}.`;
  if (status === 'insufficient') return 'Carried forward from the previous month.';
  if (!previous) return 'Set by the model.';
  return previous.regime === regime
    ? `Set by the model, unchanged from ${monthText(previous.monthEnd)}.`
    : `Set by the model; ${REGIME_NAMES[previous.regime]} in ${monthText(previous.monthEnd)}.`;
}

/** Confidence refers to the model's regime; with an override in force the text says so. */
function confidenceText(call: CallModel): string {
  if (!call.confidence) return '';
  const label = call.override ? ' in the model regime' : '';
  return `${call.confidence.level} confidence${label}; votes by weight: ${votesText(call)}`;
}

/** Track record of earlier calls with scores of similar size. */
const trackRecordText = ({ agreement, interval: [low, high], months }: CalibratedModel): string =>
  `Past calls with scores of this size agreed with the market phase dated afterwards (bear or not) in ${percent(agreement, 0)} of ${counted(months, 'month')} (95${NO_BREAK}% interval ${grouped(low, 0)} to ${percent(high, 0)}).`;

const viewNote = (view: SleeveView): Markup =>
  html`<p class="notice">
    <strong>View.</strong> ${view.author} expects ${viewSubject(view)} to return
    ${fractionAsPercent(view.return, 1)} a year, confidence ${fractionAsPercent(view.confidence)}, from
    ${dateText(view.from)} to ${dateText(view.expires)}. Reason: ${view.reason} Expected return without views
    ${percent(view.prior)}, with them ${percent(view.posterior)}.
  </p>`;

const overrideNote = ({ override, modelRegime }: CallModel): Markup | null =>
  override &&
  html`<p class="notice">
    <strong>Override.</strong> ${override.author} set the regime to ${override.regime} from
    ${dateText(override.from)} to ${dateText(override.expires)}. Reason: ${override.reason} The model regime
    is ${modelRegime}.
  </p>`;
