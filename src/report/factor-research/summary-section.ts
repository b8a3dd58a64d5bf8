import type { ValidatedFactor, FactorValidation } from '../../validation/factors/result.ts';
import { periodText } from '../page/dates.ts';
import { counted } from '../../format/numbers.ts';
import { unbroken } from '../../format/no-break.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';

/** The verdict on each factor in a sentence, under a back-test notice. */
export const summarySection = ({ factors, simulated }: FactorValidation): Markup =>
  html`<section id="summary" class="opening">
    ${masthead({
      title: 'Factor validation',
      dateline: `${counted(factors.length, 'factor')} · ${researchPeriod(factors)}`,
      simulated,
    })}
    ${
      simulated
        ? html`<p class="notice">
            <strong>Back-test on a simulated market.</strong> It illustrates the analysis and is not evidence
            about real factors.
          </p>`
        : html`<p class="notice">
            <strong>Back-test.</strong> The rules are evaluated on history that was available when they were
            selected. Expect weaker results out of sample; nothing here is a return forecast.
          </p>`
    }
    <ul class="findings">
      ${factors.map(
        ({ title, results }) =>
          html`<li><strong>${title}.</strong> ${unbroken(results.verdict.summary)}</li>`,
      )}
    </ul>
  </section>`;

/** Period from the first to the last month of any factor. */
export function researchPeriod(factors: readonly ValidatedFactor[]): string {
  const from = factors.flatMap((f) => f.results.from ?? []).sort()[0];
  const to = factors
    .flatMap((f) => f.results.to ?? [])
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? 'no months' : periodText(from, to);
}
