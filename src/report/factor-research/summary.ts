import type { ResearchedFactor, ResearchRecord } from '../../validation/factors/result.ts';
import { periodText } from '../page/dates.ts';
import { counted } from '../../format/numbers.ts';
import { unbroken } from '../../format/no-break.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';

/** The verdict on each factor in a sentence, under a head that says what kind of record it is. */
export const summarySection = ({ factors, simulated }: ResearchRecord): Markup =>
  html`<section id="summary" class="opening">
    ${masthead({
      title: 'Are the factors real?',
      dateline: `${counted(factors.length, 'factor')} · ${recordPeriod(factors)}`,
      simulated,
    })}
    ${
      simulated
        ? html`<p class="notice">
            <strong>Back-test on a simulated market.</strong> It shows what such research looks like and says
            nothing of real factors.
          </p>`
        : html`<p class="notice">
            <strong>Back-test.</strong> Rules are judged on history that could be seen when they were chosen.
            Less must be expected from now on, and nothing here forecasts a return.
          </p>`
    }
    <ul class="findings">
      ${factors.map(
        ({ title, research }) =>
          html`<li><strong>${title}.</strong> ${unbroken(research.verdict.words)}</li>`,
      )}
    </ul>
  </section>`;

/** From the first month of any factor to the last. */
export function recordPeriod(factors: readonly ResearchedFactor[]): string {
  const from = factors.flatMap((f) => f.research.from ?? []).sort()[0];
  const to = factors
    .flatMap((f) => f.research.to ?? [])
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? 'no months' : periodText(from, to);
}
