import { useQuery } from '@tanstack/react-query';
import { ShieldQuestion } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { BackTestCard } from './back-test-card';
import { ExceptionsCard } from './exceptions-card';
import { policiesQuery } from './policy-api';
import { PolicyItem } from './policy-item';

export function PoliciesTab() {
  const policies = useQuery(policiesQuery());
  return (
    <div className="grid gap-4">
      <Card flush title="Policies" aside={<Updated query={policies} />}>
        <Loaded
          query={policies}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={ShieldQuestion} title="No policy is in force">
                Policies stand in the configuration of this agent, or in the repository of an application.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <ul className="divide-y divide-line">
              {page.items.map((policy) => (
                <PolicyItem key={policy.name} policy={policy} />
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
      <ExceptionsCard policies={policies.data?.items ?? []} />
      <BackTestCard policies={policies.data?.items ?? []} />
    </div>
  );
}
