import { POSITION_NAMES } from '../page/names.ts';
import { signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ReportModel } from './model.ts';
import { terms } from '../page/terms.ts';

/** How the figures are made and what they are worth, for those who sign. */
export const methodSection = (model: ReportModel): Markup => {
  const { bands } = model.call;
  return html`<section id="method">
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
      ['How the rules were chosen', origin(model)],
      ['Where evidence and rules differ', differences(model)],
      ['Histories', histories(model)],
      ...weighing(model),
      [
        'Use',
        'A record of a rule-based process, for the portfolio manager, the investment committee and compliance, who decide. It is not advice to a client and not an offer of any security.',
      ],
    ])}
  </section>`;
};

/** What the past of indices and of shares is worth, as far as the run held sleeves by either. */
const histories = ({ allocation }: ReportModel): string =>
  [
    allocation.isHeldByIndices &&
      'Where no shares are known a sleeve is held by a vendor’s index. History before an index was launched is the vendor’s own back-test, made knowing what came later; it is marked.',
    allocation.method === 'risk-model' &&
      'Sleeves of shares are built by rules of today on past data: a back-test too.',
    'Lists of today’s index members leave out companies that have failed or been dropped since.',
  ]
    .filter(Boolean)
    .join(' ');

/** How weights, orders and hedge come about, as far as this run had them. */
function weighing({ allocation, orders, hedge }: ReportModel): [string, string][] {
  const weights: [string, string] =
    allocation.method === 'risk-model'
      ? [
          'Weights and risk',
          'INEC-1 measures shares by market, twelve styles and industries. Scores say how a sleeve fits the regime’s targets, which the rule book sets and no return was fitted to. Weights trade scores against active risk and cost, inside bands and limits; a limit that cannot be kept gives way in the order turnover, industries, beta, and is named. Risk figures are forecasts of variation, not of loss or return.',
        ]
      : [
          'Weights and risk',
          'Without single shares, weights and risk rest on one year of index returns: no scores, no look-through, and beta to the Nifty 50 alone.',
        ];
  return [
    weights,
    ...(orders.kind === 'planned'
      ? [
          [
            'Orders, charges and tax',
            'Orders are as if dealt at the as-of date’s prices, in whole shares. Charges are those of the law and the exchange on that day; brokerage is the rule book’s; impact is an estimate. Tax is what the switch adds to what the rule book tells of the holder’s year, at the rates of the day; it is no tax advice. Not counted: exit loads of funds, depository charges on sales, a surcharge unless the rule book sets one, and the tax on futures and options, whose gains are business income.',
          ] as [string, string],
        ]
      : []),
    ...(hedge.kind === 'hedged'
      ? [
          [
            'Hedge',
            'Sized by rule, not by a view of the market. Margin and the rates of charges change; ask the broker before dealing.',
          ] as [string, string],
        ]
      : []),
  ];
}

/** What is known of the choice of the rules, and of which rules and which market it is known. */
const origin = ({ defaultRules, simulated }: ReportModel): string =>
  [
    'The default rules were chosen on the Indian market of 2000 to 2025, after about 170 variants had been tried. Agreement measured on those years is in-sample; less must be expected from now on.',
    !defaultRules && 'The rule book of this run is not the default; how it was chosen is not known here.',
    simulated && 'The simulated market had no part in the choice.',
  ]
    .filter(Boolean)
    .join(' ');

/** By the record in this report, where it has one; else by what was measured once, of the default rules. */
function differences({ evidence, defaultRules, simulated }: ReportModel): string {
  if (evidence) {
    const against = evidence.tilts
      .filter((t) => t.verdict === 'contradicted')
      .map(
        (t) => `${POSITION_NAMES[t.sleeve]}, ${t.tilt > 0 ? 'heavier' : 'lighter'} in ${t.regime} markets`,
      );
    return against.length === 0
      ? 'The record in this report speaks against none of the bouquets’ tilts.'
      : `The record in this report speaks against tilts of the bouquets: ${against.join('; ')}. They are kept as the rule book has them; see The rules on trial.`;
  }
  return [
    'Measured on 2000–2021 for the default rules: value did best in consolidation, while the default bouquets tilt to it in bullish markets, as the mandate asks.',
    !defaultRules && 'For the rule book of this run nothing was measured here.',
    simulated && 'That was the real market, not this simulated one.',
  ]
    .filter(Boolean)
    .join(' ');
}
