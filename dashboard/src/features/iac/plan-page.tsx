import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { planQuery } from './api';
import { Changes } from './change-tree';
import { ChangesCard } from './changes-card';
import { CostCard } from './cost-card';
import { DiscardAct } from './discard-act';
import { FindingsCard } from './findings-card';
import { GateCard } from './gate-card';
import { Counts } from './last-plan';
import { PlanStateBadge, RiskBadge } from './looks';
import { PlanFacts } from './plan-facts';
import { TouchedCard } from './touched-card';
import type { Plan } from './types';

export function PlanPage() {
  const { id = '' } = useParams();
  const query = useQuery(planQuery(id));
  const plan = query.data?.plan;
  const title = plan === undefined ? 'Plan' : `Plan of ${plan.workspace}`;
  return (
    <Page
      title={title}
      trail={[
        { to: '/agents', label: 'Agents' },
        { to: '/agents/iac', label: 'IaC' },
        { to: '/agents/iac?tab=plans', label: 'Plans' },
      ]}
      heading={
        <>
          {title}
          {plan === undefined ? null : (
            <>
              <PlanStateBadge state={plan.state} />
              <RiskBadge risk={plan.risk} />
            </>
          )}
        </>
      }
      lead={plan === undefined ? undefined : <Counts plan={plan} />}
      actions={plan === undefined ? undefined : <DiscardAct plan={plan} />}
    >
      <Loaded query={query}>
        {(data) => (
          <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="grid min-w-0 content-start gap-4">
              <Became plan={data.plan} />
              <FindingsCard plan={data.plan} />
              <ChangesCard changes={data.changes} />
              {data.drift.length === 0 ? null : (
                <Card flush title="Drifted since the last apply" aside={<span className="num">{data.drift.length}</span>}>
                  <div className="p-2">
                    <Changes changes={data.drift} alone />
                  </div>
                </Card>
              )}
            </div>
            <div className="grid min-w-0 content-start gap-4">
              {data.plan.state === 'PLANNED' ? <GateCard plan={data.plan} /> : null}
              {data.touched == null || data.touched.length === 0 ? null : <TouchedCard touched={data.touched} />}
              {data.plan.cost == null ? null : <CostCard cost={data.plan.cost} />}
              <PlanFacts plan={data.plan} hostedAt={data.hostedAt} />
              <p className="text-right">
                <Updated query={query} />
              </p>
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** What became of it, and what it is where that is no usual thing. */
function Became({ plan }: { plan: Plan }) {
  if (plan.state === 'APPLIED') {
    return (
      <Note tone="good" title="This plan was applied">
        {plan.added ?? 0} added, {plan.changed ?? 0} changed, {plan.destroyed ?? 0} destroyed.
      </Note>
    );
  }
  if (plan.state !== 'PLANNED') {
    return (
      <Note tone="idle" title="This plan cannot be applied any more">
        {plan.reason ?? 'The workspace has moved on since.'}
      </Note>
    );
  }
  return plan.refreshOnly ? (
    <Note tone="busy" title="This plan adopts drift">
      It takes what is there into the state; no resource is changed.
    </Note>
  ) : null;
}
