import type { Order } from '../../../allocations/orders/result.ts';
import { ordersCsv } from '../../../src/report/csv/orders-csv.ts';

const ORDER: Order = {
  id: 'INE0A0A01011',
  name: 'Rao & Sons',
  side: 'buy',
  segment: 'equity-delivery',
  quantity: 3,
  price: 100,
  amount: 300,
  charges: {
    brokerage: 1,
    'securities-transaction-tax': 0,
    'exchange-charge': 0,
    'investor-protection': 0,
    'sebi-fee': 0,
    'stamp-duty': 0,
    'service-tax': 0.18,
    impact: 0,
  },
  cost: 1.18,
  daysOfTrading: 1 / 3,
};

test('orders.csv names one column for GST and service tax, and writes days of trading with six decimals', () => {
  const [head, row] = ordersCsv([ORDER])
    .split('\r\n')
    .map((line) => line.split(','));
  const cell = (name: string) => row![head!.indexOf(name)];
  expect([cell('gst_or_service_tax_inr'), cell('days_of_trading')]).toEqual(['0.18', '0.333333']);
});
