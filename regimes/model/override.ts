import { displayDay, iso, type Day, day } from '../../src/market/day.ts';
import type { Override, RegimeRules } from './rules.ts';

/** The override in force on a day, the last listed where several overlap; null where the model's label applies. */
export function overrideOn(asOf: Day, rules: Pick<RegimeRules, 'overrides'>): Override | null {
  const today = iso(asOf);
  return rules.overrides.findLast((o) => o.from <= today && today <= o.expires) ?? null;
}

/** The text of an override on every output. */
export const overrideText = (o: Override, model: string): string =>
  `Manual override by ${o.author}: the regime is set to ${o.regime} from ${displayDay(day(o.from))} to ${displayDay(day(o.expires))}. Reason: ${o.reason} The model’s own label is ${model}.`;
