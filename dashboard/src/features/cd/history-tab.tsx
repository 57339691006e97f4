import { useQuery } from '@tanstack/react-query';
import { History as HistoryIcon } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { ApplicationSelect, useApplicationFilter } from '@/components/domain/application-select';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { historyQuery } from './api';
import { History } from './history';

export function HistoryTab() {
  const [applicationId] = useApplicationFilter();
  const [search] = useSearchParams();
  const history = useQuery(historyQuery({ applicationId, cursor: search.get('cursor') ?? '' }));
  return (
    <Card flush title={<ApplicationSelect />} aside={<Updated query={history} />}>
      <Loaded
        query={history}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={HistoryIcon} title="No deployment yet">
              Every deployment stays here, with what it was rendered to, so that it can be brought back.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <>
            <History deployments={page.items} />
            <Pages next={page.nextCursor} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
