import { useSearchParams } from 'react-router';
import { Page } from '@/components/ui/page';
import { Tabs } from '@/components/ui/tabs';
import { Appearance } from './appearance';
import { ConfigurationTab } from './configuration/configuration-tab';
import { HooksTab } from './hooks/hooks-tab';
import { Secrets } from './secrets';
import { Tokens } from './tokens';

const TABS = ['tokens', 'secrets', 'hooks', 'configuration', 'appearance'];

export function SettingsPage() {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('tab') ?? '';
  return (
    <Page title="Settings" lead="Who may use Hexad, and what it keeps for you.">
      <Tabs
        label="Settings"
        value={TABS.includes(wanted) ? wanted : 'tokens'}
        onChange={(tab) => setSearch({ tab }, { replace: true })}
        items={[
          { id: 'tokens', title: 'Access tokens', content: <Tokens /> },
          { id: 'secrets', title: 'Secrets', content: <Secrets /> },
          { id: 'hooks', title: 'Webhooks', content: <HooksTab /> },
          { id: 'configuration', title: 'Configuration', content: <ConfigurationTab /> },
          { id: 'appearance', title: 'Appearance', content: <Appearance /> },
        ]}
      />
    </Page>
  );
}
