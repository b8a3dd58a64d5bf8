import { iso } from '../../market/day.ts';
import { dateText, periodText } from '../page/dates.ts';
import { counted } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { RiskPage } from './page-model.ts';
import { riskFindings } from './risk-findings.ts';
import { masthead } from '../page/masthead.ts';

/** The model and its forecasting track record. Opens the page if there is no portfolio. */
export function trackRecordSection({ simulated, issuers, diagnostics, portfolio }: RiskPage): Markup {
  const { span, sessions } = diagnostics;
  const dateline = span
    ? `INEC-1, 39 factors · ${counted(issuers, 'issuer')} · ${counted(sessions, 'session')}, ${dateText(iso(span.from))} to ${dateText(iso(span.to))}`
    : `INEC-1, 39 factors · ${counted(issuers, 'issuer')} · no sessions`;
  const title = span ? `Risk model, ${periodText(iso(span.from), iso(span.to))}` : 'Risk model';
  return html`<section id="track-record" class="${!portfolio && 'opening'}">
    ${
      portfolio
        ? html`<h2>Track record of the model</h2>
            <p class="quiet">${dateline}</p>`
        : masthead({ title, dateline, simulated })
    }
    ${
      span
        ? html`<p class="notice">
              <strong>A forecast of risk, not of return.</strong> The model forecasts the volatility of a
              portfolio and its sources. This section reports its accuracy, including where it does poorly.
              Past factor returns are no guide to future returns.
            </p>
            <ul class="findings">
              ${riskFindings(diagnostics).map((sentence) => html`<li>${sentence}</li>`)}
            </ul>`
        : html`<p>The model has no sessions, so its accuracy cannot be measured yet.</p>`
    }
  </section>`;
}
