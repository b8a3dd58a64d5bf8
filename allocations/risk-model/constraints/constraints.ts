import type { Regime } from '../../../regimes/regime.ts';
import { type UserError, userError } from '../../../src/market/problem.ts';
import { INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../../src/risk/factors.ts';
import { factorBand } from '../../../src/optimiser/constraints/factor-band.ts';
import { fullyInvested } from '../../../src/optimiser/constraints/fully-invested.ts';
import { type Constraint, percentText } from '../../../src/optimiser/constraints/constraint.ts';
import { tradingCost } from '../../../src/optimiser/constraints/trading-cost.ts';
import { turnoverLimit } from '../../../src/optimiser/constraints/turnover-limit.ts';
import { weightBounds } from '../../../src/optimiser/constraints/weight-bounds.ts';
import { listed, plainPercent } from '../../../src/format/words.ts';
import type { ConstraintSlack } from './relax-constraints.ts';
import type { SleeveProgramme } from '../objective.ts';
import type { TradingCostRates } from '../rebalance/trading-costs.ts';

/** Terms of trading from the opening weights. */
export interface TradingTerms {
  /** [S] Opening weights by sleeve of the programme. */
  readonly from: Float64Array;
  /** One-way turnover in positions outside the programme, which is fixed beforehand. */
  readonly otherTurnover: number;
  /** New money, which the limit on turnover leaves out: a fraction of the portfolio. */
  readonly newMoney: number;
  /** Null if trading costs are not known. */
  readonly rates: TradingCostRates | null;
  /** Period over which a trade must earn back its cost, in years. */
  readonly years: number;
  /** Indices of the sleeves that are not traded. */
  readonly untraded: ReadonlySet<number>;
}

export const BANDS = 'sleeve bands';
const UNTRADED = 'minimum trade';

/** The constraints on sleeve weights: they sum to `total` and satisfy the rule book's limits, relaxed by the given slack. */
export const constraintsOf = (
  programme: SleeveProgramme,
  total: number,
  slack: ConstraintSlack,
  terms: TradingTerms | null,
): Constraint[] => [
  fullyInvested(programme.sleeves.length, total),
  weightBounds(BANDS, programme.low, programme.high),
  betaBand(programme, slack),
  ...industryBands(programme, slack),
  ...stockCaps(programme),
  ...(terms ? tradingConstraints(programme, slack, terms) : []),
];

const BETA_AT = STYLE_AT + STYLES.indexOf('BETA');

/** The bouquet's active exposure to BETA. */
const bouquetBeta = ({ bouquetExposures, marketExposures }: SleeveProgramme): number =>
  bouquetExposures[BETA_AT]! - marketExposures[BETA_AT]!;

/**
 * The band of the exposure to BETA. Where the bouquet itself lies outside, the band extends to it: the limit restrains the
 * tilt, and does not make the optimiser trade against the bouquet every month (our choice).
 */
export function betaEnds(
  programme: SleeveProgramme,
  slack: ConstraintSlack,
): { readonly low: number; readonly high: number } {
  const { low, high } = programme.rules.softLimits.betaBand[programme.regime];
  const ofBouquet = bouquetBeta(programme);
  return { low: Math.min(low, ofBouquet) - slack.beta, high: Math.max(high, ofBouquet) + slack.beta };
}

function betaBand(programme: SleeveProgramme, slack: ConstraintSlack): Constraint {
  const { sleeves, marketExposures } = programme;
  const at = BETA_AT;
  const ends = betaEnds(programme, slack);
  return factorBand(
    `exposure to BETA from ${exposureText(ends.low)} to ${exposureText(ends.high)}`,
    Float64Array.from(sleeves, (s) => s.exposures[at]!),
    ends.low + marketExposures[at]!,
    ends.high + marketExposures[at]!,
  );
}

const industryBands = (
  { sleeves, bouquetExposures }: SleeveProgramme,
  { industry }: ConstraintSlack,
): Constraint[] =>
  INDUSTRIES.flatMap((name, g) => {
    const at = INDUSTRY_AT + g;
    const ofBouquet = bouquetExposures[at]!;
    const weights = Float64Array.from(sleeves, (s) => s.exposures[at]!);
    const [low, high] = [ofBouquet - industry, ofBouquet + industry];
    // No weights between 0 and 1 can reach either bound.
    if (low <= 0 && weights.every((w) => w <= high)) return [];
    return factorBand(
      `${name} within ${percentText(industry)} of its ${plainPercent(ofBouquet)} in the bouquet`,
      weights,
      low,
      high,
    );
  });

/** A row for each stock that can exceed the cap at all. */
function stockCaps({ sleeves, stocks, rules: { complianceLimits }, high }: SleeveProgramme): Constraint[] {
  const rows = new Map<number, Float64Array>();
  sleeves.forEach(({ holdings }, s) => {
    for (const { issuer, weight } of holdings) {
      // An index is not a single stock.
      if (issuer >= stocks.riskModel.industry.length) continue;
      const row = rows.get(issuer) ?? new Float64Array(sleeves.length);
      row[s]! += weight;
      rows.set(issuer, row);
    }
  });
  return [...rows]
    .filter(
      ([, row]) => row.reduce((sum, weight, s) => sum + weight * high[s]!, 0) > complianceLimits.nameCap,
    )
    .sort(([a], [b]) => a - b)
    .map(([issuer, row]) =>
      factorBand(
        `at most ${percentText(complianceLimits.nameCap)} in ${stocks.issuers[issuer]!.symbol}`,
        row,
        -Infinity,
        complianceLimits.nameCap,
      ),
    );
}

function tradingConstraints(
  { low, high, rules }: SleeveProgramme,
  slack: ConstraintSlack,
  terms: TradingTerms,
): Constraint[] {
  const { from, otherTurnover, newMoney, rates, years, untraded } = terms;
  const perYear = (rate: number): number => rate / years / rules.riskAversion;
  const bounds = (free: Float64Array) => free.map((end, i) => (untraded.has(i) ? from[i]! : end));
  return [
    ...(untraded.size > 0 ? [weightBounds(UNTRADED, bounds(low), bounds(high))] : []),
    ...(rates ? [tradingCost(from, rates.buy.map(perYear), rates.sell.map(perYear))] : []),
    {
      ...turnoverLimit(from, Math.max(0, slack.turnover + newMoney - otherTurnover)),
      name: `one-way turnover of at most ${percentText(slack.turnover)}`,
    },
  ];
}

/** Formats an exposure: up to four decimals, with a typographic minus sign. */
export const exposureText = (x: number): string => `${x < 0 ? '−' : ''}${Number(Math.abs(x).toFixed(4))}`;

/** The error for constraints that cannot be relaxed and cannot be satisfied together. */
export const infeasibleError = (constraints: readonly string[], regime: Regime): UserError =>
  userError(
    'infeasible-constraints',
    'allocation',
    `no weights of the ${regime} bouquet satisfy these constraints together, even after relaxing the turnover, industry and BETA limits: ${listed(constraints)}.`,
    'Widen allocations.bands, or raise allocations.model.complianceLimits.nameCap, in the rule book.',
  );
