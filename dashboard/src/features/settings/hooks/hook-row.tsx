import { ChevronDown, ChevronRight, CircleCheck, CircleMinus, Pencil, Send, Trash2, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Badge, Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { useDeleteHook, useTestHook, type Hook } from './api';
import { DeliveryLog } from './delivery-log';
import { HookDialog } from './hook-dialog';

interface HookRowProps {
  hook: Hook;
  application: string | undefined;
  may: boolean;
  onSecret: (secret: string) => void;
}

export function HookRow({ hook, application, may, onSecret }: HookRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const test = useTestHook(hook.id);
  const remove = useDeleteHook();
  const failed = test.error ?? remove.error;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <div className="grid items-start gap-x-4 gap-y-2 px-4 py-2.5 lg:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)_auto]">
        <HookState hook={hook} />
        <div className="min-w-0">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            className="flex items-center gap-1.5 text-left font-medium hover:text-accent"
            onClick={() => setOpen(!open)}
          >
            <Chevron aria-hidden className="size-4 shrink-0 text-faint" /> {hook.name}
          </button>
          <p className="pl-5.5 font-mono text-xs break-all text-muted">{hook.url}</p>
        </div>
        <div className="flex min-w-0 flex-wrap gap-1">
          {hook.types.map((type) => (
            <Tag key={type}>{type}</Tag>
          ))}
          {hook.applicationId == null ? null : <span className="text-xs text-muted">of {application ?? 'one application'}</span>}
          {hook.secretName == null ? null : <span className="text-xs text-muted">signed with {hook.secretName}</span>}
        </div>
        <div className="flex flex-wrap gap-1.5">
          <Button small disabled={!may || !hook.enabled} busy={test.isPending} aria-label={`Try ${hook.name}`} onClick={() => test.mutate(undefined, { onSuccess: () => setOpen(true) })}>
            <Send aria-hidden /> Try
          </Button>
          <HookDialog
            hook={hook}
            onSecret={onSecret}
            trigger={
              <Button small disabled={!may} aria-label={`Change ${hook.name}`}>
                <Pencil aria-hidden /> Change
              </Button>
            }
          />
          <Confirm
            title={`Delete ${hook.name}?`}
            action="Delete"
            danger
            onConfirm={() => remove.mutate(hook.id)}
            trigger={
              <Button small disabled={!may} busy={remove.isPending} aria-label={`Delete ${hook.name}`}>
                <Trash2 aria-hidden /> Delete
              </Button>
            }
          >
            Nothing is sent there any more, and its delivery log is gone.
          </Confirm>
        </div>
      </div>
      {failed === null ? null : <ProblemNote error={failed} />}
      <div id={id} hidden={!open}>
        {open ? <DeliveryLog hook={hook} may={may} /> : null}
      </div>
    </li>
  );
}

function HookState({ hook }: { hook: Hook }) {
  if (!hook.enabled) {
    return (
      <div>
        <Badge tone="idle" icon={CircleMinus}>
          Disabled
        </Badge>
        {hook.disabledReason == null ? null : <p className="text-xs text-muted">{hook.disabledReason}</p>}
      </div>
    );
  }
  return hook.failingSince == null ? (
    <Badge tone="good" icon={CircleCheck}>
      Sends
    </Badge>
  ) : (
    <div>
      <Badge tone="bad" icon={TriangleAlert}>
        Failing
      </Badge>
      <p className="text-xs text-muted">
        since <Age at={hook.failingSince} />
      </p>
    </div>
  );
}
