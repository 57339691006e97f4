import { SearchX } from 'lucide-react';
import { Link } from 'react-router';
import type { Suspect } from '@/lib/api/types';
import { Commit } from './commit';

/** The changes that may have caused an alert, each with its evidence. */
export function Suspects({ suspects }: { suspects: Suspect[] }) {
  if (suspects.length === 0) {
    return (
      <p className="flex items-center gap-1.5 text-xs text-faint">
        <SearchX aria-hidden className="size-3.5" /> No change is suspected
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-1.5">
      {suspects.map((suspect) => (
        <li key={suspect.deploymentId} className="border-l-2 border-bad pl-2.5">
          <p className="flex flex-wrap items-center gap-x-2 text-sm">
            <span className="text-xs font-semibold text-bad">Suspect</span>
            <Commit commit={suspect.commit} />
            {suspect.author == null ? null : <span className="text-muted">by {suspect.author}</span>}
            <span className="text-faint">revision {suspect.revision}</span>
            {suspect.runId == null ? null : (
              <Link to={`/runs/${suspect.runId}`} className="link">
                Open the run
              </Link>
            )}
          </p>
          <p className="text-xs text-muted">{suspect.evidence}</p>
        </li>
      ))}
    </ul>
  );
}
