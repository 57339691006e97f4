import { useQuery } from '@tanstack/react-query';
import { Tags as TagsIcon, Wrench } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import { Loaded } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { TagViolators as Violators } from './tag-violators';
import { actPath, inventoryPath, tagReportsQuery, useRemediate } from './api';
import type { TagReport } from './types';

const percent = (part: number, whole: number) => (whole === 0 ? '100 %' : `${Math.floor((part * 100) / whole)} %`);

export function TagsTab() {
  const reports = useQuery(tagReportsQuery());
  return (
    <Loaded
      query={reports}
      empty={{
        when: (page) => page.items.length === 0,
        show: (
          <Card>
            <Empty icon={TagsIcon} title="No tag policy yet">
              Add <code className="font-mono text-xs">tagPolicies</code> to the configuration of this agent.
            </Empty>
          </Card>
        ),
      }}
    >
      {(page) => (
        <div className="grid gap-4">
          {page.items.map((report) => (
            <PolicyCard key={report.policy.name} report={report} />
          ))}
        </div>
      )}
    </Loaded>
  );
}

function PolicyCard({ report }: { report: TagReport }) {
  const me = useQuery(meQuery());
  const remediate = useRemediate(report.policy.name);
  const navigate = useNavigate();
  const may = allows(me.data?.scopes ?? [], 'cloud:write');
  const settable = Object.keys({ ...report.policy.defaults, ...report.policy.takenFrom });
  return (
    <Card
      title={report.policy.name}
      aside={
        settable.length === 0 || report.due === 0 ? undefined : (
          <Button
            small
            disabled={!may}
            busy={remediate.isPending}
            title={may ? 'Looks at what would be set' : 'Needs the scope cloud:write'}
            onClick={() => remediate.mutate(undefined, { onSuccess: ({ actId }) => void navigate(actPath(actId)) })}
          >
            <Wrench aria-hidden /> Set what is missing
          </Button>
        )
      }
    >
      <Facts
        facts={[
          { name: 'Kept by', value: `${report.total - report.violating} of ${report.total}, ${percent(report.total - report.violating, report.total)}` },
          {
            name: 'Not kept by',
            value: (
              <Link to={inventoryPath(report.violators)} className="hover:text-accent hover:underline">
                {report.violating} resources
              </Link>
            ),
          },
          { name: 'Time is over for', value: `${report.due}, after ${report.policy.graceDays} days` },
          { name: 'Let pass', value: report.excepted },
          ...report.keys.map((key) => ({ name: key.key, value: `${percent(key.keeping, report.total)} (${key.keeping})` })),
        ]}
      />
      {report.violating === 0 ? null : <Violators policy={report.policy.name} />}
      {remediate.isError ? (
        <div className="mt-3">
          <ProblemNote error={remediate.error} />
        </div>
      ) : null}
    </Card>
  );
}
