import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Age } from '@/components/ui/age';
import { formatNumber } from '@/lib/format';
import { plansQuery } from './api';
import { PlanStateBadge, RiskBadge } from './looks';
import type { Plan, Workspace } from './types';

/** The counts of a plan, as its tool writes them. */
export function Counts({ plan }: { plan: Plan }) {
  return (
    <span className="num">
      {formatNumber(plan.toAdd)} to add, {formatNumber(plan.toChange)} to change, {formatNumber(plan.toDestroy)} to destroy
    </span>
  );
}

export const planPath = (id: string) => `/agents/iac/plans/${encodeURIComponent(id)}`;

interface LastPlanProps {
  workspace: Workspace;
  /** Plans that were read together; one that is not among them is asked for by itself. */
  plans: readonly Plan[] | undefined;
}

/** What was planned last, and how much can go wrong with it. */
export function LastPlan({ workspace, plans }: LastPlanProps) {
  const known = plans?.find((plan) => plan.id === workspace.lastPlan);
  const own = useQuery({
    ...plansQuery({ workspace: workspace.name, limit: 1 }),
    enabled: plans !== undefined && known === undefined,
  });
  const plan = known ?? own.data?.items.find((one) => one.id === workspace.lastPlan);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2">
        {plan === undefined ? null : (
          <>
            <RiskBadge risk={plan.risk} bare />
            <PlanStateBadge state={plan.state} bare />
          </>
        )}
        <Link className="link whitespace-nowrap" to={planPath(workspace.lastPlan)}>
          Plan of <Age at={workspace.lastPlanAt} />
          <span className="sr-only"> for {workspace.name}</span>
        </Link>
      </p>
      {plan === undefined ? null : (
        <p className="text-xs text-faint">
          <Counts plan={plan} />
        </p>
      )}
    </>
  );
}
