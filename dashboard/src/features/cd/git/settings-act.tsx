import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/dialog';
import { useFollow } from './api';
import { draftOf, trackingOf } from './draft';
import { TrackingFields } from './tracking-fields';
import type { Tracked } from './types';

interface SettingsActProps {
  tracked: Tracked;
  button: { disabled: boolean; title: string | undefined };
}

export function SettingsAct({ tracked, button }: SettingsActProps) {
  const follow = useFollow();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(draftOf(tracked.tracking));
  return (
    <FormDialog
      title={`How ${tracked.application} in ${tracked.environment} follows Git`}
      lead="It is looked at anew as soon as this is saved."
      action="Save"
      open={open}
      busy={follow.isPending}
      onOpenChange={(next) => {
        follow.reset();
        setDraft(draftOf(tracked.tracking));
        setOpen(next);
      }}
      onSubmit={() =>
        follow.mutate(
          { place: tracked, tracking: trackingOf(draft, tracked.tracking) },
          { onSuccess: () => setOpen(false) },
        )
      }
      trigger={
        <Button small {...button}>
          <Settings2 aria-hidden /> Settings
        </Button>
      }
    >
      <TrackingFields draft={draft} onChange={setDraft} />
      {follow.isError ? <ProblemNote error={follow.error} /> : null}
    </FormDialog>
  );
}
