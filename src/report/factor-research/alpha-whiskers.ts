import type { Estimate } from '../../validation/factors/estimate.ts';
import type { Whisker, WhiskerGroup } from '../charts/whisker-layout.ts';
import { NO_BREAK, orNone, signed, signedPercent } from '../../format/numbers.ts';

/** Alphas without a regime, as a group under one title. */
export const alphaWhiskers = (title: string, alphas: readonly (Estimate | null)[]): WhiskerGroup => ({
  title,
  hollow: false,
  rows: alphas.map((a) => ({ regime: null, whisker: a && whiskerOf(a) })),
});

const whiskerOf = ({ annual, interval: [low, high], t }: Estimate): Whisker => ({
  at: annual,
  low,
  high,
  text: `${signedPercent(annual)} (t${NO_BREAK}${signed(t, 1)})`,
});

/** Text alternative of an alpha in a chart. */
export const alphaText = (title: string, alpha: Estimate | null): string =>
  `${title}: ${orNone(alpha, (a) => signedPercent(a.annual))}.`;
