/** A line to trade to its target, in paise. */
export interface SizedLine {
  readonly held: number;
  /** Fraction of the money to be invested. */
  readonly target: number;
  /** Cost of the smallest tradable amount; above 0. */
  readonly lot: number;
  /** Name of a pool of substitutable lines. */
  readonly pool: string;
  /** Largest value after its order, in paise; without it there is no limit. What is held above it is sold, however little. */
  readonly ceiling?: number;
}

/**
 * The target value of each line, in paise, such that no order is below the minimum. The line with the smallest of the orders
 * below the minimum is excluded from trading, and its target is redistributed pro rata within its pool; then the next,
 * until every remaining order is large enough. Small amounts are thus concentrated in the largest lines instead of being
 * left in cash. Redistribution never buys a line that is above its own target, nor sells one that is below. A line with
 * target 0 is sold whatever its size, and so is what is held above a ceiling.
 *
 * @param money paise to which the targets apply.
 * @param excluded lines that are not traded; lines found here are added.
 */
export function valuesAboveMinimum(
  lines: readonly SizedLine[],
  money: number,
  minimum: number,
  excluded: Set<number>,
): readonly number[] {
  for (;;) {
    const scales = scalesOf(lines, money, excluded);
    const values = lines.map((line, i) =>
      excluded.has(i) ? line.held : scaledTarget(line, money, scales.get(line.pool)!),
    );
    let smallest = -1;
    lines.forEach((line, i) => {
      if (excluded.has(i) || !isTooSmall(line, values[i]!, minimum)) return;
      const change = Math.abs(values[i]! - line.held);
      if (smallest < 0 || change < Math.abs(values[smallest]! - lines[smallest]!.held)) smallest = i;
    });
    if (smallest < 0) return values;
    excluded.add(smallest);
  }
}

/** The factor by which the targets of each pool's traded lines are scaled because other lines are excluded. */
function scalesOf(
  lines: readonly SizedLine[],
  money: number,
  excluded: ReadonlySet<number>,
): ReadonlyMap<string, number> {
  const pools = new Map<string, { traded: number; excess: number }>();
  lines.forEach(({ held, target, pool }, i) => {
    const sums = pools.get(pool) ?? { traded: 0, excess: 0 };
    pools.set(pool, sums);
    if (excluded.has(i)) sums.excess += target * money - held;
    else sums.traded += target * money;
  });
  const scale = (traded: number, excess: number): number =>
    traded > 0 ? Math.max(0, 1 + excess / traded) : 1;
  return new Map([...pools].map(([pool, { traded, excess }]) => [pool, scale(traded, excess)]));
}

/** The scaled target, but at most the holding where the holding lies between target and scaled target. */
function scaledTarget({ held, target, ceiling = Infinity }: SizedLine, money: number, scale: number): number {
  const own = target * money;
  return Math.min(ceiling, own > held ? Math.max(held, scale * own) : Math.min(held, scale * own));
}

function isTooSmall(
  { held, target, lot, ceiling = Infinity }: SizedLine,
  worth: number,
  minimum: number,
): boolean {
  if (target === 0 || held > ceiling) return false;
  const lots = Math.round(Math.abs(worth - held) / lot);
  return lots * lot < minimum || (lots === 0 && held === 0);
}
