import { POSITION_NAMES } from '../page/names.ts';
import { thresholdText } from '../../format/score.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ReportModel } from './page-model.ts';
import { terms } from '../page/terms.ts';

/** Method, limitations and disclosures, for those who sign. */
export const methodSection = (model: ReportModel): Markup => {
  const { bands } = model.call;
  return html`<section id="method">
    <h2>Method and disclosures</h2>
    ${terms([
      [
        'Rule-based',
        'Regime, weights and trades follow from the data and the rule book. Discretion enters only through a documented override, which is shown together with the model regime wherever it applies.',
      ],
      [
        'From signals to a regime',
        `Each signal is scored from −1 (hostile to equities) to +1 (supportive). S is their weighted mean; the weight of a signal without a score is redistributed among the others. Bullish is entered at S of ${thresholdText(bands.enterBullish)} or more and left below ${thresholdText(bands.leaveBullish)}; bearish is entered at ${thresholdText(bands.enterBearish)} or less and left above ${thresholdText(bands.leaveBearish)}; otherwise the regime is consolidation.`,
      ],
      [
        'No look-ahead',
        'Every call uses only data known on its date; a US close is known from the next day. Later restatements do not change earlier calls.',
      ],
      [
        'Meaning of a regime',
        'Regimes separate periods of higher and lower risk and are associated with differences between factor returns. They do not forecast the return of the market, and no market-timing ability is claimed.',
      ],
      ['Selection of the rules', selectionText(model)],
      ['Differences between evidence and rules', differencesText(model)],
      ['Index and stock histories', historiesText(model)],
      ...portfolioTerms(model),
      [
        'Use',
        'This report documents a rule-based process for the portfolio manager, the investment committee and compliance, who take the decision. It is neither advice to a client nor an offer of any security.',
      ],
    ])}
  </section>`;
};

/** Limitations of index and stock histories, as far as the run uses them. */
const historiesText = ({ allocation }: ReportModel): string =>
  [
    allocation.usesIndices &&
      'Without stock-level data a sleeve is represented by a vendor’s index. Index history before launch is back-tested by the vendor with hindsight and is flagged.',
    allocation.method === 'risk-model' &&
      'Sleeves built from stocks apply today’s rules to past data and are back-tests as well.',
    'Lists of current index constituents exclude companies that have since failed or been removed (survivorship bias).',
  ]
    .filter(Boolean)
    .join(' ');

/** How weights, orders and hedge are determined, as far as the run has them. */
function portfolioTerms({ allocation, orders, hedge }: ReportModel): [string, string][] {
  const weights: [string, string] =
    allocation.method === 'risk-model'
      ? [
          'Weights and risk',
          'INEC-1 explains stock returns by the market, twelve styles and industries. A score measures how well a sleeve matches the exposure targets of the regime; the rule book sets the targets, and they are not fitted to returns. Weights start from the bouquet of the regime and move towards the targeted styles where the assumed gain exceeds the added risk and the cost of trading, within bands and limits. Compliance limits are never relaxed; soft limits that cannot be met are relaxed in the order turnover, industries, beta, and are listed. Risk figures forecast volatility, not losses or returns.',
        ]
      : [
          'Weights and risk',
          'Without stock-level data, weights and risk are based on one year of index returns: no scores, no look-through, and beta to the Nifty 50 only.',
        ];
  return [
    weights,
    ...(orders.kind === 'planned'
      ? [
          [
            'Orders, charges and tax',
            'Orders assume execution at the prices of the as-of date, in whole shares. Statutory and exchange charges are those in force on that date; brokerage is set by the rule book; market impact is an estimate. Tax is the additional tax of the rebalancing, given the realised gains and losses stated in the rule book, at the rates in force; it is not tax advice. Not included: exit loads of funds, depository charges on sales, a surcharge unless the rule book sets one, and tax on futures and options, whose gains are business income.',
          ] as [string, string],
        ]
      : []),
    ...(hedge.kind === 'hedged'
      ? [
          [
            'Hedge',
            'Sized by rule, not by a market view. Margin and charges change; confirm them with the broker before trading.',
          ] as [string, string],
        ]
      : []),
  ];
}

/** How the rules were selected, and for which rules and market this is known. */
const selectionText = ({ defaultRules, simulated }: ReportModel): string =>
  [
    'The default rules were selected on Indian market data from 2000 to 2025, after about 170 variants were tried. Agreement measured on those years is in-sample; expect lower agreement out of sample.',
    !defaultRules && 'This run does not use the default rule book; how its rules were selected is not known.',
    simulated && 'The simulated market was not used in the selection.',
  ]
    .filter(Boolean)
    .join(' ');

/** By the validation in this report, if included; otherwise by earlier measurements of the default rules. */
function differencesText({ validation, defaultRules, simulated }: ReportModel): string {
  if (validation) {
    const against = validation.tilts
      .filter((t) => t.verdict === 'contradicted')
      .map(
        (t) => `${POSITION_NAMES[t.sleeve]}, ${t.tilt > 0 ? 'heavier' : 'lighter'} in ${t.regime} markets`,
      );
    return against.length === 0
      ? 'The validation in this report contradicts none of the bouquets’ tilts.'
      : `The validation in this report contradicts tilts of the bouquets: ${against.join('; ')}. The rule book keeps them; see Model validation.`;
  }
  return [
    'Measured on 2000–2021 for the default rules: value performed best in consolidation, whereas the default bouquets overweight it in bullish markets, as the mandate requires.',
    !defaultRules && 'No measurement is available for the rule book of this run.',
    simulated && 'The measurement used the real market, not this simulated one.',
  ]
    .filter(Boolean)
    .join(' ');
}
