import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button, buttonClass } from './button';
import { cx } from './cx';
import { DIALOG, NARROW, WIDE } from './dialog-look';

interface ConfirmProps {
  trigger: ReactNode;
  title: string;
  children: ReactNode;
  action: string;
  danger?: boolean;
  onConfirm: () => void;
  /** Called when the question is put, to keep what it is about. */
  onOpen?: () => void;
  /** Controls that belong to the answer. */
  fields?: ReactNode;
  /** False while the answer cannot be given. */
  ready?: boolean;
  /** Room for what will happen. */
  wide?: boolean;
}

/** Asks before an act that others will notice. */
export function Confirm({
  trigger,
  title,
  children,
  action,
  danger = false,
  onConfirm,
  onOpen,
  fields,
  ready = true,
  wide = false,
}: ConfirmProps) {
  return (
    <AlertDialog.Root onOpenChange={(open) => (open ? onOpen?.() : undefined)}>
      <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Content className={cx(DIALOG, wide ? WIDE : NARROW)}>
          <AlertDialog.Title className="text-base font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 text-sm text-muted">{children}</div>
          </AlertDialog.Description>
          {fields === undefined ? null : <div className="mt-4">{fields}</div>}
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>Keep as it is</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action
              className={buttonClass(danger ? 'danger' : 'primary')}
              disabled={!ready}
              onClick={onConfirm}
            >
              {action}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
