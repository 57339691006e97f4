import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';

interface BranchProps {
  title: ReactNode;
  startsOpen?: boolean;
  children: () => ReactNode;
}

/** What is closed is not rendered, so that thousands cost nothing until they are looked at. */
export function Branch({ title, startsOpen = false, children }: BranchProps) {
  const [open, setOpen] = useState(startsOpen);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full flex-wrap items-center gap-x-2 rounded px-2 py-1 text-left text-sm hover:bg-sunken/60"
      >
        <Chevron aria-hidden className="size-3.5 shrink-0 text-faint" />
        {title}
      </button>
      {open ? <div className="ml-3.5 border-l border-line pl-2">{children()}</div> : null}
    </li>
  );
}
