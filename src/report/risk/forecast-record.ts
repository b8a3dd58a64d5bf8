import { iso } from '../../market/day.ts';
import { dateText, periodText } from '../page/dates.ts';
import { counted } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { RiskPage } from './risk.ts';
import { riskFindings } from './risk-findings.ts';
import { masthead } from '../page/masthead.ts';

/** What the model is and what its record comes to. It opens the page where no portfolio does. */
export function recordSection({ simulated, issuers, diagnostics, portfolio }: RiskPage): Markup {
  const { span, sessions } = diagnostics;
  const dateline = span
    ? `INEC-1, 39 factors · ${counted(issuers, 'company', 'companies')} · ${counted(sessions, 'session')}, ${dateText(iso(span.from))} to ${dateText(iso(span.to))}`
    : `INEC-1, 39 factors · ${counted(issuers, 'company', 'companies')} · no sessions`;
  const title = span ? `The risk model, ${periodText(iso(span.from), iso(span.to))}` : 'The risk model';
  return html`<section id="record" class="${portfolio ? 'new-page' : 'opening'}">
    ${
      portfolio
        ? html`<h2>The model’s own record</h2>
            <p class="quiet">${dateline}</p>`
        : masthead({ title, dateline, simulated })
    }
    ${
      span
        ? html`<p class="notice">
              <strong>A forecast of risk, not of return.</strong> The model says how much a portfolio may vary
              and why. How far that has held is told here with what speaks against it; the factors’ past
              returns are no guide to those to come.
            </p>
            <ul class="findings">
              ${riskFindings(diagnostics).map((sentence) => html`<li>${sentence}</li>`)}
            </ul>`
        : html`<p>The model has no sessions, so there is nothing to judge yet.</p>`
    }
  </section>`;
}
