import { Unlink } from 'lucide-react';
import { Link } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Facts } from '@/components/ui/facts';
import { Differences } from '../differences';
import { useStopFollowing } from './api';
import type { SyncState, Tracked } from './types';

interface TrackedDetailsProps {
  tracked: Tracked;
  button: { disabled: boolean; title: string | undefined };
}

/** What no difference means where it does not mean that all is the same. */
const SAME: Readonly<Partial<Record<SyncState, string>>> = {
  UNKNOWN: 'Nobody has looked at the branch since it is followed in this way.',
  FAILED: 'What differs could not be found out.',
};

const yes = (value: boolean | null | undefined) => (value ? 'yes' : 'no');

/** What differs, field by field, and how the branch is followed. */
export function TrackedDetails({ tracked, button }: TrackedDetailsProps) {
  const stop = useStopFollowing(tracked);
  const { application, environment, tracking } = tracked;
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
      {tracked.items.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted">{SAME[tracked.state] ?? 'What runs is what Git says.'}</p>
      ) : (
        <Differences items={tracked.items} />
      )}
      <div className="flex flex-col items-start gap-3 px-4 py-3">
        <Facts
          facts={[
            { name: 'Comes by itself', value: yes(tracking.auto) },
            { name: 'Removes by itself', value: yes(tracking.prune) },
            { name: 'Writes rollbacks', value: yes(tracking.revert) },
            { name: 'Paths', value: tracking.paths.length === 0 ? 'the whole repository' : tracking.paths.join(', ') },
            { name: 'Looked at every', value: tracking.pollSeconds == null ? 'as the agent does' : `${tracking.pollSeconds} s` },
            ...(tracking.dependsOn.length === 0
              ? []
              : [{ name: 'After', value: tracking.dependsOn.map((place) => place.environment).join(', ') }]),
            ...(tracked.deployment == null
              ? []
              : [
                  {
                    name: 'Compared with',
                    value: (
                      <Link className="link" to={`/deployments/${tracked.deployment}`}>
                        the deployment that runs
                      </Link>
                    ),
                  },
                ]),
          ]}
        />
        <Confirm
          danger
          title={`Stop following ${tracking.branch ?? 'the branch'}?`}
          action="Stop following"
          onConfirm={() => stop.mutate(undefined)}
          trigger={
            <Button small {...button} busy={stop.isPending}>
              <Unlink aria-hidden /> Stop following
            </Button>
          }
        >
          {application} in {environment} stays as it is. Its settings here are forgotten, and pushes change nothing there any
          more.
        </Confirm>
        {stop.isError ? <ProblemNote error={stop.error} /> : null}
      </div>
    </div>
  );
}
