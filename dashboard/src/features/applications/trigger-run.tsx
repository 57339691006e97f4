import { Play } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import type { Application } from '@/lib/api/types';
import { useStartRun } from './api';

/** Starts a run of a branch head by hand. */
export function TriggerRun({ application }: { application: Application }) {
  const [branch, setBranch] = useState('');
  const start = useStartRun();
  const navigate = useNavigate();
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const ref = branch.trim() === '' ? application.defaultBranch : branch.trim();
        start.mutate({ applicationId: application.id, ref }, { onSuccess: (run) => void navigate(`/runs/${run.id}`) });
      }}
    >
      <Input
        aria-label="Branch to run"
        className="w-40"
        placeholder={application.defaultBranch}
        value={branch}
        onChange={(event) => setBranch(event.target.value)}
      />
      <Button type="submit" look="primary" busy={start.isPending}>
        <Play aria-hidden /> Run the branch
      </Button>
      {start.isError ? (
        <div className="w-full">
          <ProblemNote error={start.error} />
        </div>
      ) : null}
    </form>
  );
}
