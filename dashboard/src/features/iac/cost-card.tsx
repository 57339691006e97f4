import { Card } from '@/components/ui/card';
import type { PlanCost } from './types';

/** What the plan costs more in a month, and what has no price; nothing is taken for zero. */
export function CostCard({ cost }: { cost: PlanCost }) {
  return (
    <Card title="Cost a month" aside={cost.notPriced === 0 ? undefined : `${cost.notPriced} without a price`}>
      <p className="num text-lg font-semibold">{costText(cost)}</p>
      <ul className="mt-2 space-y-1 text-sm text-muted">
        {cost.summary.split('\n').map((line) => (
          <li key={line} className="break-words">
            {line}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function costText(cost: PlanCost): string {
  if (cost.delta == null) {
    return 'not known';
  }
  const sign = Number(cost.delta) > 0 ? '+' : '';
  return `${sign}${Number(cost.delta).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${cost.currency ?? ''}`;
}
