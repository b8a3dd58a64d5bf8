import type { Factor } from '../../risk/factors.ts';
import type { Figure } from '../charts/plot.ts';
import { waterfall, type WaterfallStep } from '../charts/waterfall.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { counted, percent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { largestContributions } from './top-contributions.ts';

/** Number of factors with a separate bar. */
const SHOWN = 12;

interface ContributionsView {
  readonly total: string;
  readonly unit: string;
  readonly note: (factor: Factor) => string;
  readonly ink: { readonly up: string; readonly down: string };
}

/** Draws the largest factor contributions, the other factors combined, the remaining contributions, and the sum. */
export function contributionsFigure(
  factors: readonly { readonly factor: Factor; readonly contribution: number }[],
  rest: readonly WaterfallStep[],
  { total, unit, note, ink }: ContributionsView,
  figure: Omit<Figure, 'description'>,
  caption: Piece,
): Markup {
  const { largest, others } = largestContributions(
    factors.map(({ factor, contribution }) => ({ of: factor, contribution })),
    SHOWN,
  );
  const parts: WaterfallStep[] = [
    ...largest.map((p) => ({ row: FACTOR_NAMES[p.of], note: note(p.of), value: p.contribution })),
    ...(others.count === 0
      ? []
      : [{ row: counted(others.count, 'other factor'), note: '', value: others.contribution }]),
    ...rest,
  ];
  const text = (x: number) => signed(x, 2);
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const description = `${parts.map((p) => `${p.row} ${text(p.value)}`).join(', ')}; total ${percent(sum, 2)}, ${unit}.`;
  return html`<figure>
    ${waterfall({ steps: parts, total, references: [], text, ink, left: { page: 196, phone: 134 } }, { ...figure, description })}
    <figcaption>${caption}</figcaption>
  </figure>`;
}
