import type { FactorValidation } from '../../validation/factors/result.ts';
import { renderDocument } from '../page/document.ts';
import { problemSection } from '../page/problems.ts';
import { alphaSection } from './alpha-section.ts';
import { costSection } from './costs-section.ts';
import { decaySection } from './decay-section.ts';
import { launchSection } from './launch-section.ts';
import { caveatsSection } from './caveats-section.ts';
import { regimeSection } from './regimes-section.ts';
import { replicationSection } from './replication-section.ts';
import { rollingSection } from './rolling-section.ts';
import { multipleTestingSection } from './multiple-testing-section.ts';
import { researchPeriod, summarySection } from './summary-section.ts';
import { testSection } from './tests-section.ts';

/** Renders the factor validation as one HTML file. Import it only when needed: it loads Observable Plot. */
export function renderFactorValidation(validation: FactorValidation): string {
  const { factors, simulated } = validation;
  const launches = factors.filter((f) => f.results.launch);
  const built = factors.filter((f) => f.kind === 'sleeve');
  return renderDocument({
    title: `TRRM: factor validation, ${researchPeriod(factors)}`,
    running: {
      title: 'Factor validation',
      dated: researchPeriod(factors),
      caution: 'Back-test; not a return forecast',
      simulated,
    },
    contents: [
      ['summary', 'Verdicts'],
      ['tests', 'Tests'],
      ['alpha', 'Alpha'],
      ['rolling', 'Consistency'],
      ['regimes', 'Alpha by regime'],
      ...(launches.length > 0 ? [['launch', 'Since launch'] as const] : []),
      ['decay', 'Decay'],
      ['replication', 'Replication'],
      ...(built.length > 0 ? [['costs', 'Costs'] as const] : []),
      ['multiple-testing', 'Multiple testing'],
      ['caveats', 'Method and caveats'],
      ['problems', 'Problems'],
    ],
    body: [
      summarySection(validation),
      testSection(factors),
      alphaSection(validation),
      rollingSection(factors),
      regimeSection(factors),
      launches.length > 0 && launchSection(launches),
      decaySection(factors),
      replicationSection(factors),
      built.length > 0 && costSection(built, validation.costs),
      multipleTestingSection(factors),
      caveatsSection(),
      problemSection(validation.problems),
    ],
  });
}
