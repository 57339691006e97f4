import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { shortDigest } from '@/lib/format';
import type { Deployment } from './types';

interface HistoryProps {
  deployments: readonly Deployment[];
  /** The deployment that is shown already. */
  here?: string;
  /** Whether all are of one environment. */
  one?: boolean;
}

export function History({ deployments, here, one = false }: HistoryProps) {
  return (
    <Table
      label="Deployments"
      head={
        <>
          <Th className="w-36">State</Th>
          {one ? null : <Th>Application and environment</Th>}
          <Th>Revision</Th>
          <Th>Commit</Th>
          <Th>Image</Th>
          <Th>Why</Th>
          <Th className="text-right">Begun</Th>
        </>
      }
    >
      {deployments.map((deployment) => (
        <Row key={deployment.id} aria-current={deployment.id === here ? 'true' : undefined}>
          <Td>
            <StateBadge state={deployment.state} />
          </Td>
          {one ? null : (
            <Td>
              {deployment.application} <span className="text-muted">{deployment.environment}</span>
            </Td>
          )}
          <Td className="num">
            {deployment.id === here ? (
              <strong>{deployment.revision}</strong>
            ) : (
              <Link className="link" to={`/deployments/${deployment.id}`}>
                {deployment.revision}
              </Link>
            )}
          </Td>
          <Td>
            <Commit commit={deployment.commit} />
          </Td>
          <Td className="font-mono text-xs whitespace-nowrap" title={deployment.image.digest}>
            {deployment.image.tag} {shortDigest(deployment.image.digest)}
          </Td>
          <Td className="max-w-sm text-muted">
            <span className="line-clamp-2" title={deployment.reason ?? ''}>
              {deployment.reason ?? ''}
            </span>
          </Td>
          <Td className="text-right text-muted">
            <Age at={deployment.startedAt} />
          </Td>
        </Row>
      ))}
    </Table>
  );
}
