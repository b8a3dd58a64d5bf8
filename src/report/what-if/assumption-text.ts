import { LEVELS, type LevelKey } from '../../../signals/levels.ts';
import { grouped, MINUS, NO_BREAK } from '../../format/numbers.ts';
import type { RuleChange } from '../../rulebook/change.ts';
import type { Assumption } from '../../whatif/what-if.ts';
import { dateText } from '../page/dates.ts';

/**
 * An assumption as it was asked: a move with its size and the levels before and after, a level with the one it replaces, a
 * forced regime, or a rule with its values.
 *
 * `Nifty 50 close −20 %: 24,903.76 → 19,923.01 index points`
 */
export function assumptionText(assumption: Assumption): string {
  switch (assumption.kind) {
    case 'level':
      return levelText(assumption);
    case 'regime':
      return `Regime forced to ${assumption.regime}`;
    case 'rule':
      return ruleText(assumption);
  }
}

function levelText({ key, unit, from, to, asked }: Extract<Assumption, { kind: 'level' }>): string {
  const known = key in LEVELS ? LEVELS[key as LevelKey] : null;
  const text = (x: number) => grouped(x, known?.decimals ?? 2);
  const before = from === null ? 'not observed' : text(from);
  return `${known?.title ?? key}${moveText(asked)}: ${before} → ${text(to)} ${unit}`;
}

/** ` −20 %` for a move; empty for a level that was set or carried. */
function moveText(asked: string | null): string {
  const [, sign, size, unit] = /^([+-]?)([\d.]+)(%|bp)$/.exec(asked ?? '') ?? [];
  return size === undefined ? '' : ` ${sign === '-' ? MINUS : '+'}${size}${NO_BREAK}${unit}`;
}

/** `regimes.enterBullish: 0.2 → 0.25`. */
export const ruleText = ({ path, from, to }: RuleChange): string =>
  `${path}: ${settingText(from)} → ${settingText(to)}`;

/** A rule-book parameter as JSON, with a true minus sign; `not set` if undefined. */
const settingText = (value: unknown): string =>
  typeof value === 'number' ? String(value).replace('-', MINUS) : (JSON.stringify(value) ?? 'not set');

/** Whether another assumption moved a level. */
export const isCarried = (assumption: Assumption): boolean =>
  assumption.kind === 'level' && assumption.how === 'carried';

/** The range of an assumed level so far, `own history 10.68 to 28.07 since 01 Jan 1999`; null where there is none. */
export function ownHistoryText(assumption: Assumption): string | null {
  if (assumption.kind !== 'level' || assumption.history === null) return null;
  const decimals = assumption.key in LEVELS ? LEVELS[assumption.key as LevelKey].decimals : 2;
  const { min, max, since } = assumption.history;
  return `own history ${grouped(min, decimals)} to ${grouped(max, decimals)} since ${dateText(since)}`;
}
