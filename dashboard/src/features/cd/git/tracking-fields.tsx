import { useId } from 'react';
import { Checkbox, Field, Input, TextArea } from '@/components/ui/field';
import type { Draft } from './draft';

const LEAST_POLL_SECONDS = 10;

interface TrackingFieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

export function TrackingFields({ draft, onChange }: TrackingFieldsProps) {
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Field label="Branch" hint="Empty: the default branch of the application.">
        {(control) => <Input {...control} value={draft.branch} onChange={(event) => set({ branch: event.target.value })} />}
      </Field>
      <Choice
        label="Bring it there by itself"
        hint="Else somebody presses Sync."
        checked={draft.auto}
        onChange={(auto) => set({ auto })}
      />
      <Choice
        label="Remove what is gone from Git by itself"
        hint="Else removals wait for somebody who confirms them."
        checked={draft.prune}
        onChange={(prune) => set({ prune })}
      />
      <Choice
        label="Write a rollback to the branch"
        hint="Going back becomes a revert commit, so that Git says what runs."
        checked={draft.revert}
        onChange={(revert) => set({ revert })}
      />
      <Field label="Paths" hint="Files and folders that matter, one to a line. Empty: the whole repository.">
        {(control) => (
          <TextArea {...control} rows={3} value={draft.paths} onChange={(event) => set({ paths: event.target.value })} />
        )}
      </Field>
      <Field label="Look every (seconds)" hint="A push is seen at once where a webhook is set up. Empty: 180.">
        {(control) => (
          <Input
            {...control}
            className="w-28"
            type="number"
            min={LEAST_POLL_SECONDS}
            value={draft.poll}
            onChange={(event) => set({ poll: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

interface ChoiceProps {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Choice({ label, hint, checked, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2">
      <Checkbox
        id={id}
        aria-describedby={`${id}-hint`}
        className="mt-0.5"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <p id={`${id}-hint`} className="col-start-2 text-xs text-faint">
        {hint}
      </p>
    </div>
  );
}
