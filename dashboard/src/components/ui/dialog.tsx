import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { cx } from './cx';
import { DIALOG, NARROW } from './dialog-look';

interface FormDialogProps {
  trigger: ReactNode;
  title: string;
  lead: ReactNode;
  action: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSubmit: () => void;
  busy?: boolean;
  children: ReactNode;
}

/** A form above the page; it stays open until the caller closes it, so that a refusal is seen where it belongs. */
export function FormDialog({ trigger, title, lead, action, open, onOpenChange, onSubmit, busy = false, children }: FormDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content className={cx(DIALOG, NARROW)}>
          <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
          <Dialog.Description asChild>
            <div className="mt-2 text-sm text-muted">{lead}</div>
          </Dialog.Description>
          <form
            className="mt-4 flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              onSubmit();
            }}
          >
            {children}
            <div className="flex justify-end gap-2">
              <Dialog.Close asChild>
                <Button>Cancel</Button>
              </Dialog.Close>
              <Button type="submit" look="primary" busy={busy}>
                {action}
              </Button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
