import { displayDay, type Day } from '../market/day.ts';
import type { SchemeFacts } from '../market/funds/scheme.ts';
import { INDEX_LIKE } from './category-benchmarks.ts';
import type { FundMeasures } from './measure-fund.ts';

/** What a reader should know of a fund beside its score. A gate keeps it out of plans; a flag does not. */
export interface FundFlag {
  readonly kind: 'gate' | 'flag';
  readonly id: 'short-history' | 'small' | 'expensive' | 'new-manager' | 'unlike-benchmark';
  readonly text: string;
}

/** Months of NAVs, ₹ crore of assets, and months of the manager below which a fund is gated or flagged (our choice). */
const LEAST_HISTORY = 36;
const LEAST_AUM = 500;
const MANAGER_MONTHS = 12;
const BETA_BAND = 0.3;
const LEAST_R_SQUARED = 0.85;
const DAYS_A_MONTH = 365.25 / 12;

/** The third quartile of some numbers, by linear interpolation; null for fewer than four. */
export function thirdQuartile(values: readonly number[]): number | null {
  if (values.length < 4) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = 0.75 * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
}

/** What is known of a fund on the day of a card. */
export interface FlagInput {
  readonly category: string;
  readonly measures: FundMeasures;
  readonly firstNavOn: Day;
  readonly facts: SchemeFacts;
  /** The third quartile of the category's expense ratios; null if too few are known. */
  readonly highTer: number | null;
  readonly asOf: Day;
}

export function flagsOf({ category, measures, firstNavOn, facts, highTer, asOf }: FlagInput): FundFlag[] {
  const flags: FundFlag[] = [];
  const history = Math.floor((asOf - firstNavOn) / DAYS_A_MONTH);
  if (history < LEAST_HISTORY)
    flags.push({
      kind: 'gate',
      id: 'short-history',
      text: `NAVs of ${history} months only, from ${displayDay(firstNavOn)}; ${LEAST_HISTORY} are needed`,
    });
  if (facts.aum !== null && facts.aum < LEAST_AUM)
    flags.push({
      kind: 'gate',
      id: 'small',
      text: `assets of ₹ ${Math.round(facts.aum).toLocaleString('en-IN')} crore, below ₹ ${LEAST_AUM} crore`,
    });
  if (facts.ter !== null && highTer !== null && facts.ter > highTer)
    flags.push({
      kind: 'flag',
      id: 'expensive',
      text: `expense ratio of ${facts.ter} %, above the category’s third quartile of ${highTer.toFixed(2)} %`,
    });
  if (facts.managerSince !== null && (asOf - facts.managerSince) / DAYS_A_MONTH < MANAGER_MONTHS)
    flags.push({
      kind: 'flag',
      id: 'new-manager',
      text: `${facts.manager ?? 'the manager'} manages it since ${displayDay(facts.managerSince)}, less than ${MANAGER_MONTHS} months`,
    });
  const [beta, rSquared] = [measures.beta.value, measures.rSquared.value];
  if (
    INDEX_LIKE.has(category) &&
    ((beta !== null && Math.abs(beta - 1) > BETA_BAND) || (rSquared !== null && rSquared < LEAST_R_SQUARED))
  )
    flags.push({
      kind: 'flag',
      id: 'unlike-benchmark',
      text: `does not move with its benchmark: beta ${beta?.toFixed(2) ?? '–'}, R² ${rSquared?.toFixed(2) ?? '–'}`,
    });
  return flags;
}
