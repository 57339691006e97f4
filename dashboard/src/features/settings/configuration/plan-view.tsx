import { Link } from 'react-router';
import { JsonDifferences } from '@/components/domain/json-differences';
import { Note } from '@/components/ui/notes';
import { Code } from '@/components/ui/facts';
import type { ImportPlan } from './api';

/** What an import changes, agent by agent, and what it leaves alone. */
export function PlanView({ plan }: { plan: ImportPlan }) {
  return (
    <div className="flex flex-col gap-3">
      {plan.errors.length === 0 ? null : (
        <Note tone="bad" title="This cannot be imported">
          <ul className="list-disc pl-4">
            {plan.errors.map((error) => (
              <li key={`${error.where} ${error.message}`}>
                <Code>{error.where}</Code> {error.message}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {plan.changes.map((change) => (
        <section key={`${change.agentId} ${change.environment}`} className="overflow-clip rounded-md border border-line">
          <h3 className="border-b border-line bg-sunken px-4 py-1.5 text-sm font-semibold">
            <Link className="link" to={`/agents/${change.agentId}?tab=configuration`}>
              {change.agentId}
            </Link>
            {change.environment === '' ? '' : ` in ${change.environment}`}
          </h3>
          <JsonDifferences
            label={`Differences of ${change.agentId}${change.environment === '' ? '' : ` in ${change.environment}`}`}
            differences={change.differences}
          />
        </section>
      ))}
      {plan.plugins.length === 0 ? null : (
        <Note tone="warn" title="Plugins differ, which an import does not settle">
          <ul className="list-disc pl-4">
            {plan.plugins.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Note>
      )}
      {plan.onlyRunning.length === 0 ? null : (
        <p className="text-xs text-muted">Left alone, since the file does not name them: {plan.onlyRunning.join(', ')}.</p>
      )}
    </div>
  );
}
