import { useQuery } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/dialog';
import { Checkbox, Field, Input, Select, TextArea } from '@/components/ui/field';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import type { Json } from '@/lib/api/types';
import { actionsQuery, actPath, usePlanAct } from './api';
import { RiskBadge } from './looks';
import { TemplatePick } from './template-pick';
import type { Action, Resource } from './types';

const EXAMPLES: Readonly<Record<string, Json>> = { boolean: true, integer: 1, string: '', array: [], object: {} };

/** Parameters to begin with, by the action's schema. */
function draftOf(action: Action | undefined): string {
  const properties = action?.parameters.properties ?? {};
  return JSON.stringify(
    Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, EXAMPLES[type ?? 'string'] ?? ''])),
    null,
    2,
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Looks at what an action would do, and goes to see it; nothing is done before somebody says so there. */
export function ActionForm({ resource }: { resource: Resource }) {
  const actions = useQuery(actionsQuery(resource.type));
  const me = useQuery(meQuery());
  const plan = usePlanAct();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [text, setText] = useState('{}');
  const [reason, setReason] = useState('');
  const [force, setForce] = useState(false);
  const may = allows(me.data?.scopes ?? [], 'cloud:write');
  const items = actions.data?.items ?? [];
  const action = items.find((one) => one.name === name);
  const parameters = parsed(text);
  const submit = () => {
    if (parameters !== undefined) {
      plan.mutate(
        { action: name, parameters, resources: [resource.uid], reason: reason.trim(), force },
        { onSuccess: ({ act }) => void navigate(actPath(act.id)) },
      );
    }
  };
  if (items.length === 0 || resource.removed) {
    return null;
  }
  return (
    <FormDialog
      title={`Act on ${resource.name}`}
      lead="First it is only looked at. You see what would change, and carry it out from there."
      action="Look"
      open={open}
      onOpenChange={(next) => {
        plan.reset();
        setOpen(next);
      }}
      busy={plan.isPending}
      onSubmit={submit}
      trigger={
        <Button look="primary" disabled={!may} title={may ? undefined : 'Needs the scope cloud:write'}>
          <Wrench aria-hidden /> Act
        </Button>
      }
    >
      <Field label="Action" hint={action?.description}>
        {(control) => (
          <Select
            {...control}
            required
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setText(draftOf(items.find((one) => one.name === event.target.value)));
            }}
          >
            <option value="">Choose one</option>
            {items.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {action === undefined ? null : <RiskBadge risk={action.risk} />}
      <TemplatePick
        key={name}
        type={resource.type}
        action={name}
        onPick={(draft) => setText(JSON.stringify(draft, null, 2))}
      />
      {action === undefined || text === '{}' ? null : (
        <Field label="Parameters" error={parameters === undefined ? 'This is not JSON.' : undefined}>
          {(control) => <TextArea {...control} rows={5} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
      )}
      <Field label="Reason" hint="It is kept in the audit trail.">
        {(control) => (
          <Input
            {...control}
            required
            pattern=".*\S.*"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <label className="flex items-center gap-2 text-sm">
        <Checkbox checked={force} onChange={(event) => setForce(event.target.checked)} />
        Also when IaC owns it, which undoes it at its next apply
      </label>
      {plan.isError ? <ProblemNote error={plan.error} /> : null}
    </FormDialog>
  );
}
