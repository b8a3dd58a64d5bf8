import { displayDay, iso, type Day, day } from '../../src/market/day.ts';
import type { Override, RegimeRules } from './rules.ts';

/** The override in force on a day; the last one written where several are. Null when the model's label stands. */
export function overrideOn(asOf: Day, rules: Pick<RegimeRules, 'overrides'>): Override | null {
  const today = iso(asOf);
  return rules.overrides.findLast((o) => o.from <= today && today <= o.expires) ?? null;
}

/** How an override is told on every output. */
export const overrideText = (o: Override, model: string): string =>
  `${o.author} has set the label to ${o.regime} from ${displayDay(day(o.from))} to ${displayDay(day(o.expires))}: ${o.reason} The model says ${model}.`;
