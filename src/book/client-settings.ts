import { displayDay } from '../market/day.ts';
import type { BookClient, ClientOverride } from './client.ts';

/** A client's settings with the overrides in force. Money in paise. */
export interface ClientSettings {
  readonly cashFloor: number;
  readonly minimumOrder: number | null;
  /** Why the account is not traded; null if it is. */
  readonly noTrade: string | null;
}

export function settingsOf(client: BookClient, overrides: readonly ClientOverride[]): ClientSettings {
  let settings: ClientSettings = {
    cashFloor: client.cashFloor,
    minimumOrder: client.minimumOrder,
    noTrade: client.status === 'on-hold' ? 'The account is on hold.' : null,
  };
  for (const { what, until } of overrides) {
    if (what.kind === 'cash-floor') settings = { ...settings, cashFloor: what.paise };
    if (what.kind === 'minimum-order') settings = { ...settings, minimumOrder: what.paise };
    if (what.kind === 'no-trade')
      settings = { ...settings, noTrade: `Not traded until ${displayDay(until)}, by an override.` };
  }
  return settings;
}
