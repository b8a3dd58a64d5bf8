import { renderDocument } from '../page/document.ts';
import { dateText } from '../page/dates.ts';
import { REGIME_NAMES } from '../page/names.ts';
import type { ReportModel } from './model.ts';
import { allocationSection } from './allocation/allocation-section.ts';
import { decisionPage } from './front-page.ts';
import { evidenceInReport } from '../validation/in-report.ts';
import { flipSection } from './regime/nearest-change-section.ts';
import { hedgeSection } from './hedge/hedge-section.ts';
import { historySection } from './history/history-section.ts';
import { methodSection } from './method.ts';
import { ordersSection } from './orders/orders-section.ts';
import { problemSection } from '../page/problems.ts';
import { recordSection } from './audit.ts';
import { riskSection } from './risk/risk-change-section.ts';
import { scoreSection } from './allocation/scores-section.ts';
import { signalSection } from './regime/signals-section.ts';
import { whatIfSection } from './what-if/what-if-section.ts';

/**
 * The committee's report as one HTML file. Draws with Observable Plot, whose loading takes about a tenth of a
 * second: import this module only when a report is wanted.
 */
export const renderReport = (model: ReportModel): string =>
  renderDocument({
    title: `TRRM ${dateText(model.asOf)}: ${REGIME_NAMES[model.call.regime]}`,
    running: {
      title: 'Regime and allocation',
      dated: `As of ${dateText(model.asOf)}`,
      caution: 'Rules only; for the investment committee',
      simulated: model.simulated,
    },
    contents: [
      ['decision', 'Decision'],
      ['history', 'Regime history'],
      ['signals', 'Signals and evidence'],
      ['flips', 'Contributions and flips'],
      ['allocation', 'Allocation'],
      ...(model.allocation.scores ? [['scores', 'Sleeves by the risk model'] as const] : []),
      ['risk', 'Risk'],
      ['orders', 'Orders, charges and tax'],
      ['hedge', 'Hedge'],
      ...(model.evidence ? [['evidence', 'The rules on trial'] as const] : []),
      ...(model.whatIf ? [['what-if', 'What if'] as const] : []),
      ['problems', 'Problems'],
      ['record', 'Data and run'],
      ['method', 'Method and disclosures'],
    ],
    body: [
      decisionPage(model),
      historySection(model),
      signalSection(model),
      flipSection(model),
      allocationSection(model),
      model.allocation.scores && scoreSection(model.allocation.scores, model.call.regime),
      riskSection(model.allocation.risk),
      ordersSection(model.orders),
      hedgeSection(model.hedge, model.allocation.method),
      model.evidence && evidenceInReport(model.evidence),
      model.whatIf && whatIfSection(model.whatIf),
      problemSection(model.problems),
      recordSection(model),
      methodSection(model),
    ],
  });
