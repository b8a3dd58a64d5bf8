import { INDUSTRIES, INDUSTRY_AT, STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import { factorBand } from '../../src/optimiser/constraints/factor-band.ts';
import { fullyInvested } from '../../src/optimiser/constraints/fully-invested.ts';
import { type Limit, percentText } from '../../src/optimiser/constraints/constraint.ts';
import { tradingCost } from '../../src/optimiser/constraints/trading-cost.ts';
import { turnoverLimit } from '../../src/optimiser/constraints/turnover-limit.ts';
import { weightBounds } from '../../src/optimiser/constraints/weight-bounds.ts';
import { percent } from '../../src/format/words.ts';
import type { Room } from './relax-constraints.ts';
import type { SleeveProgramme } from './objective.ts';
import type { TradeRates } from './trading-costs.ts';

/** Trade from what is held. */
export interface FromHeld {
  /** By sleeve of the programme. */
  readonly from: Float64Array;
  /** One-way turnover in positions outside the programme, which is settled before. */
  readonly elsewhere: number;
  /** Null where what trading costs is not known. */
  readonly rates: TradeRates | null;
  /** What part of a year a trade must earn its cost in. */
  readonly years: number;
  /** Sleeves that stay as they are held. */
  readonly unmoved: ReadonlySet<number>;
}

export const BANDS = 'bands of the sleeves';
export const UNMOVED = 'smallest trade';

/** All that the weights of sleeves must keep: `total` to be shared out, the rest from the rule book in the given room. */
export const limitsOf = (
  programme: SleeveProgramme,
  total: number,
  room: Room,
  trade: FromHeld | null,
): Limit[] => [
  fullyInvested(programme.sleeves.length, total),
  weightBounds(BANDS, programme.low, programme.high),
  betaBand(programme, room),
  ...industryBands(programme, room),
  ...nameCaps(programme),
  ...(trade ? tradeLimits(programme, room, trade) : []),
];

function betaBand({ sleeves, rules, regime, marketExposures }: SleeveProgramme, room: Room): Limit {
  const at = STYLE_AT + STYLES.indexOf('BETA');
  const { low, high } = rules.betaBand[regime];
  const ends = { low: low - room.beta, high: high + room.beta };
  return factorBand(
    `exposure to BETA from ${signed(ends.low)} to ${signed(ends.high)}`,
    Float64Array.from(sleeves, (s) => s.exposures[at]!),
    ends.low + marketExposures[at]!,
    ends.high + marketExposures[at]!,
  );
}

const industryBands = ({ sleeves, marketExposures }: SleeveProgramme, { industry }: Room): Limit[] =>
  INDUSTRIES.flatMap((name, g) => {
    const at = INDUSTRY_AT + g;
    const ofMarket = marketExposures[at]!;
    const weights = Float64Array.from(sleeves, (s) => s.exposures[at]!);
    const [low, high] = [ofMarket - industry, ofMarket + industry];
    // No weights between 0 and 1 come near its ends.
    if (low <= 0 && weights.every((w) => w <= high)) return [];
    return factorBand(
      `${name} within ${percentText(industry)} of the portfolio of its ${percent(ofMarket)} in the market`,
      weights,
      low,
      high,
    );
  });

/** A row for each share that could come above the cap at all. */
function nameCaps({ sleeves, basis, rules, high }: SleeveProgramme): Limit[] {
  const held = new Map<number, Float64Array>();
  sleeves.forEach(({ holdings }, s) => {
    for (const { issuer, weight } of holdings) {
      const row = held.get(issuer) ?? new Float64Array(sleeves.length);
      row[s]! += weight;
      held.set(issuer, row);
    }
  });
  return [...held]
    .filter(([, row]) => row.reduce((most, h, s) => most + h * high[s]!, 0) > rules.nameCap)
    .sort(([a], [b]) => a - b)
    .map(([issuer, row]) =>
      factorBand(
        `at most ${percentText(rules.nameCap)} in ${basis.issuers[issuer]!.symbol}`,
        row,
        -Infinity,
        rules.nameCap,
      ),
    );
}

function tradeLimits({ low, high, rules }: SleeveProgramme, room: Room, trade: FromHeld): Limit[] {
  const { from, elsewhere, rates, years, unmoved } = trade;
  const perYear = (rate: number): number => rate / years / rules.riskAversion;
  const bounds = (free: Float64Array) => free.map((end, i) => (unmoved.has(i) ? from[i]! : end));
  return [
    ...(unmoved.size > 0 ? [weightBounds(UNMOVED, bounds(low), bounds(high))] : []),
    ...(rates ? [tradingCost(from, rates.buy.map(perYear), rates.sell.map(perYear))] : []),
    {
      ...turnoverLimit(from, Math.max(0, room.turnover - elsewhere)),
      name: `turnover of at most ${percentText(room.turnover)} one-way`,
    },
  ];
}

/** An exposure as people read it: to four decimals, with a true minus sign. */
export const signed = (x: number): string => `${x < 0 ? '−' : ''}${Number(Math.abs(x).toFixed(4))}`;
