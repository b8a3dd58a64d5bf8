import type { Factor } from '../../risk/factors.ts';
import type { Figure } from '../charts/plot.ts';
import { waterfall, type WaterfallPart } from '../charts/waterfall.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { counted, percent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { largestParts } from './top-contributions.ts';

/** Factors with a bar of their own. */
const SHOWN = 12;

interface PartsView {
  readonly total: string;
  readonly unit: string;
  readonly note: (factor: Factor) => string;
  readonly ink: { readonly up: string; readonly down: string };
}

/** The largest contributions of factors, the other factors together, and what is not of factors, down to their sum. */
export function partsFigure(
  factors: readonly { readonly factor: Factor; readonly contribution: number }[],
  rest: readonly WaterfallPart[],
  { total, unit, note, ink }: PartsView,
  figure: Omit<Figure, 'description'>,
  caption: Piece,
): Markup {
  const { largest, others } = largestParts(
    factors.map(({ factor, contribution }) => ({ of: factor, contribution })),
    SHOWN,
  );
  const parts: WaterfallPart[] = [
    ...largest.map((p) => ({ row: FACTOR_NAMES[p.of], note: note(p.of), value: p.contribution })),
    ...(others.count === 0
      ? []
      : [{ row: counted(others.count, 'other factor'), note: '', value: others.contribution }]),
    ...rest,
  ];
  const text = (x: number) => signed(x, 2);
  const sum = parts.reduce((all, { value }) => all + value, 0);
  const description = `${parts.map((p) => `${p.row} ${text(p.value)}`).join(', ')}; together ${percent(sum, 2)}, ${unit}.`;
  return html`<figure>
    ${waterfall({ parts, total, ruled: [], text, ink, left: { page: 196, phone: 134 } }, { ...figure, description })}
    <figcaption>${caption}</figcaption>
  </figure>`;
}
