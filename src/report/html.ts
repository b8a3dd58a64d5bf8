import { renderDocument } from './document.ts';
import { dateText } from './format/dates.ts';
import { REGIME_NAMES } from './format/names.ts';
import type { ReportModel } from './model.ts';
import { allocationSection } from './sections/allocation.ts';
import { decisionPage } from './sections/decision-page.ts';
import { evidenceInReport } from './sections/evidence/in-report.ts';
import { flipSection } from './sections/flips.ts';
import { hedgeSection } from './sections/hedge/hedge.ts';
import { historySection } from './sections/history.ts';
import { methodSection } from './sections/method.ts';
import { ordersSection } from './sections/orders/orders.ts';
import { problemSection } from './sections/problems.ts';
import { recordSection } from './sections/record.ts';
import { riskSection } from './sections/risk-change/risk-change.ts';
import { scoreSection } from './sections/scores/scores.ts';
import { signalSection } from './sections/signals.ts';
import { whatIfSection } from './sections/what-if.ts';

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
