import { NO_BREAK } from './numbers.ts';

/** Text written elsewhere, its percent signs and equations kept on the line of their numbers. */
export const unbroken = (text: string): string => text.replace(/ (?=%)| (?==)|(?<==) /g, NO_BREAK);
