import { PARTS } from '../../pack/document/parts.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import type { Markup } from '../page/markup.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { contentsSection, type PageNumbers } from './contents.ts';
import { anchorOf } from './part.ts';
import { allocationPart } from './parts/allocation.ts';
import { annexurePart } from './parts/annexure.ts';
import { appendixPart } from './parts/appendix.ts';
import { attributionPart } from './parts/attribution.ts';
import { byRegimePart } from './parts/by-regime.ts';
import { decisionPart } from './parts/decision.ts';
import { healthPart } from './parts/health.ts';
import { hedgePart } from './parts/hedge.ts';
import { limitsPart } from './parts/limits.ts';
import { outcomePart } from './parts/outcome.ts';
import { performancePart } from './parts/performance.ts';
import { regimePart } from './parts/regime.ts';
import { riskPart } from './parts/risk.ts';
import { stressPart } from './parts/stress.ts';
import { tradesPart } from './parts/trades.ts';
import { whatIfPart } from './parts/what-ifs.ts';
import type { PackPages } from './pages-model.ts';
import { partGroups } from './part-flow.ts';
import { headingsInStyle } from './stacked-headings.ts';
import { packStyle, type PackPrint } from './style.ts';
import { explanations } from '../page/style/explanations.ts';

export interface PackLook extends PackPrint {
  /** Page of each part; null on screen, where there are no pages. */
  readonly pages: PageNumbers;
}

/** Renders the committee's pack as one HTML file. Import it only when needed: it loads Observable Plot. */
export function renderPack(shown: PackPages, { pages, ...print }: PackLook): string {
  const { pack, report } = shown;
  const { document } = pack;
  const label = REGIME_NAMES[report.call.regime];
  const dated = `${label} · ${dateText(document.asOf)}`.replaceAll('\u00a0', ' ');
  const { entry, sha256 } = document.decision;
  const { body, style } = headingsInStyle(bodyOf(shown, pages));
  return renderDocument({
    title: `TRRM committee pack ${dateText(document.asOf)}: ${label}`,
    running: {
      title: 'Committee pack',
      dated,
      caution: 'Internal; for the investment committee',
      simulated: document.simulated,
    },
    decision: { asOf: document.asOf, sha256 },
    contents: PARTS.map(({ id, number, title }) => [anchorOf(id), `${number} ${title}`] as const),
    style: [
      report.explanations.length > 0 ? explanations : '',
      packStyle({ entry, decision: sha256, simulated: document.simulated, groups: partGroups(pack) }, print),
      style,
    ].join(''),
    body,
  });
}

const bodyOf = (shown: PackPages, pages: PageNumbers): readonly Markup[] => [
  decisionPart(shown),
  contentsSection(shown.pack.document, pages),
  outcomePart(shown),
  regimePart(shown),
  allocationPart(shown),
  tradesPart(shown),
  hedgePart(shown),
  performancePart(shown),
  attributionPart(shown),
  riskPart(shown),
  byRegimePart(shown),
  whatIfPart(shown),
  stressPart(shown),
  healthPart(shown),
  limitsPart(shown),
  annexurePart(shown),
  appendixPart(shown),
];
