import type { ResearchRecord } from '../../validation/factors/result.ts';
import { renderDocument } from '../page/document.ts';
import { problemSection } from '../page/problems.ts';
import { alphaSection } from './alpha.ts';
import { costSection } from './costs.ts';
import { decaySection } from './decay.ts';
import { launchSection } from './launch.ts';
import { limitSection } from './caveats.ts';
import { regimeSection } from './regimes.ts';
import { replicationSection } from './replication.ts';
import { rollingSection } from './rolling.ts';
import { searchSection } from './multiple-testing.ts';
import { recordPeriod, summarySection } from './summary.ts';
import { testSection } from './tests.ts';

/** Whether factors are real, as one HTML file. Import it only when it is wanted: it loads Observable Plot. */
export function renderResearch(record: ResearchRecord): string {
  const { factors, simulated } = record;
  const launches = factors.filter((f) => f.research.launch);
  const built = factors.filter((f) => f.kind === 'sleeve');
  return renderDocument({
    title: `TRRM: are the factors real, ${recordPeriod(factors)}`,
    running: {
      title: 'Are the factors real?',
      dated: recordPeriod(factors),
      caution: 'Back-test; no forecast of a return',
      simulated,
    },
    contents: [
      ['summary', 'Verdicts'],
      ['tests', 'What was asked'],
      ['alpha', 'Alpha'],
      ['rolling', 'Consistency'],
      ['regimes', 'By regime'],
      ...(launches.length > 0 ? [['launch', 'Since launch'] as const] : []),
      ['decay', 'Decay'],
      ['replication', 'Replication'],
      ...(built.length > 0 ? [['costs', 'Costs'] as const] : []),
      ['search', 'The search'],
      ['limits', 'Method and limits'],
      ['problems', 'Problems'],
    ],
    body: [
      summarySection(record),
      testSection(factors),
      alphaSection(record),
      rollingSection(factors),
      regimeSection(factors),
      launches.length > 0 && launchSection(launches),
      decaySection(factors),
      replicationSection(factors),
      built.length > 0 && costSection(built, record.costs),
      searchSection(factors),
      limitSection(),
      problemSection(record.problems),
    ],
  });
}
