import { useQuery } from '@tanstack/react-query';
import { Check, CircleCheck, CircleMinus, CircleX, Clock, RotateCw, Webhook, X, type LucideIcon } from 'lucide-react';
import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { Loaded, Updated } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Confirm } from '@/components/ui/confirm';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import { meQuery } from '@/lib/api/queries';
import { shortRef } from '@/lib/format';
import { deliveriesQuery, useDeliveryAct } from './api';
import { ApplicationSelect, useApplicationFilter } from '@/components/domain/application-select';
import { Pages } from '@/components/domain/pages';
import { allows } from '@/lib/api/scopes';
import type { Delivery } from './types';
import { useFilters } from '@/lib/use-filters';

const TONES: Readonly<Record<Delivery['verdict'], Tone>> = {
  ACCEPTED: 'good',
  IGNORED: 'idle',
  HELD: 'warn',
  DENIED: 'bad',
  REFUSED: 'bad',
};

const ICONS: Readonly<Record<Delivery['verdict'], LucideIcon>> = {
  ACCEPTED: CircleCheck,
  IGNORED: CircleMinus,
  HELD: Clock,
  DENIED: CircleX,
  REFUSED: CircleX,
};

export function DeliveriesTab() {
  const [applicationId] = useApplicationFilter();
  const [search, set] = useFilters();
  const verdict = search.get('verdict') ?? '';
  const deliveries = useQuery(deliveriesQuery({ applicationId, verdict, cursor: search.get('cursor') ?? '' }));
  const act = useDeliveryAct();
  return (
    <Card
      flush
      title={
        <span className="flex gap-2">
          <ApplicationSelect />
          <Select
            aria-label="Verdict"
            className="w-36 font-normal"
            value={verdict}
            onChange={(event) => set('verdict', event.target.value)}
          >
            <option value="">All verdicts</option>
            {Object.keys(TONES).map((one) => (
              <option key={one} value={one}>
                {one.charAt(0) + one.slice(1).toLowerCase()}
              </option>
            ))}
          </Select>
        </span>
      }
      aside={<Updated query={deliveries} />}
    >
      {act.isError ? (
        <div className="p-4">
          <ProblemNote error={act.error} />
        </div>
      ) : null}
      <Loaded
        query={deliveries}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Webhook} title="No delivery">
              Add the webhook of an application to its repository; its page says how.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <Table
              label="Deliveries"
              head={
                <>
                  <Th>Verdict</Th>
                  <Th>What</Th>
                  <Th>Why</Th>
                  <Th>Run</Th>
                  <Th>Received</Th>
                  <Th>
                    <span className="sr-only">Acts</span>
                  </Th>
                </>
              }
            >
              {page.items.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  act={(what) => act.mutate({ id: delivery.id, what })}
                />
              ))}
            </Table>
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

interface RowProps {
  delivery: Delivery;
  act: (what: 'redeliver' | 'approve' | 'deny') => void;
}

function DeliveryRow({ delivery, act }: RowProps) {
  const change = delivery.change;
  return (
    <Row>
      <Td>
        <Badge tone={TONES[delivery.verdict]} icon={ICONS[delivery.verdict]}>
          {delivery.verdict.charAt(0) + delivery.verdict.slice(1).toLowerCase()}
        </Badge>
      </Td>
      <Td className="max-w-sm">
        <p className="truncate">
          {delivery.application ?? 'unknown application'} <span className="text-faint">·</span> {delivery.provider}{' '}
          {delivery.kind}
        </p>
        <p className="flex gap-2 text-xs text-faint" title={delivery.deliveryId}>
          {change == null ? null : (
            <>
              <span>{shortRef(change.ref)}</span>
              <Commit commit={change.commit} />
              {change.author == null ? null : <span>{change.author}</span>}
            </>
          )}
        </p>
      </Td>
      <Td className="max-w-sm text-muted">
        {delivery.reason ?? ''}
        {delivery.decidedBy == null ? null : <span className="text-xs text-faint"> by {delivery.decidedBy}</span>}
      </Td>
      <Td>
        {delivery.runId == null ? null : (
          <Link className="link" to={`/runs/${delivery.runId}`}>
            Run
          </Link>
        )}
      </Td>
      <Td>
        <Age at={delivery.receivedAt} />
      </Td>
      <Td className="text-right whitespace-nowrap">
        <Acts delivery={delivery} act={act} />
      </Td>
    </Row>
  );
}

function Acts({ delivery, act }: RowProps) {
  const me = useQuery(meQuery());
  const scopes = me.data?.scopes ?? [];
  const approve = allows(scopes, 'runs:approve');
  if (delivery.verdict === 'HELD') {
    return (
      <span className="inline-flex gap-2" title={approve ? undefined : 'Needs the scope runs:approve'}>
        <Confirm
          title="Run code of a stranger?"
          action="Approve"
          onConfirm={() => act('approve')}
          trigger={
            <Button small disabled={!approve}>
              <Check aria-hidden /> Approve
            </Button>
          }
        >
          The commit comes from a fork. Its code will run on your runners, with the pipeline of the target branch and
          without secrets. Read what it changes first.
        </Confirm>
        <Button small disabled={!approve} onClick={() => act('deny')}>
          <X aria-hidden /> Deny
        </Button>
      </span>
    );
  }
  if (!delivery.redeliverable) {
    return null;
  }
  const write = allows(scopes, 'ci:write');
  return (
    <Button
      small
      look="quiet"
      disabled={!write}
      title={write ? 'Take the same body again, as a run of its own' : 'Needs the scope ci:write'}
      onClick={() => act('redeliver')}
    >
      <RotateCw aria-hidden /> Redeliver
    </Button>
  );
}
