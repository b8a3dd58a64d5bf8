/** A line to be brought to its target, in paise. */
export interface Sized {
  readonly held: number;
  /** Share of the money that is to be held. */
  readonly target: number;
  /** What the least that can be dealt costs; above 0. */
  readonly lot: number;
}

/**
 * What each line is to be worth when no order is too small, in paise. The line with the smallest order of those that
 * are too small stays as it is, and its target is shared out among the others by theirs; then the next, until
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
    const scale = scaleOf(lines, money, staying);
    const worth = lines.map((line, i) => (staying.has(i) ? line.held : towards(line, money, scale)));
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

/** By how much the targets of the other lines grow or shrink because some stay as they are. */
function scaleOf(lines: readonly Sized[], money: number, staying: ReadonlySet<number>): number {
  let wanted = 0;
  let left = 0;
  lines.forEach(({ held, target }, i) => {
    if (staying.has(i)) left += target * money - held;
    else wanted += target * money;
  });
  return wanted > 0 ? Math.max(0, 1 + left / wanted) : 1;
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
