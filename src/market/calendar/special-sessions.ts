import { type Day, day, isWeekend } from '../day.ts';

/**
 * Saturdays and Sundays with an NSE session: Diwali (muhurat) trading, budget days, tests of the disaster-recovery site.
 * Source: to the end of 2021 the weekend days of the Nifty 50's own history, later NSE's announcements.
 */
const WEEKEND_SESSIONS: readonly Day[] = [
  '1995-01-01',
  '1996-11-10',
  '1997-03-01',
  '1997-04-12',
  '1998-10-31',
  '1998-11-21',
  '1998-11-28',
  '1999-02-27',
  '1999-03-20',
  '1999-04-17',
  '1999-10-23',
  '1999-11-07',
  '2003-03-22',
  '2003-10-25',
  '2003-11-15',
  '2004-04-17',
  '2004-10-09',
  '2005-06-04',
  '2005-11-26',
  '2006-04-29',
  '2006-06-25',
  '2006-10-21',
  '2009-10-17',
  '2010-02-06',
  '2012-01-07',
  '2012-03-03',
  '2012-04-28',
  '2012-09-08',
  '2013-05-11',
  '2013-11-03',
  '2014-03-22',
  '2015-02-28',
  '2016-10-30',
  '2019-10-27',
  '2020-02-01',
  '2020-11-14',
  '2023-11-12',
  '2024-01-20',
  '2024-03-02',
  '2024-05-18',
  '2025-02-01',
  '2026-02-01',
].map(day);
const WEEKENDS: ReadonlySet<Day> = new Set(WEEKEND_SESSIONS);
const LAST_KNOWN = WEEKEND_SESSIONS.at(-1)!;

/** Whether NSE may have traded on a day. Considers weekends only, not holidays. */
export const mayBeSession = (d: Day): boolean => !isWeekend(d) || WEEKENDS.has(d);

/**
 * Whether NSE is known not to have traded on a day: a weekend day without a special session, up to the last day of the
 * list; the exchange may announce more special sessions after it.
 */
export const isKnownNonSession = (d: Day): boolean => !mayBeSession(d) && d <= LAST_KNOWN;
