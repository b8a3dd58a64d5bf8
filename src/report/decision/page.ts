import { renderDocument } from '../page/document.ts';
import { dateText } from '../page/dates.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { explanations } from '../page/style/explanations.ts';
import type { ReportModel } from './page-model.ts';
import { allocationSection } from './allocation/allocation-section.ts';
import { explanationSection } from './explanations/explanation-section.ts';
import { frontPage } from './front-page.ts';
import { validationInReport } from '../validation/section-in-report.ts';
import { nearestChangeSection } from './regime/nearest-change-section.ts';
import { hedgeSection } from './hedge/hedge-section.ts';
import { historySection } from './history/history-section.ts';
import { methodSection } from './method-section.ts';
import { ordersSection } from './orders/orders-section.ts';
import { problemSection } from '../page/problems.ts';
import { auditSection } from './audit-section.ts';
import { riskSection } from './risk/risk-change-section.ts';
import { scoresSection } from './allocation/scores-section.ts';
import { signalsSection } from './regime/signals-section.ts';

/**
 * Renders the committee's report as one HTML file. Loading Observable Plot takes about a tenth of a second, so import
 * this module only when a report is needed.
 */
export const renderReport = (model: ReportModel): string =>
  renderDocument({
    title: `TRRM ${dateText(model.asOf)}: ${REGIME_NAMES[model.call.regime]}`,
    running: {
      title: `Regime and allocation · ${REGIME_NAMES[model.call.regime]}`,
      dated: `As of ${dateText(model.asOf)}`,
      caution: 'Rule-based; for the investment committee',
      simulated: model.simulated,
    },
    decision: { asOf: model.asOf, sha256: model.decisionHash },
    ...(model.explanations.length > 0 && { style: explanations }),
    contents: [
      ['decision', 'Decision'],
      ['history', 'Regime history'],
      ['signals', 'Signals'],
      ['nearest-change', 'Contributions and nearest change'],
      ['allocation', 'Allocation'],
      ...(model.allocation.scores ? [['scores', 'Sleeve scores'] as const] : []),
      ['risk', 'Risk'],
      ['orders', 'Orders, charges and tax'],
      ['hedge', 'Hedge'],
      ...(model.validation ? [['validation', 'Model validation'] as const] : []),
      ['problems', 'Problems'],
      ...(model.explanations.length > 0 ? [['explanations', 'How the figures come about'] as const] : []),
      ['audit', 'Audit trail'],
      ['method', 'Method and disclosures'],
    ],
    body: [
      frontPage(model),
      historySection(model),
      signalsSection(model),
      nearestChangeSection(model),
      allocationSection(model),
      model.allocation.scores && scoresSection(model.allocation.scores, model.call.regime),
      riskSection(model.allocation.risk, model.hedge),
      ordersSection(model.orders),
      hedgeSection(model.hedge, model.allocation.method),
      model.validation && validationInReport(model.validation),
      problemSection(model.problems),
      model.explanations.length > 0 && explanationSection(model.explanations),
      auditSection(model),
      methodSection(model),
    ],
  });
