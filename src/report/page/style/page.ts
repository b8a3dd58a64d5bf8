/** The page: type, measure, headings, table of contents. */
export const page = `
* { box-sizing: border-box; }
html { font-size: 15px; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Helvetica Neue", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  font-variant-numeric: lining-nums tabular-nums;
  overflow-wrap: break-word;
}
main { max-width: 880px; margin: 0 auto; padding: 0 1.2rem 4rem; }
section { margin-top: 3.2rem; }
.decision, .opening { margin-top: 1.6rem; }
h1, section > h2, .label {
  font-family: Charter, "Bitstream Charter", Cambria, "Noto Serif", "Times New Roman", serif;
  font-weight: 600; line-height: 1.15;
}
h1 { font-size: 2rem; margin: 0.2rem 0 0.3rem; letter-spacing: -0.005em; }
section > h2 { font-size: 1.45rem; margin: 0 0 0.7rem; padding-top: 0.6rem; border-top: 2px solid var(--ink); }
.decision h2 { font-size: 0.8rem; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; color: var(--muted); margin: 1.4rem 0 0.3rem; padding: 0; border: 0; font-family: inherit; line-height: 1.3; }
.opening > * + h2, #orders > * + h2 { margin-top: 1.8rem; }
h3 { font-size: 1rem; margin: 1.7rem 0 0.4rem; line-height: 1.3; }
p { margin: 0 0 0.7rem; }
p, li, dd { max-width: 76ch; }
ul { margin: 0 0 0.7rem; padding-left: 1.2rem; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.86em; overflow-wrap: anywhere; }
small { display: block; font-size: 0.82em; font-weight: 400; color: var(--muted); }
.quiet, figcaption, .notes, .meta, .key, .caption, .dateline, .kicker, .origin { color: var(--muted); }
.quiet, figcaption, .notes, .meta, .key { font-size: 0.87rem; }
main a:not([class]) { color: var(--accent); }
.hatches { position: absolute; }

/* Stays at the top of the screen while the page scrolls. */
.simulation { position: sticky; top: 0; z-index: 1; background: var(--notice); border-bottom: 1px solid var(--notice-line); padding: 0.3rem 1.2rem; text-align: center; font-size: 0.87rem; letter-spacing: 0.04em; }
.simulation ~ main section { scroll-margin-top: 2.6rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1.2rem; top: 0.4rem; background: var(--paper); color: var(--ink); padding: 0.3rem 0.6rem; z-index: 2; }
nav ol { list-style: none; margin: 0 auto; padding: 1rem 1.2rem 0; max-width: 880px; display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; font-size: 0.87rem; }
nav a { color: var(--muted); text-decoration: none; }
nav a:hover, nav a:focus-visible { color: var(--ink); text-decoration: underline; }
@media screen and (min-width: 1240px) {
  nav ol { position: fixed; top: 2.9rem; left: max(1.5rem, calc(50vw - 690px)); width: 190px; flex-direction: column; gap: 0.45rem; padding: 0; }
}
`;
