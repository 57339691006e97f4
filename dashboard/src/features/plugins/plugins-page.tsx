import { useQuery } from '@tanstack/react-query';
import { Blocks, Plus } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Pages } from '@/components/domain/pages';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Input } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Page } from '@/components/ui/page';
import { pluginsQuery } from './api';
import { PluginRow } from './plugin-row';

export function PluginsPage() {
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') ?? '';
  const plugins = useQuery(pluginsQuery({ q: q || undefined, cursor: search.get('cursor') ?? undefined }));
  return (
    <Page
      title="Plugins"
      lead="Agents that were installed here, what they may do and where they are from."
      trail={[{ to: '/agents', label: 'Agents' }]}
      actions={
        <Link to="/plugins/install" className={buttonClass('primary')}>
          <Plus aria-hidden /> Install a plugin
        </Link>
      }
    >
      <Card
        flush
        title={
          <Input
            type="search"
            aria-label="Search in plugins"
            placeholder="Name or description"
            className="w-56 font-normal"
            value={q}
            onChange={(event) => setSearch(event.target.value === '' ? {} : { q: event.target.value }, { replace: true })}
          />
        }
        aside={<Updated query={plugins} />}
      >
        <Loaded
          query={plugins}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={Blocks} title={q === '' ? 'No plugin is installed' : 'No plugin matches'}>
                A plugin is an agent with a manifest. It is looked at first, and gets only the scopes that you grant.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <ul aria-label="Plugins" className="divide-y divide-line">
              {page.items.map((plugin) => (
                <PluginRow key={plugin.id} plugin={plugin} />
              ))}
            </ul>
          )}
        </Loaded>
        <Pages next={plugins.data?.nextCursor} />
      </Card>
    </Page>
  );
}
