import { GitCommitHorizontal } from 'lucide-react';
import { safeUrl, shortCommit, shortRef } from '@/lib/format';

interface CommitProps {
  commit: string | null | undefined;
  repositoryUrl?: string | null | undefined;
}

function commitUrl(repositoryUrl: string | null | undefined, commit: string): string | null {
  if (repositoryUrl == null) {
    return null;
  }
  const url = safeUrl(repositoryUrl);
  return url !== null && /\/\/(github|gitlab)\.com\//.test(url) ? `${url.replace(/(\.git)?\/?$/, '')}/commit/${commit}` : null;
}

export function Commit({ commit, repositoryUrl }: CommitProps) {
  if (commit == null) {
    return <span className="text-faint">no commit</span>;
  }
  if (commit.startsWith('refs/')) {
    return <span className="text-muted">head of {shortRef(commit)}</span>;
  }
  const url = commitUrl(repositoryUrl, commit);
  const label = (
    <span className="inline-flex items-center gap-1 align-[-0.2em] font-mono text-xs whitespace-nowrap" title={commit}>
      <GitCommitHorizontal aria-hidden className="size-3.5 text-faint" />
      {shortCommit(commit)}
    </span>
  );
  return url === null ? (
    label
  ) : (
    <a className="link" href={url} target="_blank" rel="noreferrer">
      {label}
    </a>
  );
}
