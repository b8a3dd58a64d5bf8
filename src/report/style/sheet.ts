import { colours } from './colours.ts';
import { decision } from './decision.ts';
import { figures } from './figures.ts';
import { page } from './page.ts';
import { print, type Running } from './print.ts';

/** The whole style sheet of a report. */
export const sheet = (running: Running): string =>
  [colours, page, decision, figures, print(running)].join('');
