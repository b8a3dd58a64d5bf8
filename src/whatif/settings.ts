import { isSigned, LEVELS, type LevelKey } from '../../signals/levels.ts';
import { UserError, userError, usageError } from '../market/problem.ts';
import { type RuleSetting, withRules } from '../rulebook/change.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';

/** A shock to a level: to a value, by a fraction of itself, or by percentage points. */
export interface Shock {
  readonly key: LevelKey;
  readonly move: 'to' | 'by-fraction' | 'by-points';
  readonly amount: number;
  /** The value as the user wrote it: `-20%`. */
  readonly asked: string;
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
 * @param texts the settings, each for a different key.
 * @throws UserError that names the setting and the allowed values: a usage error for one that cannot be read, another for a
 * value that no level can have.
 * @example
 * parseSettings(['us-vix=45', 'nifty=-20%', 'regimes.enterBullish=0.25']);
 */
export function parseSettings(texts: readonly string[]): Settings {
  const shocks: Shock[] = [];
  const rules: RuleSetting[] = [];
  const seen = new Set<string>();
  for (const text of texts) {
    const [, key, value] = SETTING.exec(text) ?? [];
    if (key === undefined || value === undefined) {
      throw unreadable(
        text,
        'It is not of the form key=value.',
        'Write, for instance, us-vix=45 or nifty=-20%.',
      );
    }
    if (seen.has(key)) throw unreadable(text, `It sets ${key} twice.`, 'Remove one of the two settings.');
    seen.add(key);
    if (key.includes('.')) rules.push({ path: key, value: ruleValue(value) });
    else shocks.push(shockOf(text, key, value));
  }
  return { shocks, rules };
}

/**
 * The rule book with the rules of the settings.
 *
 * @throws UserError in the manner of `parseSettings`: a usage error for a rule that does not exist or a value of another type.
 */
export function withRuleSettings(book: RuleBook, rules: readonly RuleSetting[]): RuleBook {
  try {
    return withRules(book, rules);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      error.problems.map((p) => {
        const rule = rules.find(({ path }) => path === p.about);
        return rule ? { ...p, about: settingName(`${rule.path}=${textOf(rule.value)}`) } : p;
      }),
    );
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function shockOf(text: string, key: string, value: string): Shock {
  if (!isLevel(key)) {
    throw unreadable(
      text,
      `There is no level ${key}.`,
      `Levels are ${Object.keys(LEVELS).join(', ')}; a rule is named by its path, e.g. regimes.enterBullish.`,
    );
  }
  const [, number, unit] = AMOUNT.exec(value) ?? [];
  if (number === undefined) {
    throw unreadable(
      text,
      `${JSON.stringify(value)} is not a level or a move.`,
      `Write ${key}=45, ${key}=+10% or gsec=+50bp.`,
    );
  }
  const amount = Number(number);
  if (unit === 'bp') {
    if (key !== 'gsec') throw unreadable(text, 'Only gsec can move by basis points.', `Write ${key}=+10%.`);
    return { key, move: 'by-points', amount: amount / 100, asked: value };
  }
  if (unit === '%') {
    if (amount <= -100)
      throw impossible(
        text,
        `A move of ${value} leaves nothing of ${key}.`,
        'A relative move must be above -100%.',
      );
    return { key, move: 'by-fraction', amount: amount / 100, asked: value };
  }
  if (!isSigned(key) && amount <= 0)
    throw impossible(
      text,
      `${value} is not above 0.`,
      `A level of ${key} must be above 0; write a fall as ${key}=-20%.`,
    );
  return { key, move: 'to', amount, asked: value };
}

const isLevel = (key: string): key is LevelKey => Object.hasOwn(LEVELS, key);

/** A number, a boolean, null, or the text unchanged. */
function ruleValue(text: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const literals = new Map<string, unknown>([
    ['true', true],
    ['false', false],
    ['null', null],
  ]);
  return literals.has(text) ? literals.get(text) : text;
}

/** The name of a setting in messages, as the command line takes it. */
export const settingName = (setting: string): string => `--set ${setting}`;

const unreadable = (setting: string, message: string, remedy: string) =>
  usageError(settingName(setting), message, remedy);

const impossible = (setting: string, message: string, remedy: string) =>
  userError('what-if', settingName(setting), message, remedy);
