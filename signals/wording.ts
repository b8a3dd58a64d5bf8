/** `73rd`, from a percentile between 0 and 1; in the outermost hundredths `99.7th`, as no value is the 100th. */
export function percentText(percentile: number): string {
  const percent = percentile * 100;
  if (percent < 1 || percent > 99) return `${percent.toFixed(1)}th`;
  const whole = Math.round(percent);
  const suffix = Math.floor(whole / 10) === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][whole % 10] ?? 'th');
  return `${whole}${suffix}`;
}

/** `+1.83` or `−0.42`, with a true minus sign. */
export const signed = (x: number, decimals: number): string =>
  `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(decimals)}`;
