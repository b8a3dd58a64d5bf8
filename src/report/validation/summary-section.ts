import { dateText, monthText, periodText } from '../page/dates.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { unbroken } from '../../format/no-break.ts';
import { html, type Markup } from '../page/markup.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { masthead } from '../page/masthead.ts';

/** Findings of the validation in sentences, under a back-test notice. */
export const summarySection = (evidence: RegimeValidation): Markup =>
  html`<section id="summary" class="opening">
    ${masthead({
      title: `Model validation, ${periodText(evidence.from, evidence.to)}`,
      dateline: dateline(evidence),
      simulated: evidence.simulated,
    })}
    ${backTestNotice(evidence)} ${findings(evidence)}
  </section>`;

/** Notice shown wherever validation results appear. */
export const backTestNotice = ({ simulated, multipleTesting }: RegimeValidation): Markup =>
  simulated
    ? html`<p class="notice">
        <strong>Back-test on a simulated market.</strong> It illustrates the validation and is not evidence
        about the rules in a real market.
      </p>`
    : html`<p class="notice">
        <strong>Back-test.</strong> The rules are evaluated on history that was available when they were
        selected${multipleTesting && `, after about ${counted(multipleTesting.variantsTried, 'variant')} had been tried`}.
        Expect weaker results out of sample; nothing here is a return forecast.
      </p>`;

export const findings = ({ summary }: RegimeValidation): Markup =>
  html`<ul class="findings">
    ${summary.map((sentence) => html`<li>${unbroken(sentence)}</li>`)}
  </ul>`;

const dateline = ({ months, from, to, datedTo }: RegimeValidation): string =>
  `${grouped(months.length, 0)} month-ends, ${dateText(from)} to ${dateText(to)} · ${datedTo === null ? 'no phase can be dated yet' : `phases dated to ${monthText(datedTo)}`}`;
