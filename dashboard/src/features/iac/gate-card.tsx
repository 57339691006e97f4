import { useQueries, useQuery } from '@tanstack/react-query';
import { DoorOpen } from 'lucide-react';
import { Link } from 'react-router';
import { Loading } from '@/components/ui/notes';
import { Card } from '@/components/ui/card';
import { ProblemNote } from '@/components/domain/problem-note';
import { buttonClass } from '@/components/ui/button';
import { changePlanQuery, gatesQuery } from '@/lib/api/gates';
import type { Plan } from './types';

/** A plan does not say which run made it, but the run's gate says on which plan it decides. */
export function GateCard({ plan }: { plan: Plan }) {
  const gates = useQuery(gatesQuery({ kind: 'gate.approval' }));
  const near = (gates.data?.items ?? []).filter((gate) => gate.applicationId === plan.applicationId);
  const plans = useQueries({ queries: near.map((gate) => changePlanQuery(gate.runId, gate.stage)) });
  const gate = near[plans.findIndex((one) => one.data?.parts.some((part) => part.result.planId === plan.id))];
  const failed = gates.error ?? plans.find((one) => one.isError)?.error;
  return (
    <Card title="Approval">
      {gate !== undefined ? (
        <>
          <p className="mb-3 text-sm text-muted">
            {gate.run} waits at <span className="font-medium text-ink">{gate.stage}</span> for a decision on this plan.
          </p>
          <Link className={buttonClass('primary')} to={`/runs/${gate.runId}?stage=${encodeURIComponent(gate.stage)}`}>
            <DoorOpen aria-hidden /> Decide at the gate
          </Link>
        </>
      ) : failed != null ? (
        <ProblemNote error={failed} onRetry={() => void gates.refetch()} />
      ) : gates.isPending || plans.some((one) => one.isPending) ? (
        <Loading rows={2} />
      ) : (
        <>
          <p className="text-sm text-muted">No gate waits for a decision on this plan.</p>
          <p className="mt-1 text-sm">
            <Link className="link" to="/gates">
              All gates
            </Link>
          </p>
        </>
      )}
    </Card>
  );
}
