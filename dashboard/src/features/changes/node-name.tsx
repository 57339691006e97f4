import { Link } from 'react-router';
import { Tag } from '@/components/ui/badge';
import { Code } from '@/components/ui/facts';
import { shortCommit, shortDigest } from '@/lib/format';
import { lookOf, StateBadge } from '@/components/domain/states';
import type { GraphNode } from './types';

const PAGES: Readonly<Record<string, string>> = { RUN: '/runs', DEPLOYMENT: '/deployments', APPLICATION: '/applications' };

function nameOf(node: GraphNode): string {
  if (node.name !== node.key) {
    return node.name;
  }
  if (node.kind === 'COMMIT' || node.kind === 'RUN' || node.kind === 'ALERT') {
    return shortCommit(node.key);
  }
  return shortDigest(node.key);
}

/** A thing of the change graph, as a link where it has a page. */
export function NodeName({ node }: { node: GraphNode }) {
  const page = PAGES[node.kind];
  const name = nameOf(node);
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2">
      {page === undefined ? (
        <span className="min-w-0 break-all" title={node.key}>
          {name}
        </span>
      ) : (
        <Link to={`${page}/${node.key}`} className="link min-w-0 break-all" title={node.key}>
          {name}
        </Link>
      )}
      {node.kind === 'IMAGE' && name !== shortDigest(node.key) ? <Code>{shortDigest(node.key)}</Code> : null}
      {node.state == null ? null : <StateBadge state={node.state} bare />}
    </span>
  );
}

export function NodeKind({ kind }: { kind: string }) {
  return <Tag>{lookOf(kind).word}</Tag>;
}
