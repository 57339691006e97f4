import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { FormDialog } from '@/components/ui/dialog';
import { Checkbox, Field, Input, Select, TextArea } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { applicationsQuery } from '@/lib/api/queries';
import { secretsQuery } from '../api';
import { useSaveHook, type Hook } from './api';
import { draftOf, wishOf, type Draft } from './draft';

interface HookDialogProps {
  /** The one that is changed; absent to make one. */
  hook?: Hook;
  trigger: ReactNode;
  onSecret: (secret: string) => void;
}

export function HookDialog({ hook, trigger, onSecret }: HookDialogProps) {
  const [open, setOpen] = useState(false);
  // A hook that is refreshed below the open form must not take its version along.
  const [edited, setEdited] = useState(hook);
  const [draft, setDraft] = useState(draftOf(hook));
  const save = useSaveHook(edited);
  const applications = useQuery(applicationsQuery());
  const secrets = useQuery(secretsQuery());
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = () =>
    save.mutate(
      wishOf(draft),
      {
        onSuccess: (made) => {
          setOpen(false);
          if (made.secret != null) {
            onSecret(made.secret);
          }
        },
      },
    );
  return (
    <FormDialog
      trigger={trigger}
      title={hook === undefined ? 'Send events to another system' : `Change ${hook.name}`}
      lead="Each event is posted as JSON and signed, so that the receiver can tell it from a forged one."
      action={hook === undefined ? 'Create' : 'Save'}
      open={open}
      onOpenChange={(wanted) => {
        setOpen(wanted);
        if (wanted) {
          save.reset();
          setEdited(hook);
          setDraft(draftOf(hook));
        }
      }}
      onSubmit={submit}
      busy={save.isPending}
    >
      {save.isError ? <Refusal error={save.error} /> : null}
      <Field label="Name">
        {(control) => <Input {...control} required maxLength={80} value={draft.name} onChange={(event) => set({ name: event.target.value })} />}
      </Field>
      <Field label="URL">
        {(control) => <Input {...control} required type="url" maxLength={2000} value={draft.url} onChange={(event) => set({ url: event.target.value })} />}
      </Field>
      <Field label="Event types" hint="One a line; a prefix ends with *, and * alone is all of them.">
        {(control) => <TextArea {...control} required rows={3} value={draft.types} onChange={(event) => set({ types: event.target.value })} />}
      </Field>
      <Field label="Application">
        {(control) => (
          <Select {...control} value={draft.applicationId} onChange={(event) => set({ applicationId: event.target.value })}>
            <option value="">All applications</option>
            {(applications.data?.items ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Signed with" hint="A secret of its own is shown once.">
        {(control) => (
          <Select {...control} value={draft.secretName} onChange={(event) => set({ secretName: event.target.value })}>
            <option value="">a secret of its own</option>
            {[...new Set([...(secrets.data?.items ?? []).map((one) => one.name), draft.secretName])]
              .filter((name) => name !== '')
              .map((name) => (
                <option key={name}>{name}</option>
              ))}
          </Select>
        )}
      </Field>
      {hook === undefined ? null : (
        <>
          <Tick label="Sends" checked={draft.enabled} onChange={(enabled) => set({ enabled })} />
          {draft.secretName === '' && hook.secretName == null ? (
            <Tick label="Make another secret; the one before is worth nothing then" checked={draft.newSecret} onChange={(newSecret) => set({ newSecret })} />
          ) : null}
        </>
      )}
    </FormDialog>
  );
}

function Tick({ label, checked, onChange }: { label: string; checked: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex items-center gap-2 text-sm">
      <Checkbox checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

function Refusal({ error }: { error: unknown }) {
  return asApiError(error).kind === 'stale' ? (
    <Note tone="warn" title="Somebody changed it meanwhile">
      Nothing was saved. Close this and open it again.
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
