import { Link } from 'react-router';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Tag } from '@/components/ui/badge';
import { shortDigest } from '@/lib/format';
import { PluginActs } from './plugin-acts';
import type { Plugin } from './types';

const ORIGINS: Readonly<Record<Plugin['origin'], string>> = {
  ENROLLED: 'enrolled by itself',
  URL: 'from a URL',
  FILE: 'from a file',
  IMAGE: 'from an image',
};

export function PluginRow({ plugin }: { plugin: Plugin }) {
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-[7rem_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <div className="flex flex-col items-start gap-1">
        <StateBadge state={plugin.state} />
        <StateBadge state={plugin.presence} bare />
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link to={`/agents/${plugin.id}`} className="font-medium hover:text-accent hover:underline">
            {plugin.displayName}
          </Link>
          <span className="num text-xs text-muted">{plugin.version}</span>
        </p>
        <p className="text-xs text-muted">{plugin.description}</p>
      </div>
      <div className="min-w-0 text-xs text-muted">
        <p>
          {plugin.publisher == null ? 'Publisher not told' : `By ${plugin.publisher}`}, {ORIGINS[plugin.origin]}
          {plugin.installedAt == null ? null : (
            <>
              , <Age at={plugin.installedAt} /> by {plugin.installedBy}
            </>
          )}
        </p>
        <p className="font-mono break-all" title={plugin.digest}>
          {plugin.reference == null || plugin.reference === '' ? shortDigest(plugin.digest) : plugin.reference}
        </p>
        <p className="mt-1 flex flex-wrap gap-1">
          {plugin.scopes == null ? 'The usual scopes of an agent' : plugin.scopes.length === 0 ? 'No scope granted' : null}
          {(plugin.scopes ?? []).map((scope) => (
            <Tag key={scope}>{scope}</Tag>
          ))}
        </p>
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        <PluginActs plugin={plugin} />
      </div>
    </li>
  );
}
