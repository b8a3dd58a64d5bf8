/** Tables, charts and the contents of their cells. */
export const figures = `
/* Positioned, so that text for screen readers scrolls with its table instead of widening the page. */
.table { position: relative; overflow-x: auto; margin: 0 0 0.7rem; }
caption, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; line-height: 1.35; }
th, td { text-align: left; vertical-align: baseline; padding: 0.27rem 0.8rem 0.27rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 400; font-size: 0.82rem; color: var(--muted); vertical-align: bottom; border-bottom: 1px solid var(--strong-line); }
tbody th { font-weight: 600; }
tfoot th, tfoot td { border-bottom: 0; font-weight: 600; }
tfoot tr:first-child > * { border-top: 1px solid var(--strong-line); }
tfoot tr + tr > * { padding-top: 0; }
.number { text-align: right; }
td.number { white-space: nowrap; }
.number + td:not([class]), .number + th:not([class]), .number + .unbroken { padding-left: 0.8rem; }
.unbroken { white-space: nowrap; }
td > small.remark { display: inline; }
.long th:first-child { min-width: 8.5rem; }
.ample { width: 50%; }
td.figure, th.figure { width: 1%; white-space: nowrap; }
.strategic, td .quiet { font-weight: 400; }
.status.flagged { color: var(--ink); border: 1px solid var(--ink); padding: 0 0.3em; font-size: 0.82rem; }
.severity.error, .severity.warning { font-weight: 700; }
.severity i { display: inline-block; width: 0.9em; font-style: normal; font-weight: 700; }
.problems { list-style: none; padding: 0; font-size: 0.9rem; line-height: 1.35; border-top: 1px solid var(--strong-line); }
.problems li { display: grid; grid-template-columns: 6rem 14rem 1fr; gap: 0 1rem; padding: 0.35rem 0; border-bottom: 1px solid var(--line); max-width: none; }
.problems p { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.remedy { color: var(--muted); }
.file { display: block; font-size: 0.86rem; }
.file code { margin-right: 0.4em; }
@media screen and (max-width: 640px) {
  .scroll table { min-width: 36rem; }
  .fit table { font-size: 0.85rem; }
  .fit th, .fit td { padding-right: 0.5rem; }
  .long.fit th:first-child { min-width: 0; }
  /* Each row as a block: its name, then headings with their cells in two columns. */
  .stack table, .stack tbody, .stack tfoot { display: block; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tr { display: grid; grid-template-columns: 1fr 1fr; gap: 0.1rem 1.4rem; padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
  .stack tfoot tr, .stack tfoot tr:first-child > * { border: 0; }
  .stack tr > th, .stack tr > td { display: flex; justify-content: space-between; gap: 0 0.6rem; align-items: baseline; border: 0; padding: 0; min-width: 0; width: auto; text-align: right; white-space: normal; }
  .stack tr > th:first-child { display: block; grid-column: 1 / -1; text-align: left; padding: 0; }
  .stack tr > th:has(+ td.figure) { grid-column: 1; }
  .stack tr > td { flex-wrap: wrap; }
  .stack td > small { width: 100%; }
  .stack td:empty { display: none; }
  .stack td::before { content: attr(data-label); color: var(--muted); font-weight: 400; font-size: 0.82rem; text-align: left; }
  .stack tr > td.figure { width: auto; justify-content: flex-end; }
  .stack tr > td.figure::before { content: none; }
  .stack tr > td.ample, .stack tr > td:not([class]) { grid-column: 1 / -1; padding-left: 0; }
  .stack tr > td.unbroken { padding-left: 0; }
  /* Bars repeat a figure of their row, and leave no space for it on a phone. */
  .columns .table .figure { display: none; }
  /* A shadow at the edge where a table continues: the covers scroll with the table, the shadows stay. */
  .table {
    background:
      linear-gradient(to right, var(--paper) 40%, transparent) 0 0 / 2.4rem 100% no-repeat local,
      linear-gradient(to left, var(--paper) 40%, transparent) 100% 0 / 2.4rem 100% no-repeat local,
      linear-gradient(to right, var(--strong-line), transparent) 0 0 / 0.6rem 100% no-repeat scroll,
      linear-gradient(to left, var(--strong-line), transparent) 100% 0 / 0.6rem 100% no-repeat scroll;
  }
}

figure { margin: 0.8rem 0 1rem; }
figcaption { margin-top: 0.4rem; }
figcaption .regime { margin-right: 0.8rem; }
.chart { display: block; width: 100%; height: auto; font-size: 10.5px; fill: var(--muted); }
.chart.slim { display: none; }
@media screen and (max-width: 560px) { .chart.wide { display: none; } .chart.slim { display: block; } }
.gauge, .strip, .bar { vertical-align: -0.15em; }

.signal { border-top: 1px solid var(--strong-line); padding-top: 0.7rem; margin-top: 1.1rem; }
.signal header { display: flex; flex-wrap: wrap; gap: 0 0.9rem; align-items: baseline; margin-bottom: 0.25rem; }
.signal h3 { margin: 0; font-size: 1.07rem; }
.signal p { margin-bottom: 0.3rem; }
.signal .meta { margin: 0; }
.gauged { font-size: 1.07rem; white-space: nowrap; margin-left: auto; }
.gauged strong { display: inline-block; min-width: 3.6em; text-align: right; }
.features { margin: 0.2rem 0 0.5rem; font-size: 0.9rem; }
.features > div { display: grid; grid-template-columns: 1fr 14rem 14rem; align-items: center; border-bottom: 1px solid var(--line); padding: 0.2rem 0; }
.features dd { margin: 0; text-align: right; white-space: nowrap; }
.features dt { font-weight: 600; }
.features span { display: inline-block; width: 3.6em; }
.features .strip { vertical-align: middle; }
.scored { display: flex; justify-content: space-between; max-width: none; }
.context { display: flex; gap: 1.2rem; font-size: 0.82rem; margin-top: 0.35rem; }
.context .caption { flex: 0 0 6.6rem; line-height: 1.35; }
.context dl { flex: 1; display: grid; grid-template-columns: repeat(auto-fill, minmax(9.6rem, 1fr)); gap: 0.25rem 1rem; margin: 0; line-height: 1.35; }
.context dt { color: var(--muted); }
.context dd { margin: 0; }
.sides { display: flex; gap: 2.4rem; }
.sides > div { flex: 1; min-width: 0; }
.sides .label { font-size: 1.6rem; }
.terms { margin: 0 0 0.7rem; }
.terms > div { display: grid; grid-template-columns: 13rem 1fr; gap: 0 1.2rem; padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
.terms dt { font-weight: 600; }
.terms dd { margin: 0; }
@media screen and (max-width: 640px) {
  .sides { flex-direction: column; gap: 0.4rem; }
  .terms > div { grid-template-columns: 1fr; }
  .features > div { grid-template-columns: 1fr 1fr; }
  .features dt { grid-column: 1 / -1; }
  .features dd:nth-child(2) { text-align: left; }
  .problems li { grid-template-columns: 1fr; }
}
`;
