import { Plus } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Field, Input, Select } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import type { Role } from '@/lib/api/types';
import { useCreateToken } from './api';

const ROLES: { role: Role; may: string }[] = [
  { role: 'viewer', may: 'sees everything, changes nothing' },
  { role: 'operator', may: 'starts, cancels and rolls back runs' },
  { role: 'approver', may: 'also approves' },
  { role: 'admin', may: 'also changes agents, tokens and secrets' },
];

export function NewToken() {
  const create = useCreateToken();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [days, setDays] = useState('90');
  return (
    <Card title="Create a token">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(
            { name: name.trim(), role, ...(days === '' ? {} : { expiresInDays: Number(days) }) },
            { onSuccess: () => setName('') },
          );
        }}
      >
        <div className="grid items-start gap-4 md:grid-cols-3">
          <Field label="Name" hint="Who or what uses it.">
            {(control) => (
              <Input {...control} required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label="Role" hint={`It ${ROLES.find((one) => one.role === role)?.may ?? ''}.`}>
            {(control) => (
              <Select {...control} value={role} onChange={(event) => setRole(event.target.value as Role)}>
                {ROLES.map((one) => (
                  <option key={one.role} value={one.role}>
                    {one.role}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Valid for (days)" hint="Empty: it never expires.">
            {(control) => (
              <Input {...control} type="number" min={1} max={3650} value={days} onChange={(event) => setDays(event.target.value)} />
            )}
          </Field>
        </div>
        <div>
          <Button type="submit" look="primary" busy={create.isPending}>
            <Plus aria-hidden /> Create
          </Button>
        </div>
        {create.isError ? <ProblemNote error={create.error} /> : null}
        {create.isSuccess ? (
          <Note
            tone="good"
            title={`Token ${create.variables.name}: copy it now, it is shown only once`}
            action={<CopyButton text={create.data.token} what="the token" />}
          >
            <code className="font-mono text-xs break-all">{create.data.token}</code>
          </Note>
        ) : null}
      </form>
    </Card>
  );
}
