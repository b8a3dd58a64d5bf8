import type { Day } from '../../market/day.ts';
import type { SleeveDefinition } from '../definition.ts';
import { screenEligibility } from './eligibility.ts';
import type { ScreeningStep } from './screening.ts';
import type { RollingMarket } from '../characteristics/rolling-market.ts';
import { characteristicValues } from '../characteristics/characteristics.ts';
import { leastTraded, uncappedWeights } from './uncapped-weights.ts';
import { type IssuerScore, type RequiredInput, scoreInputs, scoreIssuers } from './score.ts';
import { screenUniverse } from './universe.ts';

/** A stock that may be selected, with everything its weight depends on, as of the cut-off. */
export interface Candidate {
  readonly issuer: number;
  /** Null if the definition has no score. */
  readonly score: IssuerScore | null;
  /** Free-float market value, ₹ crore. */
  readonly cap: number;
  /** Proportional to the weight before caps. */
  readonly uncappedWeight: number;
  /** Whether the definition's lower cap for the least traded stocks applies. */
  readonly isIlliquid: boolean;
}

/** The result of steps 1 to 3 with the data of the cut-off, kept until the change. */
export interface Shortlist {
  readonly cutOff: Day;
  readonly screening: readonly ScreeningStep[];
  /** Best first: by score, or by free-float market value if there is no score; ties go to the lower column. */
  readonly candidates: readonly Candidate[];
}

/** The shortlist at the market's current session, the last of its month. Changes nothing. */
export function shortlist(definition: SleeveDefinition, market: RollingMarket): Shortlist {
  const universe = screenUniverse(market, definition);
  const inputs = scoreInputs(market, definition);
  const eligible = screenEligibility(market, definition, universe.remaining, [
    ...inputs,
    ...weightInputs(definition, market),
  ]);
  const { scores, remaining, step } = scoreIssuers(eligible.remaining, definition, inputs);
  const caps = remaining.map((i) => market.marketCap[i]! * market.freeFloats.fraction[i]!);
  const uncapped = uncappedWeights(market, definition, remaining, scores, caps);
  const illiquid = leastTraded(market, definition, universe.remaining);
  const rankedBy = ({ score, cap }: Candidate): number => score?.score ?? cap;
  const candidates = remaining
    .map((issuer, k): Candidate => {
      const score = scores.get(issuer) ?? null;
      const isIlliquid = illiquid.has(issuer);
      return { issuer, score, cap: caps[k]!, uncappedWeight: uncapped[k]!, isIlliquid };
    })
    .sort((a, b) => rankedBy(b) - rankedBy(a) || a.issuer - b.issuer);
  return { cutOff: market.day!, screening: [universe.step, eligible.step, step], candidates };
}

/** Characteristics that the weighting scheme needs besides score and market value. */
function weightInputs({ weight }: SleeveDefinition, market: RollingMarket): RequiredInput[] {
  if (weight.by !== 'inverse-volatility') return [];
  const characteristic = { kind: 'volatility' } as const;
  return [{ characteristic, values: characteristicValues(market, characteristic), appliesTo: () => true }];
}
