/** Shading of table cells by value: blue above zero, rust below, in four depths. */
const DEPTHS = [0, 12, 22, 32, 44] as const;

const shade = (name: 'p' | 'n', ink: string): string =>
  DEPTHS.slice(1)
    .map(
      (mix, i) =>
        `.heat.${name}${i + 1} { background: color-mix(in srgb, var(${ink}) ${mix}%, var(--paper)); }`,
    )
    .join('\n');

export const heat = `
.heat { display: block; margin: -0.27rem 0; padding: 0.27rem 0.5rem; }
.heat-map td, .heat-map th { padding-right: 0.2rem; }
.heat-map thead th.number { padding-right: 0.7rem; }
.heat-map thead th { vertical-align: bottom; line-height: 1.25; }
${shade('p', '--bullish')}
${shade('n', '--bearish')}
`;
