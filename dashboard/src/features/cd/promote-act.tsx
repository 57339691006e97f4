import { useQuery } from '@tanstack/react-query';
import { FastForward } from 'lucide-react';
import { useNavigate } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { environmentsQuery, usePromotion } from './api';
import type { Deployment } from './types';

/** Brings what is stable here to the environments that come after. */
export function PromoteActs({ deployment }: { deployment: Deployment }) {
  const { application, applicationId, environment, revision } = deployment;
  const me = useQuery(meQuery());
  const may = allows(me.data?.scopes ?? [], 'cd:write');
  const places = useQuery(environmentsQuery({ applicationId, environment, limit: 1 }));
  const promotion = usePromotion(deployment);
  const navigate = useNavigate();
  return (
    <>
      {promotion.isError ? <ProblemNote error={promotion.error} /> : null}
      {(places.data?.items[0]?.next ?? []).map((to) => (
        <Confirm
          key={to}
          title={`Promote revision ${revision} to ${to}?`}
          action="Promote"
          onConfirm={() => promotion.mutate(to, { onSuccess: ({ runId }) => void navigate(`/runs/${runId}`) })}
          trigger={
            <Button
              look="primary"
              disabled={!may}
              busy={promotion.isPending}
              title={may ? undefined : 'Needs the scope cd:write'}
            >
              <FastForward aria-hidden /> Promote to {to}
            </Button>
          }
        >
          A run deploys the image of {application} that is stable in {environment}, by the same digest and with the
          settings of {to}. It waits for the gates of {to}; what it will change is shown there before anything does.
        </Confirm>
      ))}
    </>
  );
}
