import { useQuery } from '@tanstack/react-query';
import { Equal } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { differencesQuery } from './api';
import { Differences } from './differences';
import { runs } from './runs';
import type { Deployment, DeploymentState } from './types';

/** Of these there is nothing to compare, or the plan is shown with its gates. */
const WITHOUT: readonly DeploymentState[] = ['PLANNED', 'STARTING', 'FAILED'];

export function DifferenceCard({ deployment }: { deployment: Deployment }) {
  const without = WITHOUT.includes(deployment.state);
  const differences = useQuery({ ...differencesQuery(deployment.id), enabled: !without });
  if (without) {
    return null;
  }
  const live = runs(deployment);
  return (
    <Card
      flush
      title={live ? 'Drift from what was deployed' : 'What going back to this revision would change'}
      aside={<Updated query={differences} />}
    >
      <Loaded
        query={differences}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Equal} title={live ? 'No drift' : 'Nothing would change'}>
              {live ? 'What runs is what was rendered for this revision.' : 'What runs is the same as this revision.'}
            </Empty>
          ),
        }}
      >
        {(page) => <Differences items={page.items} />}
      </Loaded>
    </Card>
  );
}
