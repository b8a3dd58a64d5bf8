import type { ResearchRecord } from '../evidence/research/research-record.ts';
import { renderDocument } from './document.ts';
import { problemSection } from './sections/problems.ts';
import { alphaSection } from './sections/research/alpha.ts';
import { costSection } from './sections/research/costs.ts';
import { decaySection } from './sections/research/decay.ts';
import { launchSection } from './sections/research/launch.ts';
import { limitSection } from './sections/research/limits.ts';
import { regimeSection } from './sections/research/regimes.ts';
import { replicationSection } from './sections/research/replication.ts';
import { rollingSection } from './sections/research/rolling.ts';
import { searchSection } from './sections/research/search.ts';
import { recordPeriod, summarySection } from './sections/research/summary.ts';
import { testSection } from './sections/research/tests.ts';

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
