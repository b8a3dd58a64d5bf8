import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { renderDocument } from '../page/document.ts';
import { periodText } from '../page/dates.ts';
import { validationModel } from './page-model.ts';
import { calibrationSection } from './calibration-section.ts';
import { challengerSection } from './challengers-section.ts';
import { labelSection } from './labels-section.ts';
import { caveatsSection } from './caveats-section.ts';
import { nextMonthSection } from './next-month-section.ts';
import { persistenceSection } from './persistence-section.ts';
import { premiumSection } from './premia-section.ts';
import { multipleTestingSection } from './multiple-testing-section.ts';
import { sourceSection } from './sources-section.ts';
import { stabilitySection } from './stability-section.ts';
import { summarySection } from './summary-section.ts';
import { tiltSection } from './tilts-section.ts';
import { bearMarketSection } from './bear-market-section.ts';
import { problemSection } from '../page/problems.ts';

/** Renders the model validation as one HTML file. Import it only when needed: it loads Observable Plot. */
export function renderValidation(evidence: RegimeValidation): string {
  const model = validationModel(evidence);
  const period = periodText(evidence.from, evidence.to);
  return renderDocument({
    title: `TRRM: model validation, ${period}`,
    running: {
      title: 'Model validation',
      dated: period,
      caution: 'Back-test; not a return forecast',
      simulated: evidence.simulated,
    },
    contents: [
      ['summary', 'Summary'],
      ['labels', 'Labels and phases'],
      ['challengers', 'Challengers'],
      ['next-month', 'Following month'],
      ['premia', 'Premia by regime'],
      ['tilts', 'Tilts'],
      ['persistence', 'Persistence'],
      ['calibration', 'Calibration'],
      ['stability', 'Stability'],
      ['multiple-testing', 'Multiple testing'],
      ['bear-markets', 'Bear markets'],
      ['sources', 'Sources of labels'],
      ['caveats', 'Method and caveats'],
      ['problems', 'Problems'],
    ],
    body: [
      summarySection(evidence),
      labelSection(model),
      challengerSection(evidence),
      nextMonthSection(evidence),
      premiumSection(evidence),
      tiltSection(model),
      persistenceSection(evidence),
      calibrationSection(evidence),
      stabilitySection(model),
      multipleTestingSection(evidence),
      bearMarketSection(model),
      sourceSection(evidence),
      caveatsSection(evidence),
      problemSection(evidence.problems),
    ],
  });
}
