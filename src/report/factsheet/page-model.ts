import type { Problem } from '../../market/problem.ts';
import { type Day, iso, weekday } from '../../market/day.ts';
import type { SleeveExposures } from '../../decision/stocks/sleeve-exposures.ts';
import type { Factsheet } from '../../sleeves/factsheet.ts';
import type { IndexLevels } from '../../sleeves/sleeve-history.ts';

/** Total-return levels of a sleeve and of the cap-weighted market, both 1,000 on the first date. */
export interface DrawnLevels {
  readonly dates: readonly string[];
  readonly sleeve: readonly number[];
  readonly market: readonly number[];
}

export interface SleeveSheet {
  readonly sheet: Factsheet;
  readonly levels: DrawnLevels;
  /** Null if there is no risk model for the date. */
  readonly exposures: SleeveExposures | null;
}

/** Factsheets of one or several sleeves on one page. */
export interface FactsheetPage {
  readonly simulated: boolean;
  readonly sheets: readonly SleeveSheet[];
  readonly problems: readonly Problem[];
}

/** Weekly levels from the first common date to `to`; empty with fewer than two common dates. */
export function drawnLevels(sleeve: IndexLevels, market: IndexLevels, to: Day): DrawnLevels {
  const marketAt = new Map(market.day.map((d, k) => [d, market.total[k]!]));
  const shared = sleeve.day.flatMap((d, k) =>
    d <= to && marketAt.has(d) ? [{ d, level: sleeve.total[k]! }] : [],
  );
  const first = shared[0];
  if (!first || shared.length < 2) return { dates: [], sleeve: [], market: [] };
  const weekOf = (d: Day): number => d - weekday(d);
  const kept = shared.filter(({ d }, k) => {
    const next = shared[k + 1];
    return k === 0 || next === undefined || weekOf(next.d) !== weekOf(d);
  });
  return {
    dates: kept.map(({ d }) => iso(d)),
    sleeve: kept.map(({ level }) => (1000 * level) / first.level),
    market: kept.map(({ d }) => (1000 * marketAt.get(d)!) / marketAt.get(first.d)!),
  };
}
