/** The front page of a decision: masthead, regime, weights with summary, sign-off. */
export const decision = `
.kicker { margin: 0; font-size: 0.8rem; letter-spacing: 0.06em; text-transform: uppercase; }
.masthead { border-bottom: 2px solid var(--ink); padding-bottom: 0.7rem; margin-bottom: 1.1rem; }
.dateline { margin: 0; font-size: 0.87rem; max-width: none; }
.simulated, .notice { border: 1px solid var(--notice-line); background: var(--notice); padding: 0.45rem 0.8rem; max-width: none; font-size: 0.93rem; }
.simulated { margin-bottom: 1rem; }
.simulated strong { letter-spacing: 0.08em; margin-right: 0.4rem; }
.hero { display: flex; gap: 2rem; align-items: flex-start; margin-bottom: 0.9rem; }
.verdict { flex: 1 1 34%; }
.standing { flex: 1 1 62%; min-width: 0; }
.caption { margin: 0; font-size: 0.8rem; }
.label { margin: 0.1rem 0 0.3rem; font-size: 2.3rem; }
.origin { font-size: 0.93rem; margin: 0; }
.score { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.3; }
.confidence { font-size: 0.93rem; font-weight: 400; color: var(--muted); margin-left: 0.7rem; }
.fared { margin: 0; font-size: 0.87rem; line-height: 1.35; color: var(--muted); }
.key { margin: 0; }
.key > span { margin-left: 0.9rem; }
.regime { white-space: nowrap; }
.regime.bullish { color: var(--bullish); }
.regime.consolidation { color: var(--consolidation); }
.regime.bearish { color: var(--bearish); }
.mark { width: 0.68em; height: 0.68em; margin-right: 0.32em; }
.reading p { margin-bottom: 0.4rem; max-width: none; }
.columns { display: flex; gap: 2.4rem; align-items: flex-start; }
.columns > .table { flex: 1 1 62%; }
.facts { flex: 1 1 36%; margin: 0; font-size: 0.9rem; padding-top: 1.2rem; }
.facts > div { display: flex; justify-content: space-between; gap: 1rem; padding: 0.27rem 0; border-bottom: 1px solid var(--line); }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; font-weight: 600; text-align: right; }
.notes { padding-left: 0; list-style: none; }
.findings li { max-width: none; margin-bottom: 0.25rem; }
.notes li { max-width: none; }
.sign-off { padding-top: 0.8rem; }
.signatories { display: flex; gap: 1.6rem; }
.signatories > div { flex: 1; }
.role { margin: 0; font-weight: 600; }
.lines { display: flex; gap: 1rem; }
.lines > :first-child { flex: 2; }
.lines > :last-child { flex: 1; }
.line { margin: 0; padding-top: 1.3rem; border-bottom: 1px solid var(--strong-line); font-size: 0.8rem; color: var(--muted); }
.signature { padding-top: 2rem; }
@media screen and (max-width: 640px) {
  .hero, .columns, .signatories { flex-direction: column; gap: 1rem; }
  .hero > *, .columns > * { width: 100%; }
  .label { font-size: 2.1rem; }
  .confidence { display: block; margin: 0; line-height: 1.4; }
}
`;
