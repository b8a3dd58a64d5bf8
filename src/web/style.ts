/** The what-if page: inputs beside consequences on a desktop, above them on a tablet and a phone. */
export const whatIfStyle = `
#main { max-width: 1500px; }
.parts { display: grid; grid-template-columns: minmax(0, 26rem) minmax(0, 1fr); gap: 0 2.4rem; align-items: start; }
.parts section { margin-top: 1.4rem; scroll-margin-top: 3rem; }
#consequences { position: sticky; top: 2.2rem; max-height: calc(100vh - 2.6rem); overflow-y: auto; }
.waiting #consequences-figures, .waiting #label-figures { opacity: 0.55; }
.offline #consequences-figures { opacity: 0.7; }
button, input, textarea, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong-line); border-radius: 3px; padding: 0.2rem 0.5rem; }
button { background: var(--wash); cursor: pointer; min-height: 1.9rem; }
button:disabled { color: var(--muted); cursor: default; }
button[aria-pressed='true'] { border-color: var(--ink); box-shadow: inset 0 -3px 0 var(--accent); font-weight: 600; }
button small { font-size: 0.75rem; }
input[type='range'], input[type='radio'] { accent-color: var(--accent); padding: 0; border: 0; background: none; }
input[aria-invalid='true'] { border: 2px solid var(--bearish); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
.scenario-bar { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; margin: 0.8rem 0; }
#tabs { display: flex; flex-wrap: wrap; gap: 0.3rem; }
#says { font-weight: 600; min-height: 1.5em; }
.level { display: grid; grid-template-columns: 1fr 7.2rem 3.9rem; gap: 0.1rem 0.6rem; align-items: end; padding: 0.55rem 0; border-bottom: 1px solid var(--line); }
.level label { grid-column: 1; grid-row: 1; font-weight: 600; line-height: 1.25; }
.level.set label::before { content: '◆ '; color: var(--accent); }
.level .track { grid-column: 1 / -1; grid-row: 2; position: relative; padding-top: 1.5rem; }
.level .strip-holder { position: absolute; inset: 0 8px 1.35rem; }
.level .strip-holder svg { display: block; width: 100%; height: 34px; }
.level input[type='range'] { position: relative; display: block; width: 100%; margin: 0.65rem 0 0; height: 1.4rem; }
.level .field, .level .reset { grid-row: 1; width: 100%; }
.level .field { grid-column: 2; }
.level .reset { grid-column: 3; }
.level .field { text-align: right; }
.level .reset { padding: 0.1rem 0.3rem; font-size: 0.85rem; }
.level .words, .level .error { grid-column: 1 / -1; margin: 0; font-size: 0.87rem; line-height: 1.35; color: var(--muted); }
.words em, .words i { font-style: normal; }
.level .words { grid-row: 3; }
.level .error { grid-row: 4; }
.words strong { color: var(--ink); }
.error, .level .error { color: var(--bearish); font-weight: 600; }
.error:empty, .words:empty { display: none; }
.density { fill: var(--band); }
.tick, .today, .change, .assumed { fill: none; vector-effect: non-scaling-stroke; stroke-width: 1.5; stroke: var(--muted); }
.today { stroke: var(--ink); stroke-dasharray: 3 2; }
.assumed { stroke: var(--ink); stroke-width: 3; }
.change { stroke-width: 2.5; }
.change.bullish { stroke: var(--bullish); }
.change.bearish { stroke: var(--bearish); }
.change.consolidation { stroke: var(--consolidation); }
.change-text { white-space: nowrap; }
.change-text.bullish { color: var(--bullish); }
.change-text.bearish { color: var(--bearish); }
.change-text.consolidation { color: var(--consolidation); }
fieldset { border: 1px solid var(--line); margin: 0.8rem 0; padding: 0.5rem 0.8rem; min-width: 0; }
legend { font-weight: 600; }
.months { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.2rem, 1fr)); gap: 0.35rem; margin-bottom: 0.5rem; }
#month { width: 6rem; }
.forced label { display: inline-block; margin-right: 1rem; }
summary { cursor: pointer; font-weight: 600; padding: 0.3rem 0; }
.rule { display: grid; grid-template-columns: minmax(0, 1fr) 7.2rem; gap: 0 0.6rem; align-items: center; padding: 0.35rem 0; border-bottom: 1px solid var(--line); }
.rule input { text-align: right; width: 100%; }
.rule p { grid-column: 1 / -1; margin: 0; }
.rule.set code::before { content: '◆ '; color: var(--accent); }
.fixed > div { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--line); }
.fixed dd { margin: 0; }
.weight { display: inline-block; min-width: 4.4em; }
.changed i, .rise i, .fall i { font-style: normal; font-size: 0.75em; }
.rise { color: var(--bullish); }
.fall { color: var(--bearish); }
#note-form { display: grid; gap: 0.4rem; max-width: 40rem; }
#note-form button { justify-self: start; }
.analysis { display: flex; flex-wrap: wrap; gap: 0.4rem 0.6rem; align-items: center; margin: 0.5rem 0; }
.analysis input[type='number'] { width: 7rem; text-align: right; }
#shocks { flex: 1 1 14rem; min-width: 0; max-width: 24rem; }
#loss { width: 6rem; }
#analyses { max-width: 62rem; }
#analysis.stale { opacity: 0.55; }
#ask-token { margin: 3rem auto; max-width: 34rem; display: grid; gap: 0.6rem; }
#ask-token[hidden] { display: none; }
dialog { background: var(--paper); color: var(--ink); border: 1px solid var(--strong-line); max-width: 40rem; }
dialog dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; padding: 0.2rem 0; }
dialog dd { margin: 0; }
@media (max-width: 1100px) {
  .parts { grid-template-columns: minmax(0, 1fr); }
  #consequences { position: static; max-height: none; overflow: visible; }
}
@media (max-width: 640px) {
  .level { grid-template-columns: 1fr 6.4rem 3.9rem; }
  button { min-height: 2.4rem; }
  .forced label { display: block; padding: 0.35rem 0; }
  .scenario-bar #name { flex: 1 1 8rem; min-width: 0; }
}
@media (forced-colors: active) {
  .density { fill: GrayText; }
  .today, .assumed, .change { stroke: CanvasText; }
  button[aria-pressed='true'] { outline: 2px solid Highlight; }
}
@media (prefers-reduced-motion: no-preference) {
  #consequences-figures, #label-figures { transition: opacity 0.12s; }
}
`;
