import type { Problem } from '../../market/problem.ts';
import { counted } from '../../format/numbers.ts';
import { html, type Markup } from './markup.ts';

const MARKS: Readonly<Record<Problem['severity'], string>> = { error: '✕', warning: '!', note: '·' };

/** Everything that the run found doubtful, worst first, with what to do about it. */
export const problemSection = (problems: readonly Problem[]): Markup =>
  html` <section id="problems">
    <h2>Problems</h2>
    ${
      problems.length === 0
        ? html`<p>None.</p>`
        : html`<p>${counts(problems)}</p>
            <ul class="problems">
              ${problems.map(problemLine)}
            </ul>`
    }
  </section>`;

function counts(problems: readonly Problem[]): string {
  const severities = Object.keys(MARKS) as Problem['severity'][];
  const found = severities
    .map((severity) => ({ severity, n: problems.filter((p) => p.severity === severity).length }))
    .filter(({ n }) => n > 0);
  return `${found.map(({ severity, n }) => counted(n, severity)).join(', ')}.`;
}

const problemLine = (p: Problem): Markup =>
  html`<li>
    <p class="severity ${p.severity}"><i>${MARKS[p.severity]}</i> ${p.severity}</p>
    <p><strong>${p.about}</strong><small>${p.code}</small></p>
    <p>${p.message} <span class="remedy">${p.remedy}</span></p>
  </li>`;
