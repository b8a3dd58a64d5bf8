import { isSigned, LEVELS, type LevelKey, type Levels } from '../../signals/levels.ts';
import { userError } from '../market/problem.ts';
import { type Shock, settingName } from './settings.ts';

/** The elasticity of a level to the Nifty while earnings, book value and dividends are unchanged. */
const CARRIED_BY_NIFTY: Readonly<Partial<Record<LevelKey, 1 | -1>>> = { pe: 1, pb: 1, dy: -1 };

/** A level under a scenario: set by it, or carried by another one. */
export interface ShockedLevel {
  readonly key: LevelKey;
  readonly from: number | null;
  readonly to: number;
  readonly how: 'set' | 'carried';
  /** The level or move as the user wrote it; null if carried. */
  readonly asked: string | null;
}

export interface ShockedLevels {
  readonly levels: Levels;
  /** The levels that differ from those observed. */
  readonly touched: ReadonlySet<LevelKey>;
  readonly assumed: readonly ShockedLevel[];
}

/**
 * Applies shocks to the observed levels. A Nifty move changes P/E and P/B proportionally and the dividend yield inversely,
 * unless the scenario sets them itself.
 *
 * @throws UserError for a relative move of a level that has no recent observation, or a move to 0 or below.
 */
export function shockLevels(levels: Levels, shocks: readonly Shock[]): ShockedLevels {
  const next: Partial<Record<LevelKey, number>> = { ...levels };
  const assumed: ShockedLevel[] = [];
  const assume = (level: Omit<ShockedLevel, 'from'>) => {
    assumed.push({ ...level, from: levels[level.key] ?? null });
    next[level.key] = level.to;
  };
  for (const shock of shocks) {
    const { key, asked } = shock;
    assume({ key, to: shocked(levels[key], shock), how: 'set', asked });
  }
  if (next.nifty !== undefined && levels.nifty !== undefined && next.nifty !== levels.nifty) {
    for (const [key, power] of Object.entries(CARRIED_BY_NIFTY) as [LevelKey, 1 | -1][]) {
      const now = levels[key];
      if (now === undefined || shocks.some((s) => s.key === key)) continue;
      assume({ key, to: now * (next.nifty / levels.nifty) ** power, how: 'carried', asked: null });
    }
  }
  return { levels: next, touched: new Set(assumed.map((a) => a.key)), assumed };
}

function shocked(now: number | undefined, { key, move, amount, asked }: Shock): number {
  if (move === 'to') return amount;
  if (now === undefined) {
    throw userError(
      'what-if',
      settingName(`${key}=${asked}`),
      `${LEVELS[key].title} cannot be moved: it has no recent observation.`,
      `Set a level instead, e.g. ${key}=20, or import a newer file.`,
    );
  }
  const to = move === 'by-fraction' ? now * (1 + amount) : now + amount;
  if (!(to > 0) && !isSigned(key)) {
    const formatted = (x: number) => x.toFixed(LEVELS[key].decimals).replace('-', '−');
    throw userError(
      'what-if',
      settingName(`${key}=${asked}`),
      `It would move ${LEVELS[key].title} from ${formatted(now)} to ${formatted(to)}; it must stay above 0.`,
      'Use a smaller move.',
    );
  }
  return to;
}
