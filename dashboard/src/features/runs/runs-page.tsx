import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, FilterX, FlaskConical, GitBranch, LockKeyhole } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { RunsTable } from '@/components/domain/runs-table';
import { Button, buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { runsQuery } from '@/lib/api/queries';
import { RunFilters } from './run-filters';

export function RunsPage() {
  const [search, setSearch] = useSearchParams();
  const applicationId = search.get('applicationId') ?? '';
  const state = search.get('state') ?? '';
  const cursor = search.get('cursor') ?? '';
  const filtered = applicationId !== '' || state !== '';
  const runs = useQuery(
    runsQuery({
      applicationId: applicationId || undefined,
      state: state || undefined,
      cursor: cursor || undefined,
      limit: 50,
    }),
  );
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.delete('cursor');
    if (value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
    setSearch(next);
  };
  const nextCursor = runs.data?.nextCursor;
  return (
    <Page
      title="Runs"
      lead="Every pipeline run: what was changed, and how far it came."
      actions={
        <>
          <Link to="/runs/what-if" className={buttonClass()}>
            <FlaskConical aria-hidden /> What if
          </Link>
          <Link to="/leases" className={buttonClass()}>
            <LockKeyhole aria-hidden /> Leases
          </Link>
        </>
      }
    >
      <Card
        title={<RunFilters applicationId={applicationId} state={state} onChange={change} />}
        aside={<Updated query={runs} />}
        flush
      >
        <Loaded
          query={runs}
          rows={8}
          empty={{
            when: (page) => page.items.length === 0,
            show: filtered ? (
              <Empty
                icon={FilterX}
                title="No run matches"
                action={<Button onClick={() => setSearch({})}>Show all runs</Button>}
              >
                Nothing has this state in this application.
              </Empty>
            ) : (
              <Empty icon={GitBranch} title="Nothing has run yet">
                <Link className="link" to="/applications">
                  Register an application
                </Link>{' '}
                and push to it, or start a build there by hand.
              </Empty>
            ),
          }}
        >
          {(page) => <RunsTable runs={page.items} />}
        </Loaded>
      </Card>
      <div className="mt-3 flex justify-end gap-2">
        {cursor === '' ? null : (
          <Button small onClick={() => change('cursor', '')}>
            <ChevronLeft aria-hidden /> Newest
          </Button>
        )}
        {nextCursor == null ? null : (
          <Button
            small
            onClick={() => {
              const next = new URLSearchParams(search);
              next.set('cursor', nextCursor);
              setSearch(next);
            }}
          >
            Older <ChevronRight aria-hidden />
          </Button>
        )}
      </div>
    </Page>
  );
}
