import { dateText, monthText, periodText } from '../page/dates.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { unbroken } from '../../format/no-break.ts';
import { html, type Markup } from '../page/markup.ts';
import type { Evidence } from '../../validation/regimes/result.ts';
import { masthead } from '../page/masthead.ts';

/** What the record comes to, in sentences, under a head that says what kind of record it is. */
export const summarySection = (evidence: Evidence): Markup =>
  html`<section id="summary" class="opening">
    ${masthead({
      title: `The rules on trial, ${periodText(evidence.from, evidence.to)}`,
      dateline: dateline(evidence),
      simulated: evidence.simulated,
    })}
    ${backTestNotice(evidence)} ${findings(evidence)}
  </section>`;

/** In plain sight wherever the record is shown. */
export const backTestNotice = ({ simulated, multipleTesting }: Evidence): Markup =>
  simulated
    ? html`<p class="notice">
        <strong>Back-test on a simulated market.</strong> It shows what the record looks like and says nothing
        of how the rules have done in a real one.
      </p>`
    : html`<p class="notice">
        <strong>Back-test.</strong> The rules are judged on history that could be seen when they were
        chosen${multipleTesting && `; about ${counted(multipleTesting.variantsTried, 'variant')} are counted as tried before them`}.
        Less must be expected from now on, and nothing here forecasts a return.
      </p>`;

export const findings = ({ summary }: Evidence): Markup =>
  html`<ul class="findings">
    ${summary.map((sentence) => html`<li>${unbroken(sentence)}</li>`)}
  </ul>`;

const dateline = ({ months, from, to, datedTo }: Evidence): string =>
  `${grouped(months.length, 0)} month-ends, ${dateText(from)} to ${dateText(to)} · ${datedTo === null ? 'no phase can be dated yet' : `phases dated to ${monthText(datedTo)}`}`;
