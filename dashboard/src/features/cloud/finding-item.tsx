import { useQuery } from '@tanstack/react-query';
import { ShieldPlus, Wrench } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/dialog';
import { CodeBlock } from '@/components/ui/facts';
import { Field, Input } from '@/components/ui/field';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { actPath, resourcePath, useExcept, useFix } from './api';
import { IacProposal } from './iac-proposal';
import { FindingBadge, SeverityBadge } from './looks';
import type { Check, Finding } from './types';

/** What was found, why it matters, what shows it, and what makes it right. */
export function FindingItem({ finding, check }: { finding: Finding; check: Check | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityBadge severity={finding.severity} />
        <FindingBadge state={finding.state} />
        <span className="font-medium">{check?.title ?? finding.message}</span>
        {check?.cis.map((id) => <Tag key={id}>CIS {id}</Tag>)}
        <span className="min-w-0 flex-1">
          <Link to={resourcePath(finding.uid)} className="break-all hover:text-accent hover:underline">
            {finding.name}
          </Link>{' '}
          <span className="text-xs text-faint">
            {finding.type} in {finding.region}, since <Age at={finding.openedAt} />
          </span>
        </span>
        <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
          Evidence
        </Button>
        {finding.state === 'OPEN' ? <FindingActs finding={finding} check={check} /> : null}
      </div>
      {finding.exception == null || finding.state === 'RESOLVED' ? null : (
        <p className="mt-1 text-xs text-muted">Passes: {finding.exception}</p>
      )}
      {open ? (
        <div className="mt-2 grid gap-2">
          <p className="text-muted">
            {check?.reason} {check?.remedy}
          </p>
          {finding.state === 'OPEN' ? <IacProposal finding={finding} fixable={check?.fix != null} /> : null}
          <CodeBlock label={`What shows it at ${finding.name}`}>{JSON.stringify(finding.evidence, null, 2)}</CodeBlock>
        </div>
      ) : null}
    </li>
  );
}

function FindingActs({ finding, check }: { finding: Finding; check: Check | undefined }) {
  const me = useQuery(meQuery());
  const fix = useFix(finding.id);
  const navigate = useNavigate();
  const scopes = me.data?.scopes ?? [];
  const may = allows(scopes, 'cloud:write');
  return (
    <>
      {check?.fix == null ? null : (
        <Button
          small
          disabled={!may}
          busy={fix.isPending}
          title={may ? `Looks at what ${check.fix.action} would change` : 'Needs the scope cloud:write'}
          onClick={() => fix.mutate({ force: false }, { onSuccess: ({ actId }) => void navigate(actPath(actId)) })}
        >
          <Wrench aria-hidden /> Fix
        </Button>
      )}
      <ExceptForm finding={finding} may={allows(scopes, 'cloud:approve')} />
      {fix.isError ? <ProblemNote error={fix.error} /> : null}
    </>
  );
}

const DAY_MILLIS = 86_400_000;

function ExceptForm({ finding, may }: { finding: Finding; may: boolean }) {
  const except = useExcept(finding.id);
  const [open, setOpen] = useState(false);
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('30');
  const submit = () =>
    except.mutate(
      {
        owner: owner.trim(),
        reason: reason.trim(),
        expiresAt: new Date(Date.now() + Number(days) * DAY_MILLIS - 60_000).toISOString(),
      },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <FormDialog
      title={`Let ${finding.name} pass`}
      lead="Until its end the finding does not count as open, and others read why."
      action="Let pass"
      open={open}
      onOpenChange={(next) => {
        except.reset();
        setOpen(next);
      }}
      busy={except.isPending}
      onSubmit={submit}
      trigger={
        <Button small disabled={!may} title={may ? undefined : 'Needs the scope cloud:approve'}>
          <ShieldPlus aria-hidden /> Let pass
        </Button>
      }
    >
      <Field label="Owner" hint="Who answers for it.">
        {(control) => <Input {...control} required maxLength={100} value={owner} onChange={(event) => setOwner(event.target.value)} />}
      </Field>
      <Field label="Reason">
        {(control) => (
          <Input {...control} required pattern=".*\S.*" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <Field label="Holds for (days)" hint="A year at the most.">
        {(control) => (
          <Input {...control} type="number" required min={1} max={366} value={days} onChange={(event) => setDays(event.target.value)} />
        )}
      </Field>
      {except.isError ? <ProblemNote error={except.error} /> : null}
    </FormDialog>
  );
}
