import { ShieldPlus } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/field';
import { useAddException } from './policy-api';
import type { Policy } from './types';

const DAY_MILLIS = 86_400_000;
const LONGEST_DAYS = 366;
const NOTHING = { policy: '', workspace: '', address: '', reason: '', owner: '', days: '30' };

/** An exception, which always has an end and somebody who answers for it. */
export function ExceptionForm({ policies, may }: { policies: readonly Policy[]; may: boolean }) {
  const add = useAddException();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(NOTHING);
  const set = (name: keyof typeof NOTHING) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: event.target.value });
  const given = (name: 'workspace' | 'address' | 'owner') =>
    draft[name].trim() === '' ? {} : { [name]: draft[name].trim() };
  const submit = () =>
    add.mutate(
      {
        policy: draft.policy,
        reason: draft.reason.trim(),
        // A little less, so that a year by this clock is no more than a year by the agent's.
        expiresAt: new Date(Date.now() + Number(draft.days) * DAY_MILLIS - 60_000).toISOString(),
        ...given('workspace'),
        ...given('address'),
        ...given('owner'),
      },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <FormDialog
      title="Add an exception"
      lead="Until its end the policy is not asked about what you name here, and others read why."
      action="Add"
      open={open}
      onOpenChange={(next) => {
        add.reset();
        setDraft(NOTHING);
        setOpen(next);
      }}
      busy={add.isPending}
      onSubmit={submit}
      trigger={
        <Button small disabled={!may || policies.length === 0} title={may ? undefined : 'Needs the scope iac:admin'}>
          <ShieldPlus aria-hidden /> Add
        </Button>
      }
    >
      <Field label="Policy">
        {(control) => (
          <Select {...control} required value={draft.policy} onChange={set('policy')}>
            <option value="">Choose one</option>
            {policies.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Workspace" hint="Empty: every workspace.">
        {(control) => <Input {...control} value={draft.workspace} onChange={set('workspace')} />}
      </Field>
      <Field label="Address of the resource" hint="Empty: every resource. A star stands for anything.">
        {(control) => (
          <Input {...control} maxLength={500} placeholder="module.data.*" value={draft.address} onChange={set('address')} />
        )}
      </Field>
      <Field label="Reason">
        {(control) => <Input {...control} required pattern=".*\S.*" maxLength={500} value={draft.reason} onChange={set('reason')} />}
      </Field>
      <Field label="Owner" hint="Who answers for it. Empty: you.">
        {(control) => <Input {...control} maxLength={100} value={draft.owner} onChange={set('owner')} />}
      </Field>
      <Field label="Holds for (days)" hint="A year at the most.">
        {(control) => (
          <Input {...control} type="number" required min={1} max={LONGEST_DAYS} value={draft.days} onChange={set('days')} />
        )}
      </Field>
      {add.isError ? <ProblemNote error={add.error} /> : null}
    </FormDialog>
  );
}
