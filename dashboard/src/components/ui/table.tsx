import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

interface TableProps {
  label: string;
  head: ReactNode;
  children: ReactNode;
}

/**
 * A dense table that scrolls sideways in its own frame when the window is narrow; positioned, so that words for
 * screen readers stay inside the frame, too.
 */
export function Table({ label, head, children }: TableProps) {
  return (
    <div className="relative overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full text-left text-sm">
        <thead className="border-b border-line text-xs text-faint">
          <tr>{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return <th scope="col" {...rest} className={cx('h-8 px-4 font-medium whitespace-nowrap', className)} />;
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={cx('h-10 px-4 py-1.5 align-middle', className)} />;
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest} className={cx('hover:bg-sunken/60', className)} />;
}
