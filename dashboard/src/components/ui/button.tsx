import type { ComponentProps } from 'react';
import { cx } from './cx';

type Look = 'primary' | 'plain' | 'danger' | 'quiet';

const LOOKS: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  plain: 'bg-surface text-ink border-line-strong hover:bg-sunken',
  danger: 'bg-bad text-on-bad border-transparent hover:opacity-90',
  quiet: 'text-muted border-transparent hover:bg-sunken hover:text-ink',
};

export interface ButtonProps extends ComponentProps<'button'> {
  look?: Look;
  small?: boolean;
  busy?: boolean;
}

export function buttonClass(look: Look = 'plain', small = false): string {
  return cx(
    'inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors',
    'disabled:opacity-50 disabled:pointer-events-none [&_svg]:size-3.5 [&_svg]:shrink-0',
    small ? 'h-6 px-2 text-xs' : 'h-8 px-3 text-sm',
    LOOKS[look],
  );
}

export function Button({ look = 'plain', small = false, busy = false, className, disabled, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(buttonClass(look, small), className)}
    />
  );
}
