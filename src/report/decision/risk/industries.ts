import { pairedBars } from './paired-bars.ts';
import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { counted, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { LookThrough } from './risk-change.ts';

const SHOWN = 14;
/** Industries no further from the market before and after are no bet: percentage points. */
const AT_THE_MARKET = 0.05;

/** Weights of industries less the market's, those furthest from it. */
export function industryFigure(industries: LookThrough['industries']): Markup {
  const rows = industries
    .filter((i) => Math.max(Math.abs(i.before ?? 0), Math.abs(i.after)) >= AT_THE_MARKET)
    .slice(0, SHOWN)
    .map((i) => ({ ...i, row: FACTOR_NAMES[i.industry] }));
  if (rows.length === 0) return html`<p>Every industry weighs what it weighs in the market.</p>`;
  const more = industries.length - rows.length;
  return html`<figure>
    ${pairedBars(
      { rows, text: (x) => signed(x, 1), left: { page: 170, phone: 122 } },
      { id: 'industries', title: 'Active weights of industries' },
    )}
    <figcaption>
      Percentage points above or below the market
      portfolio.${rows.some((r) => r.before !== null) && ' Grey: before. Blue: after.'}${
        more > 0 && ` ${counted(more, 'industry', 'industries')} nearer to the market left out.`
      }
    </figcaption>
  </figure>`;
}
