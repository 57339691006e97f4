import { Link } from 'react-router';
import { lookOfKind } from '@/components/domain/change-kinds';
import { Commit } from '@/components/domain/commit';
import { Age } from '@/components/ui/age';
import { Badge, Tag } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/notes';
import { Progress } from '@/components/ui/progress';
import type { Incident, Suspect } from './types';

/** Changes that may have caused it, as they were ranked when it opened. */
export function IncidentSuspects({ incident }: { incident: Incident }) {
  return (
    <Card title="Suspected changes">
      {incident.suspects == null ? (
        <p className="text-sm text-muted">The change graph is being asked.</p>
      ) : incident.suspects.length === 0 ? (
        <Note tone="idle" title="Nothing suspicious">
          {incident.suspectsNote ?? ''}
        </Note>
      ) : (
        <ol aria-label="Suspected changes" className="grid gap-3">
          {incident.suspects.map((suspect, index) => (
            <SuspectItem key={suspect.change.eventId} suspect={suspect} rank={index + 1} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function SuspectItem({ suspect, rank }: { suspect: Suspect; rank: number }) {
  const { change } = suspect;
  const look = lookOfKind(change.kind);
  const percent = Math.round(suspect.score * 100);
  return (
    <li className="grid gap-x-4 gap-y-1 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <div>
        <p className="num text-sm font-semibold">
          {rank}. {percent} of 100
        </p>
        <Progress percent={percent} label={`Score of ${change.title}`} />
      </div>
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2">
          <Badge tone={look.tone} icon={look.icon} bare>
            {look.word}
          </Badge>
          <span className="font-medium">{change.title}</span>
          {change.environment == null ? null : <Tag>{change.environment}</Tag>}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
          <Age at={change.at} />
          {change.author == null ? null : <span>by {change.author}</span>}
          {change.commit == null ? null : <Commit commit={change.commit} />}
          {change.runId == null ? null : (
            <Link className="link" to={`/runs/${change.runId}`}>
              Open the run
            </Link>
          )}
        </p>
        <p className="text-xs text-muted">{suspect.evidence.join(', ')}</p>
      </div>
    </li>
  );
}
