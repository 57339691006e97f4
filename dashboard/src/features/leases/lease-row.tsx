import { CircleCheck, Clock, LockKeyholeOpen } from 'lucide-react';
import { Link } from 'react-router';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Code } from '@/components/ui/facts';
import { Row, Td } from '@/components/ui/table';
import type { Lease } from './api';

interface LeaseRowProps {
  lease: Lease;
  may: boolean;
  busy: boolean;
  onRelease: () => void;
}

export function LeaseRow({ lease, may, busy, onRelease }: LeaseRowProps) {
  return (
    <Row>
      <Td>
        {lease.resources.map((resource) => (
          <span key={resource} className="block">
            <Code>{resource}</Code>
          </span>
        ))}
      </Td>
      <Td>
        {lease.granted ? (
          <Badge tone="good" icon={CircleCheck}>
            Held
          </Badge>
        ) : (
          <>
            <Badge tone="warn" icon={Clock}>
              Waits as number {lease.position}
            </Badge>
            <span className="block text-xs text-faint">behind {lease.waitsFor.join(', ')}</span>
          </>
        )}
      </Td>
      <Td>
        {lease.holder}
        {lease.runId == null ? null : (
          <span className="block text-xs">
            <Link className="link" to={`/runs/${lease.runId}${lease.stage == null ? '' : `?stage=${encodeURIComponent(lease.stage)}`}`}>
              Open the run
            </Link>
            {lease.stage == null ? null : <span className="text-faint"> stage {lease.stage}</span>}
          </span>
        )}
      </Td>
      <Td className="text-muted">{lease.reason ?? ''}</Td>
      <Td className="text-right text-muted">
        <Age at={lease.grantedAt ?? lease.requestedAt} />
      </Td>
      <Td className="text-right text-muted">
        <Age at={lease.expiresAt} />
      </Td>
      <Td className="num text-right text-muted">{lease.token ?? '–'}</Td>
      <Td className="text-right">
        {lease.runId == null ? (
          <Confirm
            title={`${lease.granted ? 'Release' : 'Take back'} ${lease.resources.join(', ')}?`}
            action={lease.granted ? 'Release' : 'Take back'}
            danger
            onConfirm={onRelease}
            trigger={
              <Button small disabled={!may} busy={busy} aria-label={`${lease.granted ? 'Release' : 'Take back'} ${lease.resources.join(', ')} of ${lease.holder}`}>
                <LockKeyholeOpen aria-hidden /> {lease.granted ? 'Release' : 'Take back'}
              </Button>
            }
          >
            {lease.granted
              ? `${lease.holder} is not told, and may go on as if it still had it; the next one gets it at once.`
              : `${lease.holder} loses its place.`}
          </Confirm>
        ) : (
          <span className="text-xs text-faint">ends with its run</span>
        )}
      </Td>
    </Row>
  );
}
