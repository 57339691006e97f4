import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field, Input } from '@/components/ui/field';
import { asApiError } from '@/lib/api/problem';
import type { RegisteredApplication } from '@/lib/api/types';
import { useRegister } from './api';

interface RegisterFormProps {
  onRegistered: (result: RegisteredApplication) => void;
  onCancel: () => void;
}

export function RegisterForm({ onRegistered, onCancel }: RegisterFormProps) {
  const register = useRegister();
  const [name, setName] = useState('');
  const [repositoryUrl, setRepositoryUrl] = useState('');
  const [defaultBranch, setDefaultBranch] = useState('');
  const [webhookSecret, setWebhookSecret] = useState('');
  const problem = register.isError ? asApiError(register.error) : null;
  const errorOf = (field: string) =>
    problem?.errors.find((error) => error.where.replace(/^[/#.]+/, '') === field)?.message;
  return (
    <Card title="Register an application">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          register.mutate(
            {
              name: name.trim(),
              repositoryUrl: repositoryUrl.trim(),
              ...(defaultBranch.trim() === '' ? {} : { defaultBranch: defaultBranch.trim() }),
              ...(webhookSecret === '' ? {} : { webhookSecret }),
            },
            { onSuccess: onRegistered },
          );
        }}
      >
        {problem === null ? null : <ProblemNote error={problem} />}
        <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
          <Field label="Name" hint="Short, as it should appear everywhere: lower case, digits, dashes." error={errorOf('name')}>
            {(control) => (
              <Input {...control} required value={name} onChange={(event) => setName(event.target.value)} placeholder="checkout" />
            )}
          </Field>
          <Field
            label="Repository URL"
            hint="Where CI clones it from; https, or a path on this machine."
            error={errorOf('repositoryUrl')}
          >
            {(control) => (
              <Input
                {...control}
                required
                value={repositoryUrl}
                onChange={(event) => setRepositoryUrl(event.target.value)}
                placeholder="https://github.com/your-team/checkout.git"
              />
            )}
          </Field>
          <Field label="Default branch" hint="main, when left empty." error={errorOf('defaultBranch')}>
            {(control) => (
              <Input {...control} value={defaultBranch} onChange={(event) => setDefaultBranch(event.target.value)} placeholder="main" />
            )}
          </Field>
          <Field
            label="Webhook secret"
            hint="Leave it empty: a strong one is made for you and shown once."
            error={errorOf('webhookSecret')}
          >
            {(control) => (
              <Input
                {...control}
                type="password"
                autoComplete="new-password"
                value={webhookSecret}
                onChange={(event) => setWebhookSecret(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="flex gap-2">
          <Button type="submit" look="primary" busy={register.isPending}>
            Register
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </form>
    </Card>
  );
}
