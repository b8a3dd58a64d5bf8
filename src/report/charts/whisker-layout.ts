import type { Regime } from '../../../regimes/regime.ts';
import { NONE } from '../../format/numbers.ts';

const PITCH = 12;
const GAP = 8;

/** An estimate with its confidence interval, in percent. */
export interface Whisker {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  /** Printed to the right of the row. */
  readonly text: string;
}

/** Estimates under one title; null where an estimate is not available. */
export interface WhiskerGroup {
  readonly title: string;
  /** Whether its dots are hollow, for example because part of the history is a back-test. */
  readonly hollow: boolean;
  readonly rows: readonly { readonly regime: Regime | null; readonly whisker: Whisker | null }[];
}

export interface PlacedWhisker extends Whisker {
  readonly regime: Regime | null;
  readonly hollow: boolean;
  readonly y: number;
}

/** Text printed to the right of a row. */
export interface WhiskerText {
  readonly y: number;
  readonly text: string;
}

interface Layout {
  readonly titles: readonly { readonly title: string; readonly y: number }[];
  readonly placed: readonly PlacedWhisker[];
  /** Rows without an estimate. */
  readonly blanks: readonly WhiskerText[];
  readonly height: number;
}

/** Places the groups one below the other, in pixels from the top; `over` is the height of a title above its rows. */
export function layOut(groups: readonly WhiskerGroup[], over: number): Layout {
  const titles: { title: string; y: number }[] = [];
  const placed: PlacedWhisker[] = [];
  const blanks: WhiskerText[] = [];
  let height = 0;
  for (const { title, rows, hollow } of groups) {
    titles.push({ title, y: height });
    height += over;
    for (const { regime, whisker } of rows.length > 0 ? rows : [{ regime: null, whisker: null }]) {
      const y = height + PITCH / 2;
      if (whisker) placed.push({ ...whisker, regime, hollow, y });
      else blanks.push({ y, text: NONE });
      height += PITCH;
    }
    height += GAP;
  }
  return { titles, placed, blanks, height };
}
