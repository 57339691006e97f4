import { useQuery } from '@tanstack/react-query';
import { Loaded, Updated } from '@/components/domain/loaded';
import { StateBadge } from '@/components/domain/states';
import { Suspects } from '@/components/domain/suspects';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { alertsQuery } from '@/lib/api/queries';

/** The alerts of one application, firing ones first. */
export function ApplicationAlerts({ applicationId }: { applicationId: string }) {
  const alerts = useQuery(alertsQuery({ applicationId }));
  return (
    <Card title="Alerts" flush aside={<Updated query={alerts} />}>
      <Loaded
        query={alerts}
        rows={2}
        empty={{
          when: (page) => page.items.length === 0,
          show: <p className="px-4 py-3 text-muted">No alert has been raised for this application.</p>,
        }}
      >
        {(page) => (
          <ul className="divide-y divide-line">
            {[...page.items]
              .sort((a, b) => a.state.localeCompare(b.state) || b.raisedAt.localeCompare(a.raisedAt))
              .slice(0, 5)
              .map((alert) => (
                <li key={alert.id} className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-2">
                  <div className="flex items-start gap-3">
                    <StateBadge state={alert.state} />
                    <div className="min-w-0">
                      <p className="font-medium">{alert.title}</p>
                      <p className="text-xs text-faint">
                        {alert.severity} · {alert.environment ?? 'no environment'} · raised <Age at={alert.raisedAt} />
                      </p>
                    </div>
                  </div>
                  <Suspects suspects={alert.suspects ?? []} />
                </li>
              ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
