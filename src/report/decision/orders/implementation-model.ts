import type { Allocation } from '../../../../allocations/allocation.ts';
import type { Implementation } from '../../../../allocations/orders/implement.ts';
import { type HedgeModel, hedgeModel } from '../hedge/hedge-model.ts';
import { type OrdersModel, ordersModel } from './orders-model.ts';

type Implemented = Implementation & { readonly asOf: string; readonly allocation: Allocation };

/** Orders that implement an allocation, and the hedge of the month. */
export interface ImplementationModel {
  readonly orders: OrdersModel;
  readonly hedge: HedgeModel;
}

export function implementationModel({
  asOf,
  allocation,
  execution,
  hedge,
}: Implemented): ImplementationModel {
  const stocks = allocation.method === 'risk-model' ? allocation.riskModel.stocks : [];
  const orders = ordersModel(execution, asOf, new Map(stocks.map((s) => [s.isin, s.name])));
  return { orders, hedge: hedgeModel(hedge, asOf, orders.kind === 'planned' ? orders.value : null) };
}
