import { scoreScale } from './regime/score-scale.ts';
import { dateText, monthText } from '../page/dates.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { counted, grouped, NO_BREAK, orNone, percent, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ReportModel } from './model.ts';
import type { CalibratedModel, CallModel } from './regime/call.ts';
import { regimeLabel } from '../page/label.ts';
import { masthead } from '../page/masthead.ts';
import { nearestChange, whatChanged } from './sentences.ts';
import { signOff } from './sign-off.ts';
import { signalTable } from './regime/signal-table.ts';
import { weightSummary } from './allocation/weight-summary.ts';

/** The page that is signed: the label, why, what would change it, and what is to be held. One A4 page. */
export const decisionPage = (model: ReportModel): Markup =>
  html` <section id="decision" class="decision">
    ${masthead({
      title: `Regime and allocation, ${dateText(model.asOf)}`,
      dateline: dateline(model),
      simulated: model.simulated,
    })}
    ${hero(model.call, model.session)} ${overrideNote(model.call)}
    ${model.call.status === 'insufficient' && html`<p class="notice"><strong>Too few signals for a new call.</strong> The label of the month before stands; see Problems.</p>`}
    ${model.call.alerts.map((a) => html`<p class="notice"><strong>Alert.</strong> ${a.message}</p>`)}
    <div class="reading">
      <p>${whatChanged(model.call)}</p>
      <p>${nearestChange(model.call)}</p>
    </div>
    <h2>Signals</h2>
    ${signalTable(model.call)}
    <h2>Portfolio</h2>
    ${weightSummary(model)} ${signOff()}
  </section>`;

const dateline = ({ session, manifest }: ReportModel): Markup =>
  html`Called from the NSE session of ${dateText(session)} · rule book
    <code>${manifest.rulebook.slice(0, 12)}</code> · engine ${manifest.engine.version}`;

const hero = (call: CallModel, session: string): Markup =>
  html` <div class="hero">
    <div class="verdict">
      <p class="caption">Label in force</p>
      <p class="label">${regimeLabel(call.regime)}</p>
      <p class="origin">${originText(call)}</p>
    </div>
    <div class="standing">
      <p class="caption">Score S, −1 hostile to +1 supportive</p>
      <p class="score">
        ${orNone(call.score, (s) => signed(s, 2))}<span class="confidence">${confidenceText(call)}</span>
      </p>
      ${call.confidence?.calibrated && html`<p class="fared">${fared(call.confidence.calibrated)}</p>`}
      ${scoreScale(call, 'scale')}
      <p class="key">
        ▼
        ${dateText(session)}${call.score === null ? ': no score' : `: ${signed(call.score, 2)}`}${
          call.before &&
          html` <span
            >○ ${dateText(call.before.monthEnd)}:
            ${call.before.score === null ? 'no score' : signed(call.before.score, 2)}</span
          >`
        }.
        Zones as seen from ${call.prior}.
      </p>
    </div>
  </div>`;

function originText({ regime, modelRegime, override, status, before }: CallModel): string {
  if (override) return `By override. The model’s own label: ${REGIME_NAMES[modelRegime]}.`;
  if (status === 'insufficient') return 'Carried over from the month before.';
  if (!before) return 'The model’s own label.';
  return before.regime === regime
    ? `The model’s own label, as in ${monthText(before.monthEnd)}.`
    : `The model’s own label; ${REGIME_NAMES[before.regime]} in ${monthText(before.monthEnd)}.`;
}

/** Confidence is in the model's own label; where another is in force, it says so. */
function confidenceText({ confidence, override }: CallModel): string {
  if (!confidence) return '';
  const label = override ? ' in the model’s label' : '';
  return `${confidence.level} confidence${label}; ${percent(confidence.agreement, 0)} of the weight agrees`;
}

/** What came of earlier labels from scores of this size. */
const fared = ({ share, interval: [low, high], months }: CalibratedModel): string =>
  `Labels from scores of this size agreed with the later-dated phase, bear or not, in ${percent(share, 0)} of ${counted(months, 'month')} (95${NO_BREAK}% interval ${grouped(low, 0)} to ${percent(high, 0)}).`;

const overrideNote = ({ override, modelRegime }: CallModel): Markup | null =>
  override &&
  html`<p class="notice">
    <strong>Override.</strong> ${override.author} set the label to ${override.regime} from
    ${dateText(override.from)} to ${dateText(override.expires)}. Reason: ${override.reason} Without it the
    label would be ${modelRegime}.
  </p>`;
