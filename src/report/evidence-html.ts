import type { Evidence } from '../evidence/evidence.ts';
import { renderDocument } from './document.ts';
import { periodText } from './format/dates.ts';
import { evidenceModel } from './model/evidence.ts';
import { calibrationSection } from './sections/evidence/calibration.ts';
import { challengerSection } from './sections/evidence/challengers.ts';
import { labelSection } from './sections/evidence/labels.ts';
import { limitSection } from './sections/evidence/limits.ts';
import { nextMonthSection } from './sections/evidence/next-month.ts';
import { persistenceSection } from './sections/evidence/persistence.ts';
import { premiumSection } from './sections/evidence/premia.ts';
import { searchSection } from './sections/evidence/search.ts';
import { sourceSection } from './sections/evidence/sources.ts';
import { stabilitySection } from './sections/evidence/stability.ts';
import { summarySection } from './sections/evidence/summary.ts';
import { tiltSection } from './sections/evidence/tilts.ts';
import { turnSection } from './sections/evidence/turns.ts';
import { problemSection } from './sections/problems.ts';

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
