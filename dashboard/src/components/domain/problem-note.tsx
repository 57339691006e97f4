import { RotateCw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/notes';
import { asApiError } from '@/lib/api/problem';

interface ProblemNoteProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** A failed request: title, detail, findings, trace id, and a way on. */
export function ProblemNote({ error, onRetry }: ProblemNoteProps) {
  const problem = asApiError(error);
  return (
    <Note
      tone="bad"
      title={problem.title}
      {...(onRetry === undefined
        ? {}
        : {
            action: (
              <Button small onClick={onRetry}>
                <RotateCw aria-hidden /> Try again
              </Button>
            ),
          })}
    >
      {problem.detail}
      {problem.errors.length === 0 ? null : (
        <ul className="mt-1 list-disc pl-4">
          {problem.errors.map((finding) => (
            <li key={`${finding.where} ${finding.message}`}>
              <code className="font-mono text-xs">{finding.where}</code> {finding.message}
            </li>
          ))}
        </ul>
      )}
      {problem.traceId === null ? null : <p className="mt-1 font-mono text-xs text-muted">trace {problem.traceId}</p>}
    </Note>
  );
}
