import { ArrowUpCircle, CirclePause, CirclePlay, KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button, buttonClass } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Checkbox } from '@/components/ui/field';
import { useRenewToken, useSetPluginEnabled, useUninstallPlugin } from './api';
import { TokenNote } from './token-note';
import type { Plugin, PluginAct } from './types';

/** What the server says may be done with a plugin now. */
export function PluginActs({ plugin }: { plugin: Plugin }) {
  const enabled = useSetPluginEnabled(plugin.id);
  const token = useRenewToken(plugin.id);
  const uninstall = useUninstallPlugin(plugin.id);
  const failed = enabled.error ?? token.error ?? uninstall.error;
  const name = plugin.displayName;
  const may = (act: PluginAct) => plugin.actions.includes(act);
  return (
    <>
      <div className="flex flex-wrap justify-end gap-1.5">
        {may('ENABLE') ? (
          <Button small busy={enabled.isPending} aria-label={`Enable ${name}`} onClick={() => enabled.mutate(true)}>
            <CirclePlay aria-hidden /> Enable
          </Button>
        ) : null}
        {may('DISABLE') ? (
          <Confirm
            title={`Disable ${name}?`}
            action="Disable"
            danger
            onConfirm={() => enabled.mutate(false)}
            trigger={
              <Button small busy={enabled.isPending} aria-label={`Disable ${name}`}>
                <CirclePause aria-hidden /> Disable
              </Button>
            }
          >
            It gets no more commands until it is enabled again. Stages that need it fail. What it runs now is finished.
          </Confirm>
        ) : null}
        {may('UPGRADE') ? (
          <Link to={`/plugins/${plugin.id}/upgrade`} className={buttonClass('plain', true)} aria-label={`Upgrade ${name}`}>
            <ArrowUpCircle aria-hidden /> Upgrade
          </Link>
        ) : null}
        {may('RENEW_TOKEN') ? (
          <Confirm
            title={`New token for ${name}?`}
            action="Make a new token"
            onConfirm={() => token.mutate()}
            trigger={
              <Button small busy={token.isPending} aria-label={`New token for ${name}`}>
                <KeyRound aria-hidden /> New token
              </Button>
            }
          >
            The token before is worth nothing from then on: an instance that starts with it is refused.
          </Confirm>
        ) : null}
        {may('UNINSTALL') ? <Uninstall name={name} busy={uninstall.isPending} onConfirm={uninstall.mutate} /> : null}
      </div>
      {failed === null ? null : <ProblemNote error={failed} />}
      {token.isSuccess ? <TokenNote of={name} token={token.data.enrolmentToken} /> : null}
    </>
  );
}

interface UninstallProps {
  name: string;
  busy: boolean;
  onConfirm: (data: 'keep' | 'purge') => void;
}

function Uninstall({ name, busy, onConfirm }: UninstallProps) {
  const [purge, setPurge] = useState(false);
  return (
    <Confirm
      title={`Uninstall ${name}?`}
      action={purge ? 'Uninstall and delete its data' : 'Uninstall'}
      danger
      onOpen={() => setPurge(false)}
      onConfirm={() => onConfirm(purge ? 'purge' : 'keep')}
      fields={
        <label className="flex items-start gap-2 text-sm">
          <Checkbox className="mt-0.5" checked={purge} onChange={(event) => setPurge(event.target.checked)} />
          <span>
            Delete its data, too: configuration, secrets and queued commands. This cannot be undone.
          </span>
        </label>
      }
      trigger={
        <Button small busy={busy} aria-label={`Uninstall ${name}`}>
          <Trash2 aria-hidden /> Uninstall
        </Button>
      }
    >
      Its tokens are worth nothing from then on and nothing is routed to it. Its data is kept for another install unless you
      say otherwise; what it keeps in a database of its own stays there in any case.
    </Confirm>
  );
}
