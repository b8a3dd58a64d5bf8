import { isSigned, LEVELS, type LevelKey, type Levels } from '../../signals/levels.ts';
import { userError } from '../market/problem.ts';
import type { Shock } from './settings.ts';
import type { Assumption } from './what-if.ts';

/** The elasticity of a level to the Nifty while earnings, book value and dividends are unchanged. */
const CARRIED_BY_NIFTY: Readonly<Partial<Record<LevelKey, 1 | -1>>> = { pe: 1, pb: 1, dy: -1 };

export interface ShockedLevels {
  readonly levels: Levels;
  /** The levels that differ from those observed. */
  readonly touched: ReadonlySet<LevelKey>;
  readonly assumptions: readonly Assumption[];
}

/**
 * Applies shocks to the observed levels. A Nifty move changes P/E and P/B proportionally and the dividend yield inversely,
 * unless the scenario sets them itself.
 *
 * @throws UserError for a relative move of a level that has no recent observation, or a move to 0 or below.
 */
export function shockLevels(levels: Levels, shocks: readonly Shock[]): ShockedLevels {
  const next: Partial<Record<LevelKey, number>> = { ...levels };
  const assumptions: Assumption[] = [];
  const set = (key: LevelKey, to: number, how: 'set' | 'carried') => {
    assumptions.push({ kind: 'level', key, unit: LEVELS[key].unit, from: levels[key] ?? null, to, how });
    next[key] = to;
  };
  for (const shock of shocks) set(shock.key, shocked(levels[shock.key], shock), 'set');
  if (next.nifty !== undefined && levels.nifty !== undefined && next.nifty !== levels.nifty) {
    for (const [key, power] of Object.entries(CARRIED_BY_NIFTY) as [LevelKey, 1 | -1][]) {
      const now = levels[key];
      if (now === undefined || shocks.some((s) => s.key === key)) continue;
      set(key, now * (next.nifty / levels.nifty) ** power, 'carried');
    }
  }
  const touched = new Set(assumptions.flatMap((s) => (s.kind === 'level' ? [s.key as LevelKey] : [])));
  return { levels: next, touched, assumptions };
}

function shocked(now: number | undefined, { key, move, amount }: Shock): number {
  if (move === 'to') return amount;
  if (now === undefined) {
    throw userError(
      'what-if',
      `--set ${key}`,
      `cannot move ${LEVELS[key].title}: it has no recent observation.`,
      `Set a level instead, e.g. ${key}=20, or import a newer file.`,
    );
  }
  const to = move === 'by-fraction' ? now * (1 + amount) : now + amount;
  if (!(to > 0) && !isSigned(key)) {
    const formatted = (x: number) => x.toFixed(LEVELS[key].decimals).replace('-', '−');
    throw userError(
      'what-if',
      `--set ${key}`,
      `would move ${LEVELS[key].title} from ${formatted(now)} to ${formatted(to)}; it must stay above 0.`,
      'Use a smaller move.',
    );
  }
  return to;
}
