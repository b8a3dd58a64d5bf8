import type { CarriedOut } from '../../../allocations/execution/carry-out.ts';
import { type HedgeModel, hedgeModel } from './hedge.ts';
import { type OrdersModel, ordersModel } from './orders.ts';

/** What it takes to reach an allocation, and the hedge that goes with it. */
export interface CarriedOutModel {
  readonly orders: OrdersModel;
  readonly hedge: HedgeModel;
}

export function carriedOutModel({ execution, hedge }: CarriedOut): CarriedOutModel {
  const orders = ordersModel(execution);
  return { orders, hedge: hedgeModel(hedge, orders.kind === 'planned' ? orders.value : null) };
}
