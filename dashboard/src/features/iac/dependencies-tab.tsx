import { useQuery } from '@tanstack/react-query';
import { Check, CircleArrowUp, Package } from 'lucide-react';
import { Link } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { dependenciesQuery } from './api';
import type { Dependency } from './types';
import { workspacePath } from './workspace-row';

/** Providers and modules of all workspaces, and which workspaces are behind. */
export function DependenciesTab() {
  const all = useQuery(dependenciesQuery);
  return (
    <Card flush title="Providers and modules" aside={<Updated query={all} />}>
      <Loaded
        query={all}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Package} title="No provider or module is in use">
              They are listed with the next plan.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <Table
            label="Providers and modules"
            head={
              <>
                <Th>Source</Th>
                <Th>Newest</Th>
                <Th>In use</Th>
                <Th>Upgrade</Th>
              </>
            }
          >
            {page.items.map((one) => (
              <DependencyRow key={`${one.kind} ${one.source}`} dependency={one} />
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}

function DependencyRow({ dependency }: { dependency: Dependency }) {
  const behind = dependency.uses.filter((use) => use.behind);
  return (
    <Row>
      <Td>
        <span className="font-mono text-xs break-all">{dependency.source}</span>
        <p className="text-xs text-faint">{dependency.kind === 'MODULE' ? 'module' : 'provider'}</p>
      </Td>
      <Td className="num">{dependency.newest}</Td>
      <Td>
        <ul className="space-y-0.5">
          {dependency.uses.map((use) => (
            <li key={`${use.workspace} ${use.version}`} className="flex flex-wrap gap-x-2 text-sm">
              <Link className="link" to={workspacePath(use.workspace)}>
                {use.workspace}
              </Link>
              <span className={use.behind ? 'num text-warn' : 'num'}>{use.version}</span>
              {use.constraints == null ? null : <span className="text-faint">allows {use.constraints}</span>}
            </li>
          ))}
        </ul>
      </Td>
      <Td>
        {dependency.due ? (
          <Badge tone="warn" icon={CircleArrowUp}>
            {behind.length === 1 ? '1 workspace is behind' : `${behind.length} workspaces are behind`}
          </Badge>
        ) : (
          <Badge tone="good" icon={Check} bare>
            up to date
          </Badge>
        )}
      </Td>
    </Row>
  );
}
