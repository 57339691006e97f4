import { ChevronDown, ChevronRight, CirclePause, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Commit } from '@/components/domain/commit';
import { ProblemNote } from '@/components/domain/problem-note';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/notes';
import { Row, Td } from '@/components/ui/table';
import { asApiError } from '@/lib/api/problem';
import { useCheck, useSync } from './api';
import { HoldAct } from './hold-act';
import { SettingsAct } from './settings-act';
import { SyncAct } from './sync-act';
import { TrackedDetails } from './tracked-details';
import type { Tracked } from './types';

const COLUMNS = 6;

export function TrackedRow({ tracked, may }: { tracked: Tracked; may: boolean }) {
  const [open, setOpen] = useState(false);
  const check = useCheck(tracked);
  const sync = useSync(tracked);
  const { application, environment, tracking } = tracked;
  const button = { disabled: !may, title: may ? undefined : 'Needs the scope cd:write' };
  const failure = sync.error ?? check.error;
  return (
    <>
      <Row>
        <Td>
          <StateBadge state={tracked.state} />
        </Td>
        <Td>
          <Link to={`/applications/${tracked.applicationId}`} className="font-medium hover:text-accent hover:underline">
            {application}
          </Link>{' '}
          <span className="text-muted">{environment}</span>
        </Td>
        <Td className="whitespace-nowrap">
          <p>
            {tracking.branch ?? 'default branch'} {tracked.commit == null ? null : <Commit commit={tracked.commit} />}
          </p>
          <p className="text-xs text-faint">
            {tracking.auto ? 'by itself' : 'on demand'}
            {tracked.checkedAt == null ? (
              ', nobody has looked yet'
            ) : (
              <>
                , looked at <Age at={tracked.checkedAt} />
              </>
            )}
          </p>
        </Td>
        <Td>
          <Button
            small
            look="quiet"
            className="-ml-2"
            aria-expanded={open}
            aria-label={`${differsWords(tracked)}: details of ${application} in ${environment}`}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />} {differsWords(tracked)}
          </Button>
        </Td>
        <Td className="max-w-sm min-w-44">
          <Why tracked={tracked} />
        </Td>
        <Td>
          <div className="ml-auto grid w-max grid-cols-2 gap-1.5">
            <SyncAct tracked={tracked} may={may} sync={sync} />
            <Button small {...button} busy={check.isPending} onClick={() => check.mutate(undefined)}>
              <RefreshCw aria-hidden /> Check
            </Button>
            <HoldAct tracked={tracked} button={button} />
            <SettingsAct tracked={tracked} button={button} />
          </div>
        </Td>
      </Row>
      {failure === null ? null : (
        <tr>
          <Td colSpan={COLUMNS}>
            <Failure error={failure} />
          </Td>
        </tr>
      )}
      {open ? (
        <tr>
          <td colSpan={COLUMNS} className="bg-sunken/40">
            <TrackedDetails tracked={tracked} button={button} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** A conflict means that it stands otherwise than the page has said. */
function Failure({ error }: { error: unknown }) {
  const problem = asApiError(error);
  return problem.kind === 'conflict' ? (
    <Note tone="bad" title="Nothing was started: it stands otherwise than what you looked at">
      {problem.detail} What is shown here has been read anew.
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}

function differsWords({ items, state }: Tracked): string {
  if (items.length === 0) {
    return state === 'UNKNOWN' || state === 'FAILED' ? 'Not known' : 'Nothing';
  }
  const removed = items.filter((item) => item.kind === 'REMOVED').length;
  const things = items.length === 1 ? '1 thing' : `${items.length} things`;
  return removed === 0 ? things : `${things}, ${removed} to remove`;
}

function Why({ tracked }: { tracked: Tracked }) {
  const { held } = tracked.tracking;
  return (
    <>
      {held == null ? null : (
        <p className="text-xs">
          <Badge tone="idle" icon={CirclePause}>
            Held
          </Badge>{' '}
          {held}
        </p>
      )}
      {tracked.reason == null ? null : <p className="line-clamp-3 text-xs text-muted">{tracked.reason}</p>}
      {tracked.runId == null ? null : (
        <Link className="link text-xs" to={`/runs/${tracked.runId}`}>
          {tracked.state === 'SYNCING' ? 'Open its run' : 'Last run'}
        </Link>
      )}
    </>
  );
}
