import { RankedSuspectRow } from '@/components/domain/ranked-suspect-row';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/notes';
import type { Incident } from './types';

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
            <RankedSuspectRow key={suspect.change.eventId} suspect={suspect} rank={index + 1} />
          ))}
        </ol>
      )}
    </Card>
  );
}
