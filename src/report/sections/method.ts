import { signed } from '../format/numbers.ts';
import { html, type Markup } from '../markup.ts';
import type { ReportModel } from '../model.ts';
import { terms } from './terms.ts';

/** How the figures are made and what they are worth, for those who sign. */
export const methodSection = ({ call: { bands } }: ReportModel): Markup =>
  html`<section id="method">
    <h2>Method and disclosures</h2>
    ${terms([
      [
        'Rules only',
        'Label, weights and trades follow from the data and the rule book. Nobody’s judgement enters, except by a written override, which is shown wherever it holds, with the model’s own label beside it.',
      ],
      [
        'From signals to a label',
        `Each signal is scored from −1 (hostile to equities) to +1 (supportive). S is their mean by the weights of the rule book, shared out where a signal has no score. Bullish is entered at S of ${signed(bands.enterBullish, 2)} or more and left below ${signed(bands.leaveBullish, 2)}; bearish is entered at ${signed(bands.enterBearish, 2)} or less and left above ${signed(bands.leaveBearish, 2)}; all else is consolidation.`,
      ],
      [
        'Nothing from the future',
        'Every call uses only rows known on its day; a US close counts from the next day. Rows put right later do not change an earlier call.',
      ],
      [
        'What a regime tells',
        'The regimes tell times of higher risk from times of lower risk, and go with differences between factor returns. They do not forecast the market’s return, and no timing of it is claimed.',
      ],
      [
        'How the rules were chosen',
        'On the same history (2000 to 2025) on which they are judged, after about 170 variants had been tried. Agreement measured there is in-sample; less must be expected from now on.',
      ],
      [
        'Where evidence and rules differ',
        'The bouquets tilt to value in bullish markets, as the mandate asks. In the history studied, value did best in consolidation.',
      ],
      [
        'Index histories',
        'A sleeve is held by a vendor’s index. History before an index was launched is the vendor’s own back-test, made knowing what came later; it is marked. Lists of today’s index members leave out companies that have failed or been dropped since.',
      ],
      [
        'What is not in it',
        'Trades are before charges, taxes and market impact. Weights and risk rest on one year of index returns until there is a risk model.',
      ],
      [
        'Use',
        'A record of a rule-based process, for the portfolio manager, the investment committee and compliance, who decide. It is not advice to a client and not an offer of any security.',
      ],
    ])}
  </section>`;
