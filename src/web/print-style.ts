import { print } from '../report/page/style/print.ts';
import { SIMULATION_LINE } from '../report/what-if/titles.ts';

/**
 * The what-if page on paper: what it says, without what operates it. Levels keep their distribution and, where they are set, their
 * value; rules are printed where one is set. Analyses begin on a page of their own: their first chart is too high to follow anything, and left
 * half a page empty before it.
 */
export const whatIfPrintStyle = `${print({
  title: 'What if',
  dated: '',
  caution: 'Hypothetical, and not a forecast',
  simulated: false,
  simulation: SIMULATION_LINE,
})}
@media print {
  .scenario-bar, .past, .forced, .note, .analysis, #analysis-status, #analyses > .quiet, dialog, .level .reset, .level input[type='range'], .level:not(.set) .field { display: none; }
  #rules:not(:has(.rule.set)), details:not([open]), #analyses:not(:has(#analysis > *)) { display: none; }
  .parts { display: block; }
  .parts section { margin-top: 1rem; }
  #consequences { position: static; max-height: none; overflow: visible; }
  #analyses { break-before: page; margin-top: 0; max-width: none; }
  .level { break-inside: avoid; padding: 0.3rem 0; }
  .level .track { padding-top: 0; }
  .level .strip-holder { position: static; }
  .level .field { border: 0; padding: 0; }
}
`;
