import { useQuery } from '@tanstack/react-query';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { formatDuration, formatNumber } from '@/lib/format';
import { measuresQuery } from './api';
import type { ChangeFilter, Measures } from './types';

interface DeliveryCardProps {
  scope: Pick<ChangeFilter, 'applicationId' | 'environment' | 'from' | 'to'>;
  of: string;
}

/** The four keys of delivery, with what they are counted from: a share of two deployments says little. */
export function DeliveryCard({ scope, of }: DeliveryCardProps) {
  const measures = useQuery(measuresQuery(scope));
  return (
    <Card
      title={`Delivery of ${of}`}
      aside={
        <>
          <span>{scope.from === undefined ? 'the last 30 days' : 'the chosen time'}</span>
          <Updated query={measures} />
        </>
      }
    >
      <Loaded query={measures} rows={3}>
        {(data) => <Keys data={data} />}
      </Loaded>
    </Card>
  );
}

const took = (seconds: number | null | undefined) => (seconds == null ? '–' : formatDuration(seconds * 1000));

const counted = (count: number, what: string) => (count === 1 ? `of 1 ${what}` : `of ${count} ${what}s`);

function Keys({ data }: { data: Measures }) {
  const keys = [
    {
      name: 'Deployment frequency',
      value: data.perDay == null ? '–' : `${formatNumber(Math.round(data.perDay * 100) / 100)} per day`,
      basis: data.deployments === 0 ? 'No deployment in this time' : counted(data.deployments, 'deployment'),
    },
    {
      name: 'Lead time',
      value: took(data.leadP50Seconds),
      basis:
        data.leadSamples === 0
          ? 'No commit was delivered'
          : `p90 ${took(data.leadP90Seconds)}, ${counted(data.leadSamples, 'commit')}`,
    },
    {
      name: 'Change failure rate',
      value: data.failureShare == null ? '–' : `${formatNumber(Math.round(data.failureShare * 1000) / 10)} %`,
      basis: data.begun === 0 ? 'Nothing could fail' : `${data.failed} of ${data.begun} begun`,
    },
    {
      name: 'Time to restore',
      value: took(data.restoreP50Seconds),
      basis:
        data.restoreSamples === 0
          ? 'Nothing had to be restored'
          : `p90 ${took(data.restoreP90Seconds)}, ${counted(data.restoreSamples, 'failure')}`,
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-4">
      {keys.map((key) => (
        <div key={key.name}>
          <dt className="text-xs text-faint">{key.name}</dt>
          <dd>
            <p className="num text-lg font-semibold">{key.value}</p>
            <p className="text-xs text-muted">{key.basis}</p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
