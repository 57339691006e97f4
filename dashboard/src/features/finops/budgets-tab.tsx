import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert, Wallet } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { money, percent } from './amounts';
import { budgetsQuery } from './api';
import { SampleNote } from './sample-note';
import type { Budget } from './types';

const WIDTH = 720;
const HEIGHT = 120;

/** What was planned, what is spent of it, and the day on which it will be used up. */
export function BudgetsTab() {
  const budgets = useQuery(budgetsQuery());
  return (
    <div className="grid gap-4">
      <Loaded
        query={budgets}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Card>
              <Empty icon={Wallet} title="No budget is set">
                Set budgets in the <Link className="text-accent hover:underline" to="/agents/finops?tab=configuration">configuration</Link> of this
                agent.
              </Empty>
            </Card>
          ),
        }}
      >
        {(page) =>
          page.items.map((budget) => (
            <Card key={budget.name} flush title={budget.name} aside={<Updated query={budgets} />}>
              {budget.sample ? <SampleNote /> : null}
              <BurnDown budget={budget} />
            </Card>
          ))
        }
      </Loaded>
    </div>
  );
}

function verdict(budget: Budget) {
  if (budget.crossesOn === null) {
    return (
      <Badge tone="good" icon={CircleCheck}>
        It suffices
      </Badge>
    );
  }
  const over = budget.crossesOn <= budget.today;
  return (
    <Badge tone={over ? 'bad' : 'warn'} icon={TriangleAlert}>
      {over ? `Used up since ${budget.crossesOn}` : `Will be used up on ${budget.crossesOn}`}
    </Badge>
  );
}

function BurnDown({ budget }: { budget: Budget }) {
  const limit = Number(budget.limit);
  return (
    <div className="grid gap-3 p-4">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        {verdict(budget)}
        <span className="num">
          {money(budget.spent, budget.currency)} of {money(limit, budget.currency)} spent ({percent(Number(budget.spent) / limit)})
        </span>
        <span className="num text-muted">
          {money(budget.expected, budget.currency)} expected by {budget.to}
          {budget.forecast ? '' : ', if all days cost as much as those so far'}
        </span>
      </p>
      <Chart budget={budget} limit={limit} />
      <p className="text-xs text-faint">
        {budget.dimension === null ? 'All costs' : `${budget.dimension} ${budget.value ?? ''}`}, {budget.metric}, from {budget.from} to{' '}
        {budget.to}; known until {budget.today}
      </p>
    </div>
  );
}

function Chart({ budget, limit }: { budget: Budget; limit: number }) {
  const max = Math.max(limit, ...budget.days.map((day) => day.spent)) * 1.05;
  const step = WIDTH / Math.max(1, budget.days.length - 1);
  const y = (value: number) => HEIGHT - (Math.max(0, value) / max) * HEIGHT;
  const points = (known: boolean) =>
    budget.days
      .map((day, index) => ({ day, index }))
      .filter(({ day, index }) => day.known === known || (!known && budget.days[index + 1]?.known === false))
      .map(({ day, index }) => `${(index * step).toFixed(1)},${y(day.spent).toFixed(1)}`)
      .join(' ');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-28 w-full"
      role="img"
      aria-label={`Spent by the end of each day: ${money(budget.spent, budget.currency)} by ${budget.today}, the limit is ${money(limit, budget.currency)}`}
    >
      <line x1="0" x2={WIDTH} y1={y(limit)} y2={y(limit)} className="stroke-bad" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      <polyline points={points(true)} className="fill-none stroke-ink" strokeWidth="1.75" vectorEffect="non-scaling-stroke" />
      <polyline points={points(false)} className="fill-none stroke-accent" strokeWidth="1.75" strokeDasharray="5 4" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
