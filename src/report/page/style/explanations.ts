/** Figures that open their explanation, and the trees themselves; on paper every tree is open. */
export const explanations = `
a.why { color: inherit; text-decoration: underline dotted 1px; text-underline-offset: 0.18em; }
.explanation { border-bottom: 1px solid var(--line); padding: 0.3rem 0; font-size: 0.9rem; line-height: 1.35; }
.explanation summary { cursor: pointer; }
.explanation summary strong { float: right; }
.explanation code { overflow-wrap: anywhere; font-size: 0.86rem; }
.explanation p { margin: 0.15rem 0; max-width: none; overflow-wrap: anywhere; }
.explanation .basis { color: var(--muted); font-size: 0.86rem; }
.explanation .formula { white-space: normal; font-style: italic; }
.explanation ul { list-style: none; margin: 0.2rem 0 0.3rem; padding: 0 0 0 0.9rem; border-left: 1px solid var(--strong-line); }
.explanation li { max-width: none; margin: 0.3rem 0; }
@media print {
  details.explanation::details-content { content-visibility: visible; display: block; height: auto; }
  .explanation { font-size: 0.75rem; }
}
`;
