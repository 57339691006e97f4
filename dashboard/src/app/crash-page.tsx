import { useRouteError } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Page } from '@/components/ui/page';

/** A defect in a view: the rest of the dashboard goes on. */
export function CrashPage() {
  const error = useRouteError();
  return (
    <Page title="This page failed">
      <ProblemNote error={error} onRetry={() => window.location.reload()} />
    </Page>
  );
}
