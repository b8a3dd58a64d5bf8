import type { Tape } from '../../signals/aligned-market.ts';
import { iso } from '../../src/market/day.ts';
import { type Calibration, calibrate } from './calibration.ts';
import type { RegimeRules } from './rules.ts';
import type { MonthCall } from './history.ts';

/** How often the record's own calls of each size of score were right, by what the tape shows and no more. */
export function calibrateRecord(
  { sessions, closes, monthEnds }: Tape,
  history: readonly MonthCall[],
  { confidence }: Pick<RegimeRules, 'confidence'>,
): Calibration | null {
  const placeOf = new Map(monthEnds.map((s, i) => [sessions[s]!, i]));
  return calibrate({
    closes: monthEnds.map((s) => closes[s]!),
    calls: history.flatMap(({ monthEnd, combined, regime }) => {
      const at = placeOf.get(monthEnd);
      return combined.kind === 'scored' && at !== undefined
        ? [{ at, monthEnd: iso(monthEnd), score: combined.score, label: regime }]
        : [];
    }),
    limits: [confidence.low, confidence.high],
  });
}
