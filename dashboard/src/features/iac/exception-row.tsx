import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Row, Td } from '@/components/ui/table';
import { useNow } from '@/lib/clock';
import type { PolicyException } from './types';

interface ExceptionRowProps {
  exception: PolicyException;
  may: boolean;
  busy: boolean;
  onEnd: () => void;
}

export function ExceptionRow({ exception, may, busy, onEnd }: ExceptionRowProps) {
  const over = Date.parse(exception.expiresAt) <= useNow();
  return (
    <Row>
      <Td className="font-medium">{exception.policy}</Td>
      <Td>
        {exception.workspace ?? 'every workspace'}
        <p className="font-mono text-xs break-all text-faint">{exception.address ?? 'every resource'}</p>
      </Td>
      <Td className="max-w-md text-muted">{exception.reason}</Td>
      <Td>{exception.owner}</Td>
      <Td className="whitespace-nowrap text-muted">
        {over ? 'ended ' : ''}
        <Age at={exception.expiresAt} />
      </Td>
      <Td>
        {over ? null : (
          <Confirm
            title={`End the exception from ${exception.policy}?`}
            action="End it"
            onConfirm={onEnd}
            trigger={
              <Button small disabled={!may} busy={busy} title={may ? undefined : 'Needs the scope iac:admin'}>
                End
              </Button>
            }
          >
            From now on the policy holds again for {exception.workspace ?? 'every workspace'}. Plans that wait for their apply are asked once
            more.
          </Confirm>
        )}
      </Td>
    </Row>
  );
}
