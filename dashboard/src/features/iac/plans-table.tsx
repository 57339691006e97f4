import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Age } from '@/components/ui/age';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { Counts, planPath } from './last-plan';
import { PlanStateBadge, RiskBadge } from './looks';
import type { Plan } from './types';

export function PlansTable({ plans }: { plans: readonly Plan[] }) {
  return (
    <Table
      label="Plans"
      head={
        <>
          <Th className="w-32">State</Th>
          <Th>Workspace</Th>
          <Th>Risk</Th>
          <Th>Changes</Th>
          <Th>Policies</Th>
          <Th>Commit</Th>
          <Th className="text-right">Planned</Th>
        </>
      }
    >
      {plans.map((plan) => (
        <Row key={plan.id}>
          <Td>
            <PlanStateBadge state={plan.state} />
          </Td>
          <Td className="max-w-80">
            <Link to={planPath(plan.id)} className="font-medium hover:text-accent hover:underline">
              {plan.workspace}
            </Link>
            {plan.reason == null ? null : (
              <p className="truncate text-xs text-faint" title={plan.reason}>
                {plan.reason}
              </p>
            )}
          </Td>
          <Td>
            <RiskBadge risk={plan.risk} bare />
          </Td>
          <Td className="text-muted">
            <Counts plan={plan} />
            {plan.refreshOnly ? ', adopts drift' : ''}
          </Td>
          <Td className="num text-muted">{plan.findings.length === 0 ? 'nothing found' : `${plan.findings.length} found`}</Td>
          <Td>
            <Commit commit={plan.commit} repositoryUrl={plan.repository} />
          </Td>
          <Td className="text-right text-muted">
            <Age at={plan.createdAt} />
          </Td>
        </Row>
      ))}
    </Table>
  );
}
