import type { Problem } from '../../market/problem.ts';
import { counted } from '../../format/numbers.ts';
import { html, type Markup } from './markup.ts';
import { subjectName } from './names.ts';

const MARKS: Readonly<Record<Problem['severity'], string>> = { error: '✕', warning: '!', note: '·' };

/** All problems of a run, most severe first, each with its remedy. */
export const problemSection = (problems: readonly Problem[]): Markup =>
  html` <section id="problems">
    <h2>Problems</h2>
    ${problems.length === 0 ? html`<p>None.</p>` : problemList(problems)}
  </section>`;

/** Problems in the given order, after their number by severity. */
export const problemList = (problems: readonly Problem[]): Markup =>
  html`<p>${counts(problems)}</p>
    <ul class="problems">
      ${problems.map(problemLine)}
    </ul>`;

function counts(problems: readonly Problem[]): string {
  const severities = Object.keys(MARKS) as Problem['severity'][];
  const found = severities
    .map((severity) => ({ severity, n: problems.filter((p) => p.severity === severity).length }))
    .filter(({ n }) => n > 0);
  return `${found.map(({ severity, n }) => counted(n, severity)).join(', ')}.`;
}

/** Printed pages show code in quotation marks, not in the backticks of the terminal. */
export const codeInQuotes = (text: string): string => text.replace(/`([^`]+)`/g, '‘$1’');

const problemLine = (p: Problem): Markup =>
  html`<li>
    <p class="severity ${p.severity}"><i>${MARKS[p.severity]}</i> ${p.severity}</p>
    <p><strong>${subjectName(p.about)}</strong><small>${p.code}</small></p>
    <p>${codeInQuotes(p.message)} <span class="remedy">${codeInQuotes(p.remedy)}</span></p>
  </li>`;
