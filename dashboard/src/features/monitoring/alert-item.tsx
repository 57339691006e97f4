import { BellOff } from 'lucide-react';
import { Link } from 'react-router';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Badge, Tag } from '@/components/ui/badge';
import { Acknowledge } from './acknowledge';
import { acknowledgeAlert } from './api';
import { SilenceAct } from './silence-act';
import type { MonitoringAlert } from './types';

export function AlertItem({ alert }: { alert: MonitoringAlert }) {
  const { what } = alert;
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 md:grid-cols-[7rem_minmax(0,1fr)_auto]">
      <div className="flex flex-col items-start gap-1">
        <StateBadge state={alert.state} />
        <StateBadge state={what.severity} bare />
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium break-words">{what.title}</span>
          <Tag>{what.rule}</Tag>
          {alert.muted == null ? null : (
            <Badge tone="idle" icon={BellOff} bare>
              {alert.muted}
            </Badge>
          )}
        </p>
        <p className="text-sm break-words text-muted">{what.description}</p>
        <p className="mt-0.5 flex flex-wrap gap-x-4 text-xs text-faint">
          <Age at={alert.raisedAt} />
          {alert.acknowledgedBy == null ? null : <span>{alert.acknowledgedBy} looks after it</span>}
          {alert.resolution == null ? null : <span>over: {alert.resolution}</span>}
          {alert.incidentId == null ? null : (
            <Link className="link" to={`/agents/monitoring/incidents/${alert.incidentId}`}>
              Incident
            </Link>
          )}
          {what.signal == null ? null : (
            <Link className="link" to={`/agents/monitoring?tab=signals&signal=${encodeURIComponent(what.signal)}`}>
              Signal
            </Link>
          )}
          <Source link={what.link} />
        </p>
      </div>
      {alert.state === 'RESOLVED' ? null : (
        <div className="flex flex-wrap items-start gap-2">
          {alert.state === 'FIRING' ? <Acknowledge act={() => acknowledgeAlert(alert.id)} what={what.title} /> : null}
          <SilenceAct alert={alert} />
        </div>
      )}
    </li>
  );
}

/** Where more is to be seen: a page of Hexad, or one of the system that told of it. */
function Source({ link }: { link: string | null | undefined }) {
  if (link?.startsWith('/agents/')) {
    return (
      <Link className="link" to={link}>
        Where it comes from
      </Link>
    );
  }
  return /^https?:\/\//.test(link ?? '') ? (
    <a className="link" href={link ?? ''} target="_blank" rel="noreferrer">
      Where it comes from
    </a>
  ) : null;
}
