import { useQuery } from '@tanstack/react-query';
import { Flame, PackagePlus, ScanSearch, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Field, Input } from '@/components/ui/field';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';
import { meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { useWorkspaceAct } from './api';
import type { Act, Workspace } from './types';

interface WorkspaceActsProps {
  workspace: Workspace;
  /** What is found in the workspace, shown in the questions about it. */
  found?: ReactNode;
  /** False where the question is only what to do about drift. */
  destroy?: boolean;
}

/** What can be done about a workspace; each starts a run and goes to see it. */
export function WorkspaceActs({ workspace, found, destroy = true }: WorkspaceActsProps) {
  const { name } = workspace;
  const me = useQuery(meQuery());
  const act = useWorkspaceAct(name);
  const navigate = useNavigate();
  const may = allows(me.data?.scopes ?? [], 'iac:write');
  const applied = workspace.appliedAt != null;
  const start = (what: Act) => act.mutate(what, { onSuccess: ({ runId }) => void navigate(`/runs/${runId}`) });
  const button = {
    small: true,
    disabled: !may || !applied,
    busy: act.isPending,
    title: may ? (applied ? undefined : 'Nothing was applied yet') : 'Needs the scope iac:write',
  };
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label={`What to do about ${name}`} className="flex flex-wrap gap-1.5">
        <Button {...button} onClick={() => start('drift')}>
          <ScanSearch aria-hidden /> Look for drift
        </Button>
        {workspace.drifted > 0 ? (
          <>
            <Confirm
              wide={found !== undefined}
              title={`Repair ${name}?`}
              action="Plan the repair"
              onConfirm={() => start('repair')}
              trigger={
                <Button {...button}>
                  <Undo2 aria-hidden /> Repair
                </Button>
              }
            >
              <p>A run plans what was applied last once more, so that the drift is undone. It waits for somebody who approves that plan.</p>
              {found}
            </Confirm>
            <Confirm
              wide={found !== undefined}
              title={`Adopt the drift of ${name}?`}
              action="Plan to adopt"
              onConfirm={() => start('adopt')}
              trigger={
                <Button {...button}>
                  <PackagePlus aria-hidden /> Adopt
                </Button>
              }
            >
              <p>A run takes what is there now into the state; no resource is changed. It waits for somebody who approves that plan.</p>
              {found}
            </Confirm>
          </>
        ) : null}
        {destroy ? <Destroy name={name} button={button} onConfirm={() => start('destroy')} /> : null}
      </div>
      {act.isError ? <Refusal error={act.error} /> : null}
    </div>
  );
}

interface DestroyProps {
  name: string;
  button: { disabled: boolean; busy: boolean; small: boolean; title: string | undefined };
  onConfirm: () => void;
}

function Destroy({ name, button, onConfirm }: DestroyProps) {
  const [typed, setTyped] = useState('');
  return (
    <Confirm
      danger
      title={`Destroy everything in ${name}?`}
      action="Plan to destroy"
      ready={typed === name}
      onOpen={() => setTyped('')}
      onConfirm={onConfirm}
      fields={
        <Field label="Name of the workspace" hint="Type it, so that it is not another one.">
          {(control) => <Input {...control} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
      }
      trigger={
        <Button {...button} look="quiet">
          <Flame aria-hidden /> Destroy
        </Button>
      }
    >
      A run plans to remove every resource of the workspace, and waits for somebody who approves that plan. Nothing is removed before.
    </Confirm>
  );
}

function Refusal({ error }: { error: unknown }) {
  const problem = asApiError(error);
  return problem.kind === 'conflict' ? (
    <Note tone="warn" title="This cannot be done now">
      {problem.detail}
    </Note>
  ) : (
    <ProblemNote error={error} />
  );
}
