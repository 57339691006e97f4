import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Loaded } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Confirm } from '@/components/ui/confirm';
import { Facts } from '@/components/ui/facts';
import { Field, Input } from '@/components/ui/field';
import { Page } from '@/components/ui/page';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { actPath, actQuery, resourcePath, useActStep } from './api';
import { ActBadge, RiskBadge, StepBadge } from './looks';
import type { Act, ActDetail, Step } from './types';

export function ActPage() {
  const { id = '' } = useParams();
  const detail = useQuery(actQuery(id));
  return (
    <Page
      title={detail.data?.act.action ?? 'Act'}
      trail={[
        { to: '/agents', label: 'Agents' },
        { to: '/agents/cloud?tab=acts', label: 'Cloud' },
      ]}
      lead={detail.data?.act.reason}
    >
      <Loaded query={detail}>
        {(data) => (
          <div className="grid gap-4">
            <Card title="The act">
              <ActFacts act={data.act} />
              <ActButtons key={data.act.id} detail={data} />
            </Card>
            <StepsCard steps={data.steps} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function ActFacts({ act }: { act: Act }) {
  return (
    <Facts
      facts={[
        { name: 'State', value: <ActBadge state={act.state} /> },
        { name: 'Risk', value: <RiskBadge risk={act.risk} /> },
        { name: 'Asked for by', value: <>{act.requestedBy}, <Age at={act.createdAt} /></> },
        ...(act.cost == null ? [] : [{ name: 'Money', value: act.cost }]),
        ...(act.iac == null ? [] : [{ name: 'IaC', value: act.iac }]),
        ...(act.decidedBy == null ? [] : [{ name: 'Decided by', value: act.decidedBy }]),
        ...(act.finishedAt == null ? [] : [{ name: 'Ended', value: <Age at={act.finishedAt} /> }]),
        ...(act.undoOf == null ? [] : [{ name: 'Undoes', value: <ActLink id={act.undoOf} /> }]),
        ...(act.undoneBy == null ? [] : [{ name: 'Undone by', value: <ActLink id={act.undoneBy} /> }]),
      ]}
    />
  );
}

function ActLink({ id }: { id: string }) {
  return (
    <Link to={actPath(id)} className="hover:text-accent hover:underline">
      another act
    </Link>
  );
}

function ActButtons({ detail: { act, steps } }: { detail: ActDetail }) {
  const me = useQuery(meQuery());
  const step = useActStep(act.id);
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const scopes = me.data?.scopes ?? [];
  const write = allows(scopes, 'cloud:write');
  const approve = allows(scopes, 'cloud:approve');
  const ends = act.state === 'DONE' || act.state === 'PARTLY';
  const undoable =
    ends && act.undoneBy == null && steps.some((one) => ['DONE', 'LEFT'].includes(one.state) && one.inverseAction != null);
  const working = steps.some((one) => one.state === 'WORKING');
  const todo = steps.filter((one) => one.state === 'PLANNED').length;
  return (
    <div className="mt-4 flex flex-col gap-3">
      <div role="group" aria-label="What to do" className="flex flex-wrap gap-2">
        {act.state === 'PLANNED' && todo > 0 ? (
          <Confirm
            title={`Carry out ${act.action}?`}
            danger={act.risk === 'DESTRUCTIVE'}
            action="Carry out"
            onConfirm={() => step.mutate({ step: 'carry-out' })}
            trigger={
              <Button look="primary" disabled={!write} busy={step.isPending} title={write ? undefined : 'Needs the scope cloud:write'}>
                Carry out
              </Button>
            }
          >
            {todo === 1 ? '1 resource changes.' : `${todo} resources change.`} Where a policy asks for it, somebody else approves it first.
          </Confirm>
        ) : null}
        {act.state === 'WAITING' ? (
          <>
            <Button
              look="primary"
              disabled={!approve}
              busy={step.isPending}
              title={approve ? undefined : 'Needs the scope cloud:approve'}
              onClick={() => step.mutate({ step: 'approve' })}
            >
              Approve
            </Button>
            <Reasoned
              title="Reject this act?"
              word="Reject"
              may={approve}
              reason={reason}
              onReason={setReason}
              onConfirm={() => step.mutate({ step: 'reject', reason: reason.trim() })}
            />
          </>
        ) : null}
        {working ? (
          <Reasoned
            title="Wait no more?"
            word="Stop waiting"
            more="What the provider works on goes on."
            may={write}
            reason={reason}
            onReason={setReason}
            onConfirm={() => step.mutate({ step: 'stop-waiting', reason: reason.trim() })}
          />
        ) : null}
        {undoable ? (
          <Reasoned
            title="Undo this act?"
            word="Undo"
            may={write}
            reason={reason}
            onReason={setReason}
            onConfirm={() =>
              step.mutate(
                { step: 'undo', reason: reason.trim() },
                { onSuccess: (undo) => void navigate(actPath(undo.act.id)) },
              )
            }
          />
        ) : null}
      </div>
      {step.isError ? <ProblemNote error={step.error} /> : null}
    </div>
  );
}

interface ReasonedProps {
  title: string;
  word: string;
  more?: string;
  may: boolean;
  reason: string;
  onReason: (reason: string) => void;
  onConfirm: () => void;
}

function Reasoned({ title, word, more = '', may, reason, onReason, onConfirm }: ReasonedProps) {
  return (
    <Confirm
      title={title}
      action={word}
      onConfirm={onConfirm}
      ready={reason.trim() !== ''}
      fields={
        <Field label="Reason">
          {(control) => <Input {...control} maxLength={500} value={reason} onChange={(event) => onReason(event.target.value)} />}
        </Field>
      }
      trigger={<Button disabled={!may}>{word}</Button>}
    >
      {more} The reason is kept in the audit trail with your name.
    </Confirm>
  );
}

function StepsCard({ steps }: { steps: readonly Step[] }) {
  return (
    <Card flush title="Resources">
      <Table
        label="Resources"
        head={
          <>
            <Th>Resource</Th>
            <Th>State</Th>
            <Th>Before</Th>
            <Th>After</Th>
            <Th>Undone by</Th>
          </>
        }
      >
        {steps.map((step) => (
          <Row key={step.number}>
            <Td className="max-w-72">
              <Link to={resourcePath(step.uid)} className="font-medium break-all hover:text-accent hover:underline">
                {step.name}
              </Link>
              <p className="text-xs text-faint">
                {step.type} in {step.region}
              </p>
            </Td>
            <Td className="max-w-72">
              <StepBadge state={step.state} />
              {step.state === 'WORKING' && step.progress != null ? <p className="text-xs text-muted">{step.progress}</p> : null}
              {step.problem == null ? null : <p className="text-xs break-words text-bad">{step.problem}</p>}
            </Td>
            <Td className="max-w-60 break-words">{step.before}</Td>
            <Td className="max-w-60 break-words">
              {step.after}
              {step.note == null ? null : <p className="text-xs text-muted">{step.note}</p>}
            </Td>
            <Td>{step.inverseAction ?? <span className="text-faint">nothing</span>}</Td>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
