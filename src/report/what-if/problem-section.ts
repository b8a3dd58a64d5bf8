import { html, type Markup } from '../page/markup.ts';
import { problemList } from '../page/problems.ts';
import { ALSO, type AssumedProblem } from './page-model.ts';

/** The problems of the side as assumed; those of the side as it is are marked. */
export const assumedProblemSection = (problems: readonly AssumedProblem[]): Markup =>
  html`<section id="problems">
    <h2>Problems as assumed</h2>
    ${
      problems.length === 0
        ? html`<p>None.</p>`
        : problemList(
            problems.map(({ problem, also }) =>
              also ? { ...problem, message: `${problem.message} ${ALSO}` } : problem,
            ),
          )
    }
  </section>`;
