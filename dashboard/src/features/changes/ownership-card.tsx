import { useQuery } from '@tanstack/react-query';
import { Loaded } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Progress } from '@/components/ui/progress';
import { formatNumber } from '@/lib/format';
import { ownershipQuery } from './api';
import type { ChangeFilter, OwnershipShare } from './types';

/** How much of what happened belongs to a team. */
export function OwnershipCard({ time }: { time: Pick<ChangeFilter, 'from' | 'to'> }) {
  const shares = useQuery(ownershipQuery(time));
  return (
    <Card title="Owned by a team">
      <Loaded
        query={shares}
        rows={3}
        empty={{
          when: (data) => data.filter((share) => share.all > 0).length === 0,
          show: <p className="text-sm text-muted">Nothing happened in this time that somebody could own.</p>,
        }}
      >
        {(data) => (
          <ul className="flex flex-col gap-2.5">
            {data
              .filter((share) => share.all > 0)
              .map((share) => (
                <Share key={share.what} share={share} />
              ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function Share({ share }: { share: OwnershipShare }) {
  const owned = Math.round((1 - (share.share ?? 0)) * 100);
  return (
    <li className="text-sm">
      <p className="mb-1 flex justify-between gap-3">
        <span className="first-letter:uppercase">{share.what}</span>
        <span className="num text-muted">
          {owned} %{share.withoutOwner === 0 ? '' : `, ${formatNumber(share.withoutOwner)} of ${formatNumber(share.all)} without a team`}
        </span>
      </p>
      <Progress percent={owned} label={`Share of ${share.what} that a team owns`} />
    </li>
  );
}
