import { ProblemNote } from '@/components/domain/problem-note';
import { ApiError } from '@/lib/api/problem';
import type { ProblemDocument } from '@/lib/api/types';

export function StageProblem({ problem }: { problem: ProblemDocument }) {
  return <ProblemNote error={new ApiError(problem, problem.status ?? 0)} />;
}
