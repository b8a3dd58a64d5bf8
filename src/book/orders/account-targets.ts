import type { Account } from '../account/account.ts';
import type { AccountLines } from '../account/account-lines.ts';
import type { BookClient } from '../files/client.ts';
import type { ClientSettings } from '../account/client-settings.ts';
import type { RestrictedTarget } from '../restrictions/restricted-target.ts';
import type { LimitsByStock } from '../restrictions/restrictions-in-force.ts';
import { stockKey } from '../files/stock-key.ts';
import type { AccountTargets, LineToTrade } from './trade-goals.ts';

/**
 * The targets of an account: the model's weights under restrictions apply to what remains after money due is paid out. Cash is
 * what the model wants, with the weight that no stock may take, or the floor if that is more; the other targets are scaled to the
 * rest.
 */
export function accountTargets(
  account: Account,
  { lines, cashTarget }: AccountLines,
  { left }: RestrictedTarget,
  limits: LimitsByStock,
  { cashFloor }: ClientSettings,
  { taxStatus }: BookClient,
): AccountTargets {
  const { value, due } = account;
  const managed = value - due;
  const ofModel = Math.min(1, Math.max(0, cashTarget + left));
  const cash = Math.max(ofModel * managed, cashFloor);
  const scale = ofModel < 1 ? (managed - cash) / ((1 - ofModel) * value) : 0;
  return {
    cash: { wanted: (cash + due) / value, floor: (cashFloor + due) / value },
    lines: lines.map((line): LineToTrade => {
      const limit = limits.get(stockKey(line.id));
      const held = line.value / value;
      const most = limit?.mayHold === false ? 0 : (limit?.most ?? Infinity);
      return {
        held,
        target: line.target * scale,
        mayBuy: limit?.mayBuy ?? true,
        maySell: limit?.maySell ?? true,
        ceiling: (most * managed) / value,
        isTradable: line.tradedIn !== 'nothing',
        sale: {
          price: line.held > 0 ? held / line.held : 0,
          rupees: line.price,
          lots: taxStatus === 'fund' || !line.isEquity ? null : line.lots,
        },
      };
    }),
  };
}
