import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { useOverride } from './api';
import type { Plan } from './types';

interface OverrideFormProps {
  plan: Plan;
  name: string;
  /** Who may besides administrators; not known when the policies could not be read, and then the agent decides. */
  owners: readonly string[] | undefined;
}

/** Lets what a policy found pass, with the reason for those who read it later. */
export function OverrideForm({ plan, name, owners }: OverrideFormProps) {
  const me = useQuery(meQuery());
  const override = useOverride(plan.id);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const scopes = me.data?.scopes ?? [];
  const owns = allows(scopes, 'iac:admin') || owners === undefined || owners.includes(me.data?.subject ?? '');
  const may = allows(scopes, 'iac:approve') && owns;
  if (me.data !== undefined && !may) {
    return (
      <span className="text-xs text-faint">
        {owns ? 'To let it pass, your token needs the scope iac:approve.' : 'Only its owners may let it pass.'}
      </span>
    );
  }
  return (
    <FormDialog
      title={`Let what ${name} found pass?`}
      lead={`The next plans of ${plan.workspace} with the same finding pass, too. Others read your reason beside your name.`}
      action="Let it pass"
      open={open}
      onOpenChange={(next) => {
        override.reset();
        setReason('');
        setOpen(next);
      }}
      busy={override.isPending}
      onSubmit={() => override.mutate({ policy: name, reason: reason.trim() }, { onSuccess: () => setOpen(false) })}
      trigger={
        <Button small disabled={!may}>
          <ShieldCheck aria-hidden /> Let it pass
        </Button>
      }
    >
      <Field label="Reason">
        {(control) => (
          <Input {...control} required pattern=".*\S.*" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {override.isError ? <Refusal error={override.error} /> : null}
    </FormDialog>
  );
}

function Refusal({ error }: { error: unknown }) {
  const problem = asApiError(error);
  return problem.kind === 'forbidden' ? (
    <Note tone="bad" title="You may not let this pass">
      {problem.detail}
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
