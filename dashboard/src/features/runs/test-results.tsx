import { CircleCheck, CircleSlash, CircleX } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import type { Json } from '@/lib/api/types';
import { formatDuration } from '@/lib/format';
import { isObject } from '@/lib/json';

export interface Tests {
  passed: number;
  failed: number;
  skipped: number;
  durationMillis: number | null;
  failures: { suite: string; test: string; message: string | null }[];
}

const count = (value: Json | undefined) => (typeof value === 'number' ? value : 0);
const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');

/** The test summary of a build result, or null when the result has none. */
export function readTests(value: Json | undefined): Tests | null {
  if (!isObject(value)) {
    return null;
  }
  const failures = Array.isArray(value.failures) ? value.failures.filter(isObject) : [];
  return {
    passed: count(value.passed),
    failed: count(value.failed),
    skipped: count(value.skipped),
    durationMillis: typeof value.durationMillis === 'number' ? value.durationMillis : null,
    failures: failures.map((failure) => ({
      suite: text(failure.suite),
      test: text(failure.test),
      message: typeof failure.message === 'string' ? failure.message : null,
    })),
  };
}

export function TestResults({ tests }: { tests: Tests }) {
  return (
    <Card
      title="Tests"
      aside={tests.durationMillis === null ? undefined : `took ${formatDuration(tests.durationMillis)}`}
    >
      <p className="flex flex-wrap gap-2">
        <Badge tone={tests.passed > 0 ? 'good' : 'idle'} icon={CircleCheck}>
          {tests.passed} passed
        </Badge>
        <Badge tone={tests.failed > 0 ? 'bad' : 'idle'} icon={CircleX}>
          {tests.failed} failed
        </Badge>
        <Badge tone={tests.skipped > 0 ? 'warn' : 'idle'} icon={CircleSlash}>
          {tests.skipped} skipped
        </Badge>
      </p>
      {tests.failures.length === 0 ? null : (
        <ul className="mt-3 flex flex-col gap-2">
          {tests.failures.map((failure) => (
            <li key={`${failure.suite} ${failure.test}`} className="border-l-2 border-bad pl-2.5">
              <p className="font-medium break-words">{failure.test}</p>
              <p className="text-xs break-words text-faint">{failure.suite}</p>
              {failure.message === null ? null : (
                <p className="mt-0.5 font-mono text-xs break-words whitespace-pre-wrap text-bad">{failure.message}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
