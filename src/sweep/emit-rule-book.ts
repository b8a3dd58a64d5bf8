import { withRules } from '../rulebook/change.ts';
import { showRuleBook } from '../rulebook/show.ts';
import { rankedTrial } from './confirm-sweep.ts';
import type { SweepReport } from './report-schema.ts';
import type { SweepDefinition } from './trials/plan-trials.ts';

/**
 * The rule book of a ranked trial as YAML, under a header that says how it was found. Nothing writes it anywhere: a person does.
 *
 * @throws UserError where no trial has the rank.
 */
export function emitRuleBook(definition: SweepDefinition, report: SweepReport, rank: number): string {
  const { parameters, trial, id } = rankedTrial(report, rank);
  const settings = Object.entries(parameters).map(([path, value]) => ({ path, value }));
  const book = settings.length === 0 ? definition.book : withRules(definition.book, settings);
  const header = [
    `Rank ${rank} of sweep ${report.sweep}: trial ${trial}, ${id}.`,
    report.simulated ? 'SIMULATED MARKET: found on invented data.' : '',
    'Found by a search over the past; a back-test, not a forecast.',
    `Why: ${report.note.replaceAll(/\s+/g, ' ')}`,
    ...report.lines,
  ];
  return `${header
    .filter((line) => line !== '')
    .map((line) => `# ${line}\n`)
    .join('')}${showRuleBook(book, { comments: false })}`;
}
