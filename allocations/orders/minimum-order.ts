/** A line to be brought to its target, in paise. */
export interface Sized {
  readonly held: number;
  /** Share of the money that is to be held. */
  readonly target: number;
  /** What the least that can be dealt costs; above 0. */
  readonly lot: number;
  /** Lines that may stand in for each other, by name. */
  readonly pool: string;
}

/**
 * What each line is to be worth when no order is too small, in paise. The line with the smallest order of those that
 * are too small stays as it is, and its target is shared out among the others of its pool by theirs; then the next, until
 * every order left is worth making. So little money goes into few lines, the largest, and none of it stays behind because it
 * was spread too thinly. Nothing is bought for it that is above its own target, or sold that is below. A line
 * without a target is sold whatever its size.
 *
 * @param money paise that the targets are of.
 * @param staying lines that stay as they are; takes up those found here.
 */
export function worthDealing(
  lines: readonly Sized[],
  money: number,
  minimum: number,
  staying: Set<number>,
): readonly number[] {
  for (;;) {
    const scales = scalesOf(lines, money, staying);
    const worth = lines.map((line, i) =>
      staying.has(i) ? line.held : towards(line, money, scales.get(line.pool)!),
    );
    let least = -1;
    lines.forEach((line, i) => {
      if (staying.has(i) || !isTooSmall(line, worth[i]!, minimum)) return;
      const change = Math.abs(worth[i]! - line.held);
      if (least < 0 || change < Math.abs(worth[least]! - lines[least]!.held)) least = i;
    });
    if (least < 0) return worth;
    staying.add(least);
  }
}

/** By how much the targets of each pool's other lines grow or shrink because some stay as they are. */
function scalesOf(
  lines: readonly Sized[],
  money: number,
  staying: ReadonlySet<number>,
): ReadonlyMap<string, number> {
  const pools = new Map<string, { wanted: number; left: number }>();
  lines.forEach(({ held, target, pool }, i) => {
    const sums = pools.get(pool) ?? { wanted: 0, left: 0 };
    pools.set(pool, sums);
    if (staying.has(i)) sums.left += target * money - held;
    else sums.wanted += target * money;
  });
  const scale = (wanted: number, left: number): number => (wanted > 0 ? Math.max(0, 1 + left / wanted) : 1);
  return new Map([...pools].map(([pool, { wanted, left }]) => [pool, scale(wanted, left)]));
}

/** The scaled target, but no further than what is held where that lies on the other side of the target itself. */
function towards({ held, target }: Sized, money: number, scale: number): number {
  const own = target * money;
  return own > held ? Math.max(held, scale * own) : Math.min(held, scale * own);
}

function isTooSmall({ held, target, lot }: Sized, worth: number, minimum: number): boolean {
  if (target === 0) return false;
  const lots = Math.round(Math.abs(worth - held) / lot);
  return lots * lot < minimum || (lots === 0 && held === 0);
}
