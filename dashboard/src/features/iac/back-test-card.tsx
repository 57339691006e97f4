import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox, Field, Input, Select, TextArea } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { draftOf, EMPTY, policyOf, type Draft } from './back-test-draft';
import { BackTestResult } from './back-test-result';
import { useBackTest } from './policy-api';
import type { Policy, Severity } from './types';

const SEVERITIES: readonly [Severity, string][] = [
  ['WARN', 'Warns'],
  ['OVERRIDE', 'Asks an owner'],
  ['DENY', 'Forbids'],
];

/** Asks a policy about past plans before it is put in force. */
export function BackTestCard({ policies }: { policies: readonly Policy[] }) {
  const test = useBackTest();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return (
    <Card title="Try a policy on past plans">
      <form
        aria-label="Back-test"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate({ policy: policyOf(draft), workspace: draft.workspace.trim(), plansBack: Number(draft.plansBack) });
        }}
      >
        <div className="grid items-start gap-4 md:grid-cols-3">
          <Field label="Start from">
            {(control) => (
              <Select
                {...control}
                value=""
                onChange={(event) => {
                  const policy = policies.find((one) => one.name === event.target.value);
                  setDraft(policy === undefined ? draft : draftOf(policy, draft));
                }}
              >
                <option value="">A policy of now</option>
                {policies.map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Name" hint="Lower case letters, digits and dashes.">
            {(control) => (
              <Input
                {...control}
                required
                pattern="[a-z][a-z0-9\-]{0,59}"
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label="Severity">
            {(control) => (
              <Select {...control} value={draft.severity} onChange={(event) => change({ severity: event.target.value as Severity })}>
                {SEVERITIES.map(([severity, word]) => (
                  <option key={severity} value={severity}>
                    {word}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <div>
          <label className="flex items-center gap-2 text-sm">
            <Checkbox checked={draft.plan} onChange={(event) => change({ plan: event.target.checked })} />
            Over the plan as a whole, not over each resource
          </label>
        </div>
        {draft.plan ? null : (
          <div className="grid items-start gap-4 md:grid-cols-2">
            <Field label="Types of resources" hint="With commas between. Empty: all. A star at the end stands for the rest.">
              {(control) => (
                <Input {...control} placeholder="aws_db_*" value={draft.types} onChange={(event) => change({ types: event.target.value })} />
              )}
            </Field>
            <Field label="Actions" hint="create, update, replace, delete. Empty: all four.">
              {(control) => (
                <Input {...control} placeholder="delete" value={draft.actions} onChange={(event) => change({ actions: event.target.value })} />
              )}
            </Field>
          </div>
        )}
        <Field label="Must not be (CEL)" hint="True for what must not be; it reads resource and plan.">
          {(control) => (
            <TextArea
              {...control}
              required
              rows={3}
              placeholder="resource.after.acl == 'public-read'"
              value={draft.violation}
              onChange={(event) => change({ violation: event.target.value })}
            />
          )}
        </Field>
        <div className="grid items-start gap-4 md:grid-cols-3">
          <Field label="Workspace" hint="Empty: every workspace.">
            {(control) => <Input {...control} value={draft.workspace} onChange={(event) => change({ workspace: event.target.value })} />}
          </Field>
          <Field label="Past plans" hint="500 at the most.">
            {(control) => (
              <Input {...control} type="number" required min={1} max={500} value={draft.plansBack} onChange={(event) => change({ plansBack: event.target.value })} />
            )}
          </Field>
        </div>
        <div>
          <Button type="submit" look="primary" busy={test.isPending}>
            <FlaskConical aria-hidden /> Try it
          </Button>
        </div>
        {test.isError ? <Refusal error={test.error} /> : null}
        {test.isSuccess ? <BackTestResult result={test.data} /> : null}
      </form>
    </Card>
  );
}

function Refusal({ error }: { error: unknown }) {
  const problem = asApiError(error);
  return problem.kind === 'invalid' ? (
    <Note tone="bad" title="The policy cannot be read">
      {problem.detail}
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
