import { Link } from 'react-router';
import { Age, Duration } from '@/components/ui/age';
import { Row, Table, Td, Th } from '@/components/ui/table';
import type { RunSummary } from '@/lib/api/types';
import { shortRef } from '@/lib/format';
import { Commit } from './commit';
import { StageStrip } from './stage-strip';
import { StateBadge } from './states';

function What({ run }: { run: RunSummary }) {
  const firstLine = (run.change?.message ?? '').split('\n')[0] ?? '';
  return (
    <div className="min-w-0">
      <Link to={`/runs/${run.id}`} className="block truncate font-medium hover:text-accent hover:underline">
        {firstLine === '' ? run.name : firstLine}
      </Link>
      <p className="truncate text-xs text-faint">
        {[run.application, run.change == null ? null : shortRef(run.change.ref), run.change?.author]
          .filter((part) => part != null && part !== '')
          .join(' · ')}
      </p>
    </div>
  );
}

/** Runs, newest first, one row each. */
export function RunsTable({ runs, brief = false }: { runs: RunSummary[]; brief?: boolean }) {
  return (
    <Table
      label="Runs"
      head={
        <>
          <Th className="w-32">State</Th>
          <Th>Change</Th>
          {brief ? null : <Th className="w-28">Commit</Th>}
          <Th className="w-40">Stages</Th>
          <Th className="w-24 text-right">Took</Th>
          <Th className="w-28 text-right">Started</Th>
        </>
      }
    >
      {runs.map((run) => (
        <Row key={run.id}>
          <Td>
            <StateBadge state={run.state} />
          </Td>
          <Td className="max-w-0 min-w-52">
            <What run={run} />
          </Td>
          {brief ? null : (
            <Td>
              <Commit commit={run.change?.commit} repositoryUrl={run.change?.repositoryUrl} />
            </Td>
          )}
          <Td>
            <StageStrip stages={run.stages} />
          </Td>
          <Td className="text-right text-muted">
            <Duration from={run.createdAt} to={run.finishedAt} />
          </Td>
          <Td className="text-right text-muted">
            <Age at={run.createdAt} />
          </Td>
        </Row>
      ))}
    </Table>
  );
}
