import { isSigned, LEVELS, type LevelKey, type Levels } from '../../signals/levels.ts';
import { userError } from '../market/problem.ts';
import type { Shock } from './settings.ts';
import type { Supposition } from './what-if.ts';

/** How a level goes along with the Nifty while earnings, book and dividends stay as they are. */
const CARRIED: Readonly<Partial<Record<LevelKey, 1 | -1>>> = { pe: 1, pb: 1, dy: -1 };

export interface ShockedLevels {
  readonly levels: Levels;
  /** The levels that are no longer those observed. */
  readonly touched: ReadonlySet<LevelKey>;
  readonly suppositions: readonly Supposition[];
}

/**
 * The levels after the shocks. A move of the Nifty carries P/E and P/B up or down with it and the dividend yield
 * the other way, unless they are set themselves.
 *
 * @throws UserError where a level that was not observed is to be moved.
 */
export function shockLevels(levels: Levels, shocks: readonly Shock[]): ShockedLevels {
  const next: Partial<Record<LevelKey, number>> = { ...levels };
  const suppositions: Supposition[] = [];
  const set = (key: LevelKey, to: number, how: 'set' | 'carried') => {
    suppositions.push({ kind: 'level', key, unit: LEVELS[key].unit, from: levels[key] ?? null, to, how });
    next[key] = to;
  };
  for (const shock of shocks) set(shock.key, shocked(levels[shock.key], shock), 'set');
  if (next.nifty !== undefined && levels.nifty !== undefined && next.nifty !== levels.nifty) {
    for (const [key, power] of Object.entries(CARRIED) as [LevelKey, 1 | -1][]) {
      const now = levels[key];
      if (now === undefined || shocks.some((s) => s.key === key)) continue;
      set(key, now * (next.nifty / levels.nifty) ** power, 'carried');
    }
  }
  const touched = new Set(suppositions.flatMap((s) => (s.kind === 'level' ? [s.key as LevelKey] : [])));
  return { levels: next, touched, suppositions };
}

function shocked(now: number | undefined, { key, move, amount }: Shock): number {
  if (move === 'to') return amount;
  if (now === undefined) {
    throw userError(
      'what-if',
      `--set ${key}`,
      `there is no recent ${LEVELS[key].title} to move from.`,
      `Set a level instead, e.g. ${key}=20, or import a newer file.`,
    );
  }
  const to = move === 'by-fraction' ? now * (1 + amount) : now + amount;
  if (!(to > 0) && !isSigned(key)) {
    const told = (x: number) => x.toFixed(LEVELS[key].decimals).replace('-', '−');
    throw userError(
      'what-if',
      `--set ${key}`,
      `moves ${told(now)} to ${told(to)}; a level is above 0.`,
      'Move it less.',
    );
  }
  return to;
}
