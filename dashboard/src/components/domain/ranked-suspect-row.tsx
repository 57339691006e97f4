import { Link } from 'react-router';
import { lookOfKind } from './change-kinds';
import { Commit } from './commit';
import { Age } from '@/components/ui/age';
import { Badge, Tag } from '@/components/ui/badge';
import { Progress } from '@/components/ui/progress';
import { formatNumber } from '@/lib/format';
import type { RankedSuspect } from '@/lib/api/suspects';

const factor = (value: number) => formatNumber(Math.round(value * 100) / 100);

/** A suspect with its score, what the score is made of, and what speaks for it. */
export function RankedSuspectRow({ suspect, rank }: { suspect: RankedSuspect; rank: number }) {
  const { change, parts } = suspect;
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
          {change.distance === 0 ? null : (
            <Tag>{change.distance === 1 ? 'a dependency' : `${change.distance} dependencies away`}</Tag>
          )}
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
          {parts === undefined ? null : (
            <span className="text-faint">
              distance {factor(parts.distance)} × time {factor(parts.time)} × kind {factor(parts.kind)} × evidence{' '}
              {factor(parts.evidence)}
            </span>
          )}
        </p>
        <ul className="mt-0.5 list-disc pl-4 text-xs text-muted">
          {suspect.evidence.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </li>
  );
}
