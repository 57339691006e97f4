import { useQuery } from '@tanstack/react-query';
import { GitBranch } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/dialog';
import { Field, Select } from '@/components/ui/field';
import { environmentsQuery } from '../api';
import { trackedQuery, useFollow, type Place } from './api';
import { NEW_DRAFT, trackingOf } from './draft';
import { TrackingFields } from './tracking-fields';

const SHOWN = 200;

interface FollowActProps {
  applicationId: string;
  may: boolean;
}

const keyOf = ({ applicationId, environment }: Place) => `${applicationId} ${environment}`;

/** Lets an environment of the board follow a branch. */
export function FollowAct({ applicationId, may }: FollowActProps) {
  const follow = useFollow();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(NEW_DRAFT);
  const [chosen, setChosen] = useState('');
  const board = useQuery({ ...environmentsQuery({ applicationId, limit: SHOWN }), enabled: open });
  const tracked = useQuery({ ...trackedQuery({ applicationId, limit: SHOWN }), enabled: open });
  const known = new Set(tracked.data?.items.map(keyOf));
  const free = tracked.data === undefined ? [] : (board.data?.items ?? []).filter((place) => !known.has(keyOf(place)));
  const place = free.find((one) => keyOf(one) === chosen);
  const failure = follow.error ?? board.error ?? tracked.error;
  return (
    <FormDialog
      title="Follow a branch"
      lead="What the branch says is compared with what runs, and brought there by itself or on demand."
      action="Follow"
      open={open}
      busy={follow.isPending}
      onOpenChange={(next) => {
        follow.reset();
        setDraft(NEW_DRAFT);
        setChosen('');
        setOpen(next);
      }}
      onSubmit={() =>
        place === undefined
          ? undefined
          : follow.mutate({ place, tracking: trackingOf(draft) }, { onSuccess: () => setOpen(false) })
      }
      trigger={
        <Button small disabled={!may} title={may ? undefined : 'Needs the scope cd:write'}>
          <GitBranch aria-hidden /> Follow a branch
        </Button>
      }
    >
      <Field label="Environment" hint={hintOf(board.isPending || tracked.isPending, free.length, board.data?.nextCursor != null)}>
        {(control) => (
          <Select {...control} required value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">Choose one</option>
            {free.map((one) => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {one.application} in {one.environment}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TrackingFields draft={draft} onChange={setDraft} />
      {failure === null ? null : <ProblemNote error={failure} />}
    </FormDialog>
  );
}

function hintOf(loading: boolean, free: number, more: boolean): string {
  if (loading) {
    return 'Reading the board…';
  }
  if (free === 0) {
    return 'Every environment of the board that is shown follows a branch already.';
  }
  return more ? `The first ${SHOWN}; choose an application above the table for the others.` : 'One that is on the board.';
}
