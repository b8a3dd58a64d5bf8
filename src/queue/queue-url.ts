import { userError } from '../market/problem.ts';

/** Where a queue is, as the Redis client takes it. */
export interface QueueConnection {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly db?: number;
  readonly tls?: object;
}

/** Hosts that are this machine. */
export const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\]|::1)$/;
const PORT = 6379;

/**
 * Reads the address of a queue. The password comes from the environment, because a command line is seen by every user of a
 * machine. Without encryption only this machine can be named.
 *
 * @param text `redis://host:port/db` or `rediss://…`.
 * @param password of `TRRM_QUEUE_PASSWORD`, if it is set.
 * @throws UserError for another address.
 */
export function queueConnection(text: string, password: string | undefined): QueueConnection {
  const refuse = (message: string, remedy: string) => userError('queue-url', '--queue', message, remedy);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw refuse(
      `${shown(text)} is not the address of a queue.`,
      'Give it as redis://127.0.0.1:6379 or rediss://host:port.',
    );
  if (url.password !== '')
    throw refuse(
      'has a password on the command line, where every user of this machine can read it.',
      'Put it into the environment variable TRRM_QUEUE_PASSWORD.',
    );
  const isEncrypted = url.protocol === 'rediss:';
  if (!isEncrypted && !LOOPBACK.test(url.hostname))
    throw refuse(
      `${url.hostname} is another machine, and redis:// is not encrypted.`,
      'Use rediss:// with a password, or a tunnel to 127.0.0.1.',
    );
  if (!LOOPBACK.test(url.hostname) && !password)
    throw refuse(
      `${url.hostname} is another machine, and there is no password.`,
      'Set one in Redis, and put it into the environment variable TRRM_QUEUE_PASSWORD.',
    );
  const db = url.pathname.length > 1 ? Number(url.pathname.slice(1)) : 0;
  if (!Number.isInteger(db) || db < 0)
    throw refuse(
      `${shown(text)} does not end with the number of a database.`,
      'Leave it out, or give 0 to 15.',
    );
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORT : Number(url.port),
    db,
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(password && { password }),
    ...(isEncrypted && { tls: {} }),
  };
}

/** An address without what might be a secret in it. */
const shown = (text: string): string => text.replace(/\/\/[^@/]*@/, '//…@').slice(0, 80);
