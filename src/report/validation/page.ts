import type { Evidence } from '../../validation/regimes/result.ts';
import { renderDocument } from '../page/document.ts';
import { periodText } from '../page/dates.ts';
import { evidenceModel } from './evidence.ts';
import { calibrationSection } from './calibration.ts';
import { challengerSection } from './challengers.ts';
import { labelSection } from './labels.ts';
import { limitSection } from './caveats.ts';
import { nextMonthSection } from './next-month.ts';
import { persistenceSection } from './persistence.ts';
import { premiumSection } from './premia.ts';
import { searchSection } from './multiple-testing.ts';
import { sourceSection } from './sources.ts';
import { stabilitySection } from './stability.ts';
import { summarySection } from './summary.ts';
import { tiltSection } from './tilts.ts';
import { turnSection } from './turns.ts';
import { problemSection } from '../page/problems.ts';

/** TRRM's record laid open, as one HTML file. Import it only when it is wanted: it loads Observable Plot. */
export function renderEvidence(evidence: Evidence): string {
  const model = evidenceModel(evidence);
  const period = periodText(evidence.from, evidence.to);
  return renderDocument({
    title: `TRRM on trial, ${period}`,
    running: {
      title: 'The rules on trial',
      dated: period,
      caution: 'Back-test; no forecast of a return',
      simulated: evidence.simulated,
    },
    contents: [
      ['summary', 'Summary'],
      ['labels', 'Labels and phases'],
      ['challengers', 'Challengers'],
      ['next-month', 'The month after'],
      ['premia', 'Premia by regime'],
      ['tilts', 'Tilts'],
      ['persistence', 'How labels last'],
      ['calibration', 'Size of score'],
      ['stability', 'Stability'],
      ['search', 'Rules tried'],
      ['turns', 'Bear phases'],
      ['sources', 'Sources of labels'],
      ['limits', 'Method and limits'],
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
      searchSection(evidence),
      turnSection(model),
      sourceSection(evidence),
      limitSection(evidence),
      problemSection(evidence.problems),
    ],
  });
}
