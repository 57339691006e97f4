import { ChevronRight } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';

interface PageProps {
  title: string;
  heading?: ReactNode;
  lead?: ReactNode;
  trail?: { to: string; label: string }[];
  actions?: ReactNode;
  children: ReactNode;
}

/** Frame of every page: where it is, what it is, what can be done. */
export function Page({ title, heading, lead, trail = [], actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Hexad`;
  }, [title]);
  return (
    <div className="mx-auto w-full max-w-[1560px] px-5 py-4 xl:px-7">
      {trail.length === 0 ? null : (
        <nav aria-label="Breadcrumb" className="mb-1 flex items-center gap-1 text-xs text-faint">
          {trail.map((step) => (
            <span key={step.to} className="flex items-center gap-1">
              <Link to={step.to} className="hover:text-ink hover:underline">
                {step.label}
              </Link>
              <ChevronRight aria-hidden className="size-3" />
            </span>
          ))}
        </nav>
      )}
      <header className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xl font-semibold tracking-tight">
            {heading ?? title}
          </h1>
          {lead === undefined ? null : <div className="mt-0.5 text-sm text-muted">{lead}</div>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2 pt-0.5">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
