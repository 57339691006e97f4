import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { SOFT, TEXT, type Tone } from './tone';

interface BadgeProps {
  tone: Tone;
  icon: LucideIcon;
  children: ReactNode;
  /** Without the soft background, for dense tables. */
  bare?: boolean;
  spin?: boolean;
}

/** A state as icon and word; the colour only repeats what both say. */
export function Badge({ tone, icon: Icon, children, bare = false, spin = false }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 align-middle text-xs font-medium whitespace-nowrap',
        bare ? TEXT[tone] : cx('rounded-full py-0.5 pr-2 pl-1.5', SOFT[tone]),
      )}
    >
      <Icon aria-hidden className={cx('size-3.5 shrink-0', spin && 'animate-spin [animation-duration:2s]')} />
      {children}
    </span>
  );
}

/** A neutral label that is no state. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded border border-line bg-sunken px-1.5 text-xs whitespace-nowrap text-muted">
      {children}
    </span>
  );
}
