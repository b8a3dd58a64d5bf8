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
 * @param excluded one per line, 1 for a line that is not traded; lines found here are set.
 */
export function valuesAboveMinimum(
  lines: readonly SizedLine[],
  money: number,
  minimum: number,
  excluded: Uint8Array,
): readonly number[] {
  const values = lines.map(({ held }) => held);
  const pools = linesByPool(lines);
  for (const pool of pools.values()) setValues(values, lines, pool, money, excluded);
  for (;;) {
    const smallest = smallestBelowMinimum(lines, values, minimum, excluded);
    if (smallest < 0) return values;
    excluded[smallest] = 1;
    // A line that is excluded changes the values of its own pool alone.
    setValues(values, lines, pools.get(lines[smallest]!.pool)!, money, excluded);
  }
}

function linesByPool(lines: readonly SizedLine[]): ReadonlyMap<string, readonly number[]> {
  const pools = new Map<string, number[]>();
  lines.forEach(({ pool }, i) => {
    const members = pools.get(pool);
    if (members) members.push(i);
    else pools.set(pool, [i]);
  });
  return pools;
}

/** Sets the target values of a pool: the targets of its traded lines are scaled because other lines are excluded. */
function setValues(
  values: number[],
  lines: readonly SizedLine[],
  pool: readonly number[],
  money: number,
  excluded: Uint8Array,
): void {
  let traded = 0;
  let excess = 0;
  for (const i of pool) {
    const { held, target } = lines[i]!;
    if (excluded[i]) excess += target * money - held;
    else traded += target * money;
  }
  const scale = traded > 0 ? Math.max(0, 1 + excess / traded) : 1;
  for (const i of pool) values[i] = excluded[i] ? lines[i]!.held : scaledTarget(lines[i]!, money, scale);
}

/** The line with the smallest order below the minimum, the first of equals; -1 if there is none. */
function smallestBelowMinimum(
  lines: readonly SizedLine[],
  values: readonly number[],
  minimum: number,
  excluded: Uint8Array,
): number {
  let found = -1;
  let least = Infinity;
  for (let i = 0; i < lines.length; i++) {
    const change = Math.abs(values[i]! - lines[i]!.held);
    if (excluded[i] || change >= least || !isTooSmall(lines[i]!, values[i]!, minimum)) continue;
    found = i;
    least = change;
  }
  return found;
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
