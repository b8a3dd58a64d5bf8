import { signed } from '../../src/format/numbers.ts';
import type { Active } from './pooled.ts';

export const points = (x: number): string => signed(x, 2);

export const withInterval = ({ mean, interval: [low, high] }: Active): string =>
  `${points(mean)} [${points(low)}, ${points(high)}]`;

/** A table in Markdown. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
