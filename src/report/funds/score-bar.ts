import { element, html, type Markup } from '../page/markup.ts';

const WIDTH = 90;
const HEIGHT = 9;

/** A score of 0 to 100 as a bar. */
export const scoreBar = (score: number): Markup =>
  html`${element(
    'svg',
    [
      ['class', 'bar'],
      ['viewBox', `0 0 ${WIDTH} ${HEIGHT}`],
      ['width', String(WIDTH)],
      ['height', String(HEIGHT)],
      ['aria-hidden', 'true'],
    ],
    [
      element(
        'rect',
        [
          ['width', String(WIDTH)],
          ['height', String(HEIGHT)],
          ['fill', 'var(--wash)'],
        ],
        [],
      ),
      element(
        'rect',
        [
          ['width', ((score / 100) * WIDTH).toFixed(1)],
          ['height', String(HEIGHT)],
          ['fill', 'var(--accent)'],
        ],
        [],
      ),
    ],
  )}`;
