import type { Problem } from '../../market/problem.ts';
import { type Day, iso, weekday } from '../../market/day.ts';
import type { Style } from '../../risk/factors.ts';
import type { Factsheet } from '../../sleeves/factsheet.ts';
import type { Levels } from '../../sleeves/sleeve-history.ts';

/** What a sleeve leans to by INEC-1, against its estimation universe by capitalisation, at the sheet's close. */
export interface SleeveExposures {
  /** The part of the sleeve's weight that the model covers; the figures are of that part, taken as the whole. */
  readonly covered: number;
  /** Percent a year, forecast. */
  readonly volatility: number;
  readonly trackingError: number;
  readonly beta: number;
  /** Active exposure in deviations, and what it adds to the tracking error in percent a year. */
  readonly styles: readonly {
    readonly style: Style;
    readonly exposure: number;
    readonly contribution: number;
  }[];
}

/** Total-return levels of a sleeve and of all shares by market value, both 1,000 on the first day. */
export interface DrawnLevels {
  readonly dates: readonly string[];
  readonly sleeve: readonly number[];
  readonly market: readonly number[];
}

export interface SleeveSheet {
  readonly sheet: Factsheet;
  readonly levels: DrawnLevels;
  /** Null where there is no risk model of the day. */
  readonly exposures: SleeveExposures | null;
}

/** Factsheets of one or several sleeves, as one page. */
export interface FactsheetPage {
  readonly simulated: boolean;
  readonly sheets: readonly SleeveSheet[];
  readonly problems: readonly Problem[];
}

/** The last level of each week from the first that both have, up to a day; empty where they share fewer than two. */
export function drawnLevels(sleeve: Levels, market: Levels, to: Day): DrawnLevels {
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
