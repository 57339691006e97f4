import { useQuery } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Confirm } from '@/components/ui/confirm';
import { Code } from '@/components/ui/facts';
import { Field, Input } from '@/components/ui/field';
import { Empty, Note } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { secretsQuery, useDeleteSecret, useSetSecret } from './api';

export function Secrets() {
  const secrets = useQuery(secretsQuery());
  const remove = useDeleteSecret();
  return (
    <div className="flex flex-col gap-4">
      <SetSecret />
      {remove.isError ? <ProblemNote error={remove.error} /> : null}
      <Card title="Names" flush aside={<Updated query={secrets} />}>
        <Loaded
          query={secrets}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={LockKeyhole} title="No secret is stored">
                Store one above, and refer to it by name. Values are encrypted and never shown again.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <Table
              label="Secrets"
              head={
                <>
                  <Th>Name</Th>
                  <Th>Last set</Th>
                  <Th className="w-28">
                    <span className="sr-only">Actions</span>
                  </Th>
                </>
              }
            >
              {page.items.map((secret) => (
                <Row key={secret.name}>
                  <Td>
                    <Code>{secret.name}</Code>
                  </Td>
                  <Td className="text-muted">
                    <Age at={secret.updatedAt} />
                    {secret.updatedBy == null ? null : ` by ${secret.updatedBy}`}
                  </Td>
                  <Td className="text-right">
                    <Confirm
                      title={`Delete ${secret.name}?`}
                      action="Delete"
                      danger
                      onConfirm={() => remove.mutate(secret.name)}
                      trigger={<Button small>Delete</Button>}
                    >
                      Whatever refers to it fails from the next time on.
                    </Confirm>
                  </Td>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
    </div>
  );
}

function SetSecret() {
  const set = useSetSecret();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  return (
    <Card title="Set a secret">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          set.mutate({ name: name.trim(), value }, { onSuccess: () => setValue('') });
        }}
      >
        <div className="grid items-start gap-4 md:grid-cols-2">
          <Field label="Name" hint="A name that exists gets the new value.">
            {(control) => <Input {...control} required value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <Field label="Value" hint="Write-only: nobody can read it here again.">
            {(control) => (
              <Input
                {...control}
                type="password"
                autoComplete="new-password"
                required
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div>
          <Button type="submit" look="primary" busy={set.isPending}>
            Set
          </Button>
        </div>
        {set.isError ? <ProblemNote error={set.error} /> : null}
        {set.isSuccess ? <Note tone="good" title={`${set.variables.name} is set`} /> : null}
      </form>
    </Card>
  );
}
