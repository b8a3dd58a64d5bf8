import { element, html, type Markup } from '../../page/markup.ts';

const WIDTH = 150;
const HEIGHT = 12;

const rect = (x: number, width: number, y: number, height: number, fill: string): Markup =>
  element(
    'rect',
    [
      ['x', x.toFixed(1)],
      ['width', width.toFixed(1)],
      ['y', String(y)],
      ['height', String(height)],
      ['fill', fill],
    ],
    [],
  );

/** A weight in its band: the band as a strip, the centre as a tick, the weight as a dot. Fractions. */
export function bandBar(low: number, centre: number, high: number, weight: number): Markup {
  const x = (fraction: number): number => 4 + fraction * (WIDTH - 8);
  return html`${element(
    'svg',
    [
      ['class', 'bar'],
      ['viewBox', `0 0 ${WIDTH} ${HEIGHT}`],
      ['width', String(WIDTH)],
      ['height', String(HEIGHT)],
      ['aria-hidden', 'true'],
    ],
    [
      rect(x(0), x(1) - x(0), 5.5, 1, 'var(--line)'),
      rect(x(low), x(high) - x(low), 3, 6, 'var(--band)'),
      rect(x(centre) - 0.75, 1.5, 1, 10, 'var(--muted)'),
      element(
        'circle',
        [
          ['cx', x(weight).toFixed(1)],
          ['cy', '6'],
          ['r', '4'],
          ['fill', 'var(--accent)'],
        ],
        [],
      ),
    ],
  )}`;
}
