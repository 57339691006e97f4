import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Input } from '@/components/ui/field';
import { Page } from '@/components/ui/page';
import { formatTime } from '@/lib/format';
import { Acknowledge } from './acknowledge';
import { acknowledgeIncident, comment, incidentQuery, useAct } from './api';
import { IncidentSuspects } from './incident-suspects';
import type { Entry, IncidentDetail, Sent } from './types';
import { placeWords, reasonWords } from './words';

export function IncidentPage() {
  const { id = '' } = useParams();
  const query = useQuery(incidentQuery(id));
  const incident = query.data?.incident;
  const title = incident?.title ?? 'Incident';
  return (
    <Page
      title={title}
      trail={[
        { to: '/agents', label: 'Agents' },
        { to: '/agents/monitoring', label: 'Monitoring' },
      ]}
      heading={
        <>
          {title}
          {incident === undefined ? null : (
            <>
              <StateBadge state={incident.state} />
              <StateBadge state={incident.severity} />
            </>
          )}
        </>
      }
      lead={
        incident === undefined ? undefined : (
          <>
            {placeWords(incident.place)}, opened <Age at={incident.openedAt} />
            {incident.acknowledgedBy == null ? null : `, ${incident.acknowledgedBy} looks after it`}
          </>
        )
      }
      actions={incident?.state === 'OPEN' ? <Acknowledge act={() => acknowledgeIncident(id)} what="the incident" /> : undefined}
    >
      <Loaded query={query}>
        {(detail) => (
          <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
            <div className="grid content-start gap-4">
              <IncidentSuspects incident={detail.incident} />
              <TimeLine detail={detail} updated={<Updated query={query} />} />
            </div>
            <NotificationsCard sent={detail.notifications} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function TimeLine({ detail, updated }: { detail: IncidentDetail; updated: ReactNode }) {
  const [text, setText] = useState('');
  const write = useAct((words: string) => comment(detail.incident.id, words));
  return (
    <Card flush title="Time line" aside={updated}>
      <ol className="divide-y divide-line">
        {detail.entries.map((entry) => (
          <EntryRow key={`${entry.at} ${entry.kind} ${entry.text}`} entry={entry} />
        ))}
      </ol>
      <form
        className="flex gap-2 border-t border-line px-4 py-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') {
            write.mutate(text, { onSuccess: () => setText('') });
          }
        }}
      >
        <Input
          aria-label="Comment"
          className="flex-1"
          placeholder="What was found, what was done"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" busy={write.isPending} disabled={text.trim() === ''}>
          Add
        </Button>
      </form>
      {write.isError ? <ProblemNote error={write.error} /> : null}
    </Card>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  return (
    <li className="grid gap-x-4 px-4 py-2 text-sm sm:grid-cols-[10rem_8rem_minmax(0,1fr)]">
      <span className="num text-xs text-faint">{formatTime(entry.at)}</span>
      <span className="text-xs font-medium text-muted">{sentence(entry.kind)}</span>
      <span className="break-words">
        {entry.text}
        {entry.who == null ? null : <span className="text-muted"> – {entry.who}</span>}
      </span>
    </li>
  );
}

function sentence(kind: string): string {
  const words = reasonWords(kind);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function NotificationsCard({ sent }: { sent: readonly Sent[] }) {
  return (
    <Card flush title="Notifications" className="self-start">
      {sent.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">
          Nobody was told: no route of the configuration fits this incident, or it has no channels.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {sent.map((one) => (
            <li key={one.id} className="px-4 py-2 text-sm">
              <p className="flex flex-wrap items-center gap-x-2">
                <Tag>{one.channel}</Tag>
                <span>{sentence(one.change)}</span>
                <StateBadge state={one.state} bare />
                <span className="text-xs text-faint">
                  <Age at={one.sentAt ?? one.createdAt} />
                </span>
              </p>
              {one.failure == null ? null : (
                <p className="text-xs break-words text-muted">
                  {one.failure} ({one.attempts} {one.attempts === 1 ? 'attempt' : 'attempts'})
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
