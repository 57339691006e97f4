import { ScanSearch, Upload } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field, Input, TextArea } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { useCheckImport, useImport, type Checked } from './api';
import { PlanView } from './plan-view';

/** Looks at what a file would change first, and imports only that, onto what was running then. */
export function ImportCard() {
  const [text, setText] = useState('');
  const check = useCheckImport();
  const put = useImport();
  const edit = (changed: string) => {
    setText(changed);
    check.reset();
    put.reset();
  };
  return (
    <Card title="Import">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          put.reset();
          check.mutate(text);
        }}
      >
        <Field label="File" hint="YAML or JSON, as an export gives it.">
          {(control) => (
            <Input
              {...control}
              type="file"
              accept=".yml,.yaml,.json"
              className="py-1"
              onChange={(event) => void event.target.files?.[0]?.text().then(edit)}
            />
          )}
        </Field>
        <Field label="Content">
          {(control) => <TextArea {...control} rows={8} required value={text} onChange={(event) => edit(event.target.value)} />}
        </Field>
        <div>
          <Button type="submit" busy={check.isPending} disabled={text.trim() === ''}>
            <ScanSearch aria-hidden /> Show what would change
          </Button>
        </div>
      </form>
      <div className="mt-4 flex flex-col gap-3">
        {check.isError ? <ProblemNote error={check.error} /> : null}
        {check.data === undefined || put.isSuccess ? null : (
          <Decide checked={check.data} busy={put.isPending} onImport={() => put.mutate(check.data)} />
        )}
        {put.isError ? <Refusal error={put.error} /> : null}
        {put.isSuccess ? (
          <Note tone="good" title="Imported">
            Each change is a version of its agent and can be rolled back there.
          </Note>
        ) : null}
      </div>
    </Card>
  );
}

function Decide({ checked, busy, onImport }: { checked: Checked; busy: boolean; onImport: () => void }) {
  const { plan } = checked;
  const nothing = plan.changes.length === 0 && plan.errors.length === 0;
  return (
    <>
      {nothing ? <Note tone="good" title="Nothing would change" /> : null}
      <PlanView plan={plan} />
      {nothing ? null : (
        <div>
          <Button look="primary" busy={busy} disabled={plan.errors.length > 0} onClick={onImport}>
            <Upload aria-hidden /> Import exactly this
          </Button>
        </div>
      )}
    </>
  );
}

function Refusal({ error }: { error: unknown }) {
  return asApiError(error).kind === 'stale' ? (
    <Note tone="warn" title="The running configuration has changed since you looked">
      Nothing was imported. Look again at what would change.
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
