import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDot, Eye } from 'lucide-react';
import { Link } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Badge, Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { money } from './amounts';
import { useDecide } from './api';
import type { Anomaly } from './types';

function driver({ driver: moved, up }: Anomaly): string {
  const more = up ? 'more' : 'less';
  switch (moved) {
    case 'USAGE':
      return up ? 'More is used' : 'Less is used';
    case 'RATE':
      return `The same costs ${more}`;
    case 'BOTH':
      return up ? 'More is used, and it costs more' : 'Less is used, and it costs less';
    case 'NEW':
      return 'It is new';
    case 'GONE':
      return 'It is gone';
  }
}

function places(anomaly: Anomaly): [string, string][] {
  const parts: [string, string][] = [
    ['Service', anomaly.service],
    ['Application', anomaly.application],
    ['Account', anomaly.account],
    ['Region', anomaly.region],
    ['Provider', anomaly.provider],
  ];
  return parts.filter(([, value]) => value !== '');
}

export function AnomalyItem({ anomaly }: { anomaly: Anomaly }) {
  const stake = Number(anomaly.atStake);
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateBadge anomaly={anomaly} />
        <span className="num text-sm font-semibold">
          {stake >= 0 ? `${money(stake, anomaly.currency)} too much` : `${money(-stake, anomaly.currency)} less than usual`}
        </span>
        <span className="text-sm text-muted">
          since {anomaly.start}
          {anomaly.endedOn === null ? ', and it goes on' : `, until ${anomaly.endedOn}`}
        </span>
        {anomaly.sample ? <Tag>sample data</Tag> : null}
        <span className="ml-auto">
          <Acts anomaly={anomaly} />
        </span>
      </div>
      <p className="flex flex-wrap gap-1.5">
        {places(anomaly).map(([name, value]) => (
          <Tag key={name}>
            {name}: {value}
          </Tag>
        ))}
      </p>
      <p className="text-sm">
        {driver(anomaly)}: {anomaly.explanation}. An ordinary day costs {money(anomaly.usual, anomaly.currency)}.
      </p>
      {anomaly.note === null ? null : (
        <p className="text-xs text-muted">
          {anomaly.note}
          {anomaly.decidedBy === null ? null : `, by ${anomaly.decidedBy}`}
        </p>
      )}
      <Suspected anomaly={anomaly} />
    </li>
  );
}

function StateBadge({ anomaly }: { anomaly: Anomaly }) {
  switch (anomaly.state) {
    case 'OPEN':
      return (
        <Badge tone={anomaly.up ? 'bad' : 'warn'} icon={CircleDot}>
          Open
        </Badge>
      );
    case 'ACKNOWLEDGED':
      return (
        <Badge tone="busy" icon={Eye}>
          Acknowledged
        </Badge>
      );
    case 'CLOSED':
      return (
        <Badge tone="idle" icon={CircleCheck}>
          Closed
        </Badge>
      );
  }
}

function Suspected({ anomaly }: { anomaly: Anomaly }) {
  if (anomaly.suspects.length === 0) {
    return <p className="text-xs text-faint">Nothing that Hexad knows of was changed shortly before.</p>;
  }
  return (
    <ul aria-label="Suspects" className="grid gap-1 text-sm">
      {anomaly.suspects.map((suspect) => (
        <li key={suspect.id}>
          <span className="text-faint">Suspect: </span>
          {suspect.runId === null ? (
            suspect.title
          ) : (
            <Link className="text-accent hover:underline" to={`/runs/${suspect.runId}`}>
              {suspect.title}
            </Link>
          )}{' '}
          <span className="text-muted">
            {suspect.evidence}
            {suspect.author === null ? null : `, by ${suspect.author}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Acts({ anomaly }: { anomaly: Anomaly }) {
  const me = useQuery(meQuery());
  const decide = useDecide(anomaly.id);
  const may = allows(me.data?.scopes ?? [], 'finops:write');
  const title = may ? undefined : 'Needs the scope finops:write';
  return (
    <span className="flex gap-2">
      {decide.isError ? <ProblemNote error={decide.error} /> : null}
      {anomaly.state === 'OPEN' ? (
        <Button small disabled={!may} title={title} busy={decide.isPending} onClick={() => decide.mutate({ state: 'ACKNOWLEDGED' })}>
          Acknowledge
        </Button>
      ) : null}
      {anomaly.state === 'CLOSED' ? (
        <Button small disabled={!may} title={title} busy={decide.isPending} onClick={() => decide.mutate({ state: 'OPEN' })}>
          Open again
        </Button>
      ) : (
        <Button small disabled={!may} title={title} busy={decide.isPending} onClick={() => decide.mutate({ state: 'CLOSED' })}>
          Close
        </Button>
      )}
    </span>
  );
}
