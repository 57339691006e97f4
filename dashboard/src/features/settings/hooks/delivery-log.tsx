import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Code, CodeBlock } from '@/components/ui/facts';
import { Select } from '@/components/ui/field';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { formatDuration } from '@/lib/format';
import { hookDeliveriesQuery, useRedeliver, type Delivery, type Hook } from './api';

/** What was sent and what the other side said; what failed can be sent again. */
export function DeliveryLog({ hook, may }: { hook: Hook; may: boolean }) {
  const [state, setState] = useState('');
  const [cursor, setCursor] = useState<string | null>(null);
  const deliveries = useQuery(hookDeliveriesQuery(hook.id, { state, cursor }));
  const again = useRedeliver(hook.id);
  const next = deliveries.data?.nextCursor;
  return (
    <div className="border-t border-line bg-sunken/40">
      <div className="flex flex-wrap items-center gap-3 px-4 py-2">
        <Select
          aria-label={`Deliveries of ${hook.name}`}
          className="w-40"
          value={state}
          onChange={(event) => {
            setState(event.target.value);
            setCursor(null);
          }}
        >
          <option value="">All deliveries</option>
          <option value="PENDING">Pending</option>
          <option value="DELIVERED">Delivered</option>
          <option value="FAILED">Failed</option>
        </Select>
        <Updated query={deliveries} />
        <span className="flex-1" />
        {cursor === null ? null : (
          <Button small onClick={() => setCursor(null)}>
            Newest
          </Button>
        )}
        {next == null ? null : (
          <Button small onClick={() => setCursor(next)}>
            Older
          </Button>
        )}
      </div>
      {again.isError ? <ProblemNote error={again.error} /> : null}
      <Loaded
        query={deliveries}
        rows={3}
        empty={{
          when: (page) => page.items.length === 0,
          show: <p className="px-4 pb-3 text-sm text-muted">Nothing was delivered yet.</p>,
        }}
      >
        {(page) => (
          <Table
            label={`Delivery log of ${hook.name}`}
            head={
              <>
                <Th className="w-28">State</Th>
                <Th>Event</Th>
                <Th>Answer</Th>
                <Th className="text-right">Attempts</Th>
                <Th className="text-right">Took</Th>
                <Th className="text-right">Created</Th>
                <Th className="w-28">
                  <span className="sr-only">Actions</span>
                </Th>
              </>
            }
          >
            {page.items.map((delivery) => (
              <DeliveryRow
                key={delivery.id}
                delivery={delivery}
                may={may && hook.enabled}
                busy={again.isPending && again.variables === delivery.id}
                onAgain={() => again.mutate(delivery.id)}
              />
            ))}
          </Table>
        )}
      </Loaded>
    </div>
  );
}

interface DeliveryRowProps {
  delivery: Delivery;
  may: boolean;
  busy: boolean;
  onAgain: () => void;
}

function DeliveryRow({ delivery, may, busy, onAgain }: DeliveryRowProps) {
  return (
    <Row>
      <Td>
        <StateBadge state={delivery.state} bare />
      </Td>
      <Td>
        <Code>{delivery.eventType}</Code>
      </Td>
      <Td>
        <span className="num">{delivery.responseStatus ?? ''}</span> <span className="text-muted">{delivery.error ?? ''}</span>
        {delivery.responseBody == null || delivery.responseBody === '' ? null : (
          <details>
            <summary className="text-xs text-accent">What it said</summary>
            <CodeBlock label={`Answer to ${delivery.eventType}`}>{delivery.responseBody}</CodeBlock>
          </details>
        )}
      </Td>
      <Td className="num text-right">
        {delivery.attempts}
        {delivery.state !== 'PENDING' || delivery.nextAttemptAt == null ? null : (
          <span className="block text-xs text-faint">
            next <Age at={delivery.nextAttemptAt} />
          </span>
        )}
      </Td>
      <Td className="num text-right">{delivery.durationMillis == null ? '–' : formatDuration(delivery.durationMillis)}</Td>
      <Td className="text-right text-muted">
        <Age at={delivery.createdAt} />
      </Td>
      <Td className="text-right">
        {delivery.state === 'PENDING' ? null : (
          <Button small disabled={!may} busy={busy} aria-label={`Send ${delivery.eventType} again`} onClick={onAgain}>
            <RotateCw aria-hidden /> Again
          </Button>
        )}
      </Td>
    </Row>
  );
}
