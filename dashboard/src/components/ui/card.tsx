import type { ReactNode } from 'react';
import { cx } from './cx';

interface CardProps {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Tables and lists reach the edges of their card. */
  flush?: boolean;
  level?: 2 | 3;
}

export function Card({ title, aside, children, className, flush = false, level = 2 }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={cx('min-w-0 overflow-clip rounded-lg border border-line bg-surface', className)}>
      {title === undefined ? null : (
        <header className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-1.5">
          <Heading className="text-sm font-semibold">{title}</Heading>
          {aside === undefined ? null : <div className="flex items-center gap-3 text-xs text-faint">{aside}</div>}
        </header>
      )}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}
