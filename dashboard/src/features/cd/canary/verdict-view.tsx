import { lookOf, StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { formatDuration } from '@/lib/format';
import { Charts } from './charts';
import { Criteria } from './criteria';
import type { VerdictDetail } from './types';
import { trafficWords } from './words';

/** A verdict with what it rests on, where that comes from and how old it is. */
export function VerdictView({ detail }: { detail: VerdictDetail }) {
  const { result } = detail;
  const criteria = result.criteria ?? [];
  const series = detail.series ?? [];
  const candidate = `revision ${detail.revision}`;
  const stable = detail.baselineRevision == null ? 'stable' : `revision ${detail.baselineRevision} (stable)`;
  return (
    <>
      <div className="flex flex-col gap-1.5 p-4">
        <Headline detail={detail} />
        <p className="text-sm">{result.reason}</p>
        <p className="num text-xs text-muted">
          {candidate}: {trafficWords(result.requests, result.errors)}
          {result.baselineRequests == null
            ? ''
            : ` · ${stable}: ${trafficWords(result.baselineRequests, result.baselineErrors ?? 0)}`}
        </p>
      </div>
      {criteria.length === 0 ? null : (
        <div className="border-t border-line">
          <Criteria criteria={criteria} compared={result.baselineRequests != null} />
        </div>
      )}
      <div className="flex flex-col gap-3 border-t border-line p-4">
        {series.length === 0 ? (
          <p className="text-sm text-faint">
            {detail.state === 'RUNNING' ? 'The first numbers come in a moment.' : 'Its course in time was not recorded.'}
          </p>
        ) : (
          <Charts series={series} candidate={candidate} stable={stable} />
        )}
        <Origin detail={detail} last={series.at(-1)?.at} />
      </div>
    </>
  );
}

function Headline({ detail }: { detail: VerdictDetail }) {
  const word = lookOf(detail.result.verdict).word.toLowerCase();
  const window = detail.windowSeconds == null ? '' : `, it looks for ${formatDuration(detail.windowSeconds * 1000)}`;
  switch (detail.state) {
    case 'GIVEN':
      return (
        <p className="flex flex-wrap items-center gap-2">
          <StateBadge state={detail.result.verdict} />
          {detail.givenAt == null ? null : (
            <span className="text-xs text-faint">
              given <Age at={detail.givenAt} />
            </span>
          )}
        </p>
      );
    case 'RUNNING':
      return (
        <p className="flex flex-wrap items-center gap-2">
          <StateBadge state="RUNNING" />
          <span className="text-sm font-medium">No verdict yet; so far it would be: {word}</span>
          {detail.startedAt == null ? null : (
            <span className="text-xs text-faint">
              begun <Age at={detail.startedAt} />
              {window}
            </span>
          )}
        </p>
      );
    case 'INTERRUPTED':
      return (
        <p className="flex flex-wrap items-center gap-2">
          <StateBadge state="INTERRUPTED" />
          <span className="text-sm font-medium">It ended without a verdict; at last it would have been: {word}</span>
        </p>
      );
  }
}

function Origin({ detail, last }: { detail: VerdictDetail; last: string | undefined }) {
  return (
    <p className="text-xs break-words text-faint">
      Measured by Monitoring{detail.source == null ? '; where it read was not recorded' : <> from {detail.source}</>}
      {last === undefined ? null : (
        <>
          ; the last numbers are from <Age at={last} />, and each point is the traffic since the one before
        </>
      )}
      .
    </p>
  );
}
