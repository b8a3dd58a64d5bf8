import type { Allocation } from '../../../../allocations/allocation.ts';
import type { CarriedOut } from '../../../../allocations/orders/implement.ts';
import { type HedgeModel, hedgeModel } from '../hedge/hedge.ts';
import { type OrdersModel, ordersModel } from './orders.ts';

type Made = CarriedOut & { readonly asOf: string; readonly allocation: Allocation };

/** What it takes to reach an allocation, and the hedge that goes with it. */
export interface CarriedOutModel {
  readonly orders: OrdersModel;
  readonly hedge: HedgeModel;
}

export function carriedOutModel({ asOf, allocation, execution, hedge }: Made): CarriedOutModel {
  const shares = allocation.method === 'risk-model' ? allocation.scored.shares : [];
  const orders = ordersModel(execution, asOf, new Map(shares.map((s) => [s.isin, s.name])));
  return { orders, hedge: hedgeModel(hedge, asOf, orders.kind === 'planned' ? orders.value : null) };
}
