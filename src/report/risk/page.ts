import { iso } from '../../market/day.ts';
import { renderDocument } from '../page/document.ts';
import { dateText, periodText } from '../page/dates.ts';
import type { RiskPage } from './page-model.ts';
import { attributionSection } from './attribution-section.ts';
import { contributionSection } from './contributions-section.ts';
import { exposureSection } from './exposures-section.ts';
import { factorSection } from './factors-section.ts';
import { fitSection } from './fit-section.ts';
import { forecastSection } from './forecasts-section.ts';
import { holdingSection } from './holdings-section.ts';
import { methodSection } from './method-section.ts';
import { portfolioSection } from './portfolio-section.ts';
import { trackRecordSection } from './track-record-section.ts';
import { styleSection } from './styles-section.ts';

export type { RiskPage, PortfolioRiskModel } from './page-model.ts';

/** Renders the risk model and, if given, the risk of a portfolio as one HTML file. Import it only when needed: it loads Observable Plot. */
export function renderRisk(page: RiskPage): string {
  const { simulated, diagnostics, portfolio } = page;
  const { span, fit, factors } = diagnostics;
  const attribution = portfolio?.attribution;
  const dated = portfolio
    ? `As of ${dateText(portfolio.risk.day)}`
    : span
      ? periodText(iso(span.from), iso(span.to))
      : 'No sessions';
  return renderDocument({
    title: `TRRM: ${portfolio ? 'portfolio risk' : 'risk model INEC-1'}, ${dated}`,
    running: {
      title: portfolio ? 'Portfolio risk' : 'Risk model INEC-1',
      dated,
      caution: 'A forecast of risk, not of return',
      simulated,
    },
    contents: [
      ...(portfolio
        ? ([
            ['portfolio', 'Portfolio'],
            ['contributions', 'Contributions to risk'],
            ['exposures', 'Active exposures'],
            ['holdings', 'Stocks'],
          ] as const)
        : []),
      ...(attribution ? [['attribution', 'Attribution'] as const] : []),
      ['track-record', 'Track record'],
      ['fit', 'Fit'],
      ['factors', 'Factors'],
      ['styles', 'Styles'],
      ['forecasts', 'Forecasts'],
      ['method', 'Method and caveats'],
    ],
    body: [
      portfolio && [
        portfolioSection(portfolio, simulated),
        contributionSection(portfolio),
        exposureSection(portfolio),
        holdingSection(portfolio),
      ],
      attribution && attributionSection(attribution),
      trackRecordSection(page),
      fitSection(fit),
      factorSection(factors),
      styleSection(diagnostics),
      forecastSection(diagnostics),
      methodSection(),
    ],
  });
}
