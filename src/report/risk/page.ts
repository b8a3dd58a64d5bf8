import { iso } from '../../market/day.ts';
import { renderDocument } from '../page/document.ts';
import { dateText, periodText } from '../page/dates.ts';
import type { RiskPage } from './risk.ts';
import { attributionSection } from './attribution.ts';
import { contributionSection } from './contributions.ts';
import { exposureSection } from './exposures.ts';
import { factorSection } from './factors.ts';
import { fitSection } from './fit.ts';
import { forecastSection } from './forecasts.ts';
import { holdingSection } from './holdings.ts';
import { methodSection } from './method.ts';
import { portfolioSection } from './portfolio.ts';
import { recordSection } from './forecast-record.ts';
import { styleSection } from './styles.ts';

export type { RiskPage, RiskyPortfolio } from './risk.ts';

/** The risk model and, where one is given, a portfolio's risk, as one HTML file. It loads Observable Plot. */
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
    title: `TRRM: ${portfolio ? 'portfolio risk' : 'the risk model INEC-1'}, ${dated}`,
    running: {
      title: portfolio ? 'Portfolio risk' : 'The risk model INEC-1',
      dated,
      caution: 'A forecast of risk, not of return',
      simulated,
    },
    contents: [
      ...(portfolio
        ? ([
            ['portfolio', 'Portfolio'],
            ['contributions', 'Sources of risk'],
            ['exposures', 'Active exposures'],
            ['holdings', 'Companies'],
          ] as const)
        : []),
      ...(attribution ? [['attribution', 'Sources of return'] as const] : []),
      ['record', 'The model’s record'],
      ['fit', 'Fit'],
      ['factors', 'Factors'],
      ['styles', 'Styles'],
      ['forecasts', 'Forecasts'],
      ['method', 'Method and limits'],
    ],
    body: [
      portfolio && [
        portfolioSection(portfolio, simulated),
        contributionSection(portfolio),
        exposureSection(portfolio),
        holdingSection(portfolio),
      ],
      attribution && attributionSection(attribution),
      recordSection(page),
      fitSection(fit),
      factorSection(factors),
      styleSection(diagnostics),
      forecastSection(diagnostics),
      methodSection(),
    ],
  });
}
