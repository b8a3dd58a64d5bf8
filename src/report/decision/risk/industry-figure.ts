import { pairedBars } from './paired-bars.ts';
import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { counted, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { LookThrough } from './risk-change-model.ts';

const SHOWN = 14;
/** Industries with smaller active weights on both sides are omitted; percentage points. */
const NEGLIGIBLE = 0.05;

/** The largest active weights of industries. */
export function industryFigure(industries: LookThrough['industries']): Markup {
  const rows = industries
    .filter((i) => Math.max(Math.abs(i.opening ?? 0), Math.abs(i.final)) >= NEGLIGIBLE)
    .slice(0, SHOWN)
    .map((i) => ({ ...i, row: FACTOR_NAMES[i.industry] }));
  if (rows.length === 0) return html`<p>Every industry is at its market weight.</p>`;
  const more = industries.length - rows.length;
  return html`<figure>
    ${pairedBars(
      { rows, text: (x) => signed(x, 1), unit: 'pp', left: { page: 170, phone: 122 } },
      { id: 'industries', title: 'Active weights of industries' },
    )}
    <figcaption>
      Percentage points relative to the market
      portfolio.${rows.some((r) => r.opening !== null) && ' Grey: opening. Blue: final.'}${
        more > 0 && ` ${counted(more, 'industry', 'industries')} with smaller active weights omitted.`
      }
    </figcaption>
  </figure>`;
}
