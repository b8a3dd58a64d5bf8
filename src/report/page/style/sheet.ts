import { colours } from './colours.ts';
import { decision } from './decision.ts';
import { figures } from './figures.ts';
import { heat } from './heat.ts';
import { page } from './page.ts';
import { print, type Running } from './print.ts';

/** The whole style sheet of a report. */
export const sheet = (running: Running): string =>
  [colours, page, decision, figures, heat, print(running)].join('');
