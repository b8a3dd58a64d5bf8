/** `73rd`, from a percentile between 0 and 1. */
export function percentText(percentile: number): string {
  const whole = Math.round(percentile * 100);
  const tens = Math.floor(whole / 10) % 10;
  const suffix = tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][whole % 10] ?? 'th');
  return `${whole}${suffix}`;
}

/** `+1.83` or `−0.42`, with a true minus sign. */
export const signed = (x: number, decimals: number): string =>
  `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(decimals)}`;
