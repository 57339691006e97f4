import { CirclePause, CirclePlay } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { FormDialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { DifferencesFrame } from '../differences';
import { useFollow } from './api';
import type { Tracked } from './types';

interface HoldActProps {
  tracked: Tracked;
  button: { disabled: boolean; title: string | undefined };
}

/** Keeps what Git says from coming by itself, with a reason; or lets it come again. */
export function HoldAct({ tracked, button }: HoldActProps) {
  return tracked.tracking.held == null ? <Hold tracked={tracked} button={button} /> : <Release tracked={tracked} button={button} />;
}

function Hold({ tracked, button }: HoldActProps) {
  const follow = useFollow();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { application, environment, tracking } = tracked;
  return (
    <FormDialog
      title={`Hold ${application} in ${environment}?`}
      lead="Nothing comes from Git by itself until somebody releases it. It is still looked at, and Sync still works."
      action="Hold"
      open={open}
      busy={follow.isPending}
      onOpenChange={(next) => {
        follow.reset();
        setReason('');
        setOpen(next);
      }}
      onSubmit={() =>
        follow.mutate(
          { place: tracked, tracking: { ...tracking, held: reason.trim() } },
          { onSuccess: () => setOpen(false) },
        )
      }
      trigger={
        <Button small {...button}>
          <CirclePause aria-hidden /> Hold
        </Button>
      }
    >
      <Field label="Why" hint="Everybody sees it beside the environment.">
        {(control) => (
          <Input
            {...control}
            required
            pattern=".*\S.*"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {follow.isError ? <ProblemNote error={follow.error} /> : null}
    </FormDialog>
  );
}

function Release({ tracked, button }: HoldActProps) {
  const follow = useFollow();
  const { application, environment, items, tracking } = tracked;
  return (
    <>
      <Confirm
        wide
        title={`Release ${application} in ${environment}?`}
        action="Release"
        onConfirm={() => follow.mutate({ place: tracked, tracking: { ...tracking, held: null } })}
        trigger={
          <Button small {...button} busy={follow.isPending}>
            <CirclePlay aria-hidden /> Release
          </Button>
        }
      >
        <p>It is held: {tracking.held}.</p>
        <p className="mt-2">
          {tracking.auto
            ? `From then on what Git says comes by itself again${items.length === 0 ? '; now nothing differs.' : '. Now this differs:'}`
            : 'It does not follow by itself anyway; from then on only the reason is gone.'}
        </p>
        {tracking.auto && items.length > 0 ? <DifferencesFrame items={items} /> : null}
      </Confirm>
      {follow.isError ? <ProblemNote error={follow.error} /> : null}
    </>
  );
}
