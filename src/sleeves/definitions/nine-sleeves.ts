import type { SleeveDefinition } from '../definition.ts';
import { ALPHA } from './alpha.ts';
import { CONTRARIAN } from './contrarian.ts';
import { DIVIDEND } from './dividend.ts';
import { LOW_VOLATILITY } from './low-volatility.ts';
import { MICRO_CAP } from './micro-cap.ts';
import { MOMENTUM } from './momentum.ts';
import { QUALITY } from './quality.ts';
import { SMALL_CAP } from './small-cap.ts';
import { VALUE } from './value.ts';

/** The nine sleeves between which the model rotates, in the order of the bouquets. */
export const NINE_SLEEVES = {
  momentum: MOMENTUM,
  alpha: ALPHA,
  value: VALUE,
  'small-cap': SMALL_CAP,
  'micro-cap': MICRO_CAP,
  'low-volatility': LOW_VOLATILITY,
  dividend: DIVIDEND,
  quality: QUALITY,
  contrarian: CONTRARIAN,
} as const satisfies Readonly<Record<string, SleeveDefinition>>;
