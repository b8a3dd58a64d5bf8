import { isSigned, LEVELS, type LevelKey } from '../../signals/levels.ts';
import { userError } from '../market/problem.ts';
import type { RuleSetting } from '../rulebook/change.ts';

/** A level moved: to a value, by a fraction of itself, or by so many percentage points. */
export interface Shock {
  readonly key: LevelKey;
  readonly move: 'to' | 'by-fraction' | 'by-points';
  readonly amount: number;
}

export interface Settings {
  readonly shocks: readonly Shock[];
  readonly rules: readonly RuleSetting[];
}

const SETTING = /^([a-z][a-zA-Z0-9.-]*)=(.+)$/;
const AMOUNT = /^([+-]?\d+(?:\.\d+)?)(%|bp)?$/;

/**
 * Reads what-if settings: `us-vix=45` sets a level, `nifty=-20%` moves it, `gsec=+50bp` moves a yield, and a key
 * with a dot sets a rule: `regimes.enterBullish=0.25`.
 *
 * @throws UserError naming the setting and what is allowed.
 */
export function parseSettings(texts: readonly string[]): Settings {
  const shocks: Shock[] = [];
  const rules: RuleSetting[] = [];
  const seen = new Set<string>();
  for (const text of texts) {
    const [, key, value] = SETTING.exec(text) ?? [];
    if (key === undefined || value === undefined) {
      throw refuse(text, 'is not a key and a value', 'Write, for instance, us-vix=45 or nifty=-20%.');
    }
    if (seen.has(key)) throw refuse(text, `sets ${key} a second time`, 'Keep one of them.');
    seen.add(key);
    if (key.includes('.')) rules.push({ path: key, value: ruleValue(value) });
    else shocks.push(shockOf(text, key, value));
  }
  return { shocks, rules };
}

function shockOf(text: string, key: string, value: string): Shock {
  if (!isLevel(key)) {
    const known = Object.keys(LEVELS).join(', ');
    throw refuse(
      text,
      `there is no level ${key}`,
      `Levels are ${known}; a rule is named by its path, e.g. regimes.enterBullish.`,
    );
  }
  const [, number, unit] = AMOUNT.exec(value) ?? [];
  if (number === undefined) {
    throw refuse(
      text,
      `${JSON.stringify(value)} is not a level or a move`,
      `Write ${key}=45, ${key}=+10% or gsec=+50bp.`,
    );
  }
  const amount = Number(number);
  if (unit === 'bp') {
    if (key !== 'gsec') throw refuse(text, 'only a yield moves by basis points', `Write ${key}=+10%.`);
    return { key, move: 'by-points', amount: amount / 100 };
  }
  if (unit === '%') {
    if (amount <= -100) throw refuse(text, 'takes the whole level away', 'Move it by more than -100%.');
    return { key, move: 'by-fraction', amount: amount / 100 };
  }
  if (!isSigned(key) && amount <= 0)
    throw refuse(text, 'a level is above 0', `A fall is written ${key}=-20%.`);
  return { key, move: 'to', amount };
}

const isLevel = (key: string): key is LevelKey => Object.hasOwn(LEVELS, key);

/** A number, a truth value, null, or the text as it stands. */
function ruleValue(text: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const words = new Map<string, unknown>([
    ['true', true],
    ['false', false],
    ['null', null],
  ]);
  return words.has(text) ? words.get(text) : text;
}

const refuse = (setting: string, message: string, remedy: string) =>
  userError('what-if', `--set ${setting}`, `${message}.`, remedy);
