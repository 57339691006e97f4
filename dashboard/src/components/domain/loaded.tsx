import type { UseQueryResult } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Loading } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { ProblemNote } from './problem-note';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  /** What to show instead when the data has nothing in it. */
  empty?: { when: (data: T) => boolean; show: ReactNode };
  rows?: number;
}

/** The states of a query in one place: loading, failed, empty, stale after a failed refresh, there. */
export function Loaded<T>({ query, children, empty, rows }: LoadedProps<T>) {
  if (query.data === undefined) {
    if (query.isError) {
      return (
        <div className="p-4">
          <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
        </div>
      );
    }
    return <Loading {...(rows === undefined ? {} : { rows })} />;
  }
  if (empty?.when(query.data)) {
    return empty.show;
  }
  return children(query.data);
}

/** How old the shown data is, and whether the last refresh failed. */
export function Updated({ query }: { query: UseQueryResult<unknown> }) {
  if (query.dataUpdatedAt === 0) {
    return null;
  }
  const at = new Date(query.dataUpdatedAt).toISOString();
  if (query.isError) {
    return (
      <span title={asApiError(query.error).title}>
        <Badge tone="warn" icon={CloudOff} bare>
          Not refreshed since <Age at={at} />
        </Badge>
      </span>
    );
  }
  return (
    <span className="text-xs text-faint">
      updated <Age at={at} />
    </span>
  );
}
