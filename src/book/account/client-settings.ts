import { displayDay } from '../../market/day.ts';
import type { BookClient, ClientOverride } from '../files/client.ts';

/** A client's settings with the overrides in force. Money in paise. */
export interface ClientSettings {
  readonly cashFloor: number;
  readonly minimumOrder: number | null;
  /** Why the account is not traded; null if it is. */
  readonly noTrade: string | null;
}

/** An override changes a setting only for the cautious: of several, the largest amount counts. */
export function settingsOf(client: BookClient, overrides: readonly ClientOverride[]): ClientSettings {
  const amounts = (kind: 'cash-floor' | 'minimum-order'): number[] =>
    overrides.flatMap(({ what }) => (what.kind === kind ? [what.paise] : []));
  const [floors, minimums] = [amounts('cash-floor'), amounts('minimum-order')];
  const stopped = overrides.filter(({ what }) => what.kind === 'no-trade').map(({ until }) => until);
  const last = stopped.sort((a, b) => b - a)[0];
  return {
    cashFloor: floors.length > 0 ? Math.max(...floors) : client.cashFloor,
    minimumOrder: minimums.length > 0 ? Math.max(...minimums) : client.minimumOrder,
    noTrade:
      last !== undefined
        ? `Not traded until ${displayDay(last)}, by an override.`
        : client.status === 'on-hold'
          ? 'The account is on hold.'
          : null,
  };
}
