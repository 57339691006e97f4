import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { StateBadge } from '@/components/domain/states';
import { Suspects } from '@/components/domain/suspects';
import { Age, Duration } from '@/components/ui/age';
import { Button } from '@/components/ui/button';
import { applicationsQuery } from '@/lib/api/queries';
import type { Alert } from '@/lib/api/types';
import { RankingView } from './ranking';

/** An alert; opened, the change graph is asked what may have caused it. */
export function AlertRow({ alert }: { alert: Alert }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li className="px-4 py-3">
      <div className="grid gap-x-8 gap-y-2 lg:grid-cols-[7.5rem_minmax(0,1fr)_minmax(0,1fr)]">
        <div>
          <StateBadge state={alert.state} />
        </div>
        <div className="min-w-0">
          <h2 className="font-semibold">{alert.title}</h2>
          <p className="mt-0.5 text-muted">{alert.description}</p>
          <About alert={alert} />
        </div>
        <div className="flex min-w-0 flex-col items-start gap-2">
          <Suspects suspects={alert.suspects ?? []} />
          {alert.applicationId == null ? (
            <p className="text-xs text-faint">It is about no application, so no change can be ranked.</p>
          ) : (
            <Button small aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
              <Chevron aria-hidden /> Rank all changes before it
            </Button>
          )}
        </div>
      </div>
      <div id={id} hidden={!open} className="mt-3 border-t border-line pt-3 lg:ml-[9.5rem]">
        {open && alert.applicationId != null ? <RankingView alert={alert} applicationId={alert.applicationId} /> : null}
      </div>
    </li>
  );
}

function About({ alert }: { alert: Alert }) {
  const applications = useQuery(applicationsQuery());
  const application = applications.data?.items.find((one) => one.id === alert.applicationId);
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-faint">
      <span className="font-medium">{alert.severity}</span>
      {alert.applicationId == null ? null : (
        <Link className="link" to={`/applications/${alert.applicationId}`}>
          {application?.name ?? 'application'}
        </Link>
      )}
      {alert.environment == null ? null : <span>{alert.environment}</span>}
      <span>
        raised <Age at={alert.raisedAt} />
      </span>
      {alert.resolvedAt == null ? null : (
        <span>
          resolved after <Duration from={alert.raisedAt} to={alert.resolvedAt} />
          {alert.resolution == null ? null : `: ${alert.resolution}`}
        </span>
      )}
      <Link className="link" to={`/events?subject=${alert.id}`}>
        Its events
      </Link>
    </p>
  );
}
