/**
 * Colours by role, for light and dark; print is always light. Blue and rust are distinguishable to colour-blind readers
 * and differ in lightness; text colours have a contrast of at least 4.5 on their background.
 */
const LIGHT = `
  --paper: #ffffff;
  --ink: #16202a;
  --muted: #566270;
  --line: #e1e5e9;
  --strong-line: #b9c1c9;
  --wash: #f1f3f5;
  --accent: #39536e;
  --band: #dde2e7;
  --bullish: #2468a0;
  --bullish-wash: #d9e7f3;
  --consolidation: #6b7078;
  --bearish: #9c3315;
  --bearish-wash: #fdf3ee;
  --bearish-hatch: #d08b70;
  --notice: #fdf6e3;
  --notice-line: #b98a1b;`;

const DARK = `
  --paper: #14191f;
  --ink: #e8ecf0;
  --muted: #a3afba;
  --line: #2a333c;
  --strong-line: #4a5662;
  --wash: #1f272f;
  --accent: #8fb0cf;
  --band: #333d47;
  --bullish: #7db6e4;
  --bullish-wash: #1e364a;
  --consolidation: #a9b0b8;
  --bearish: #f0957a;
  --bearish-wash: #33221d;
  --bearish-hatch: #7c4636;
  --notice: #2c2719;
  --notice-line: #d8ad48;`;

export const colours = `
:root { color-scheme: light dark; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
`;
