import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/field';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useFilters } from '@/lib/use-filters';
import { money, percent } from './amounts';
import { gapsQuery, sharesQuery, type Look } from './api';
import { UnitsCard } from './units-card';
import { useLook } from './use-look';

const BY: readonly [string, string][] = [
  ['owner', 'By owner'],
  ['application', 'By application'],
  ['environment', 'By environment'],
];

/** Who pays for what, and what nobody answers for. */
export function SharingTab() {
  const { look, sources } = useLook();
  return (
    <Loaded query={sources}>
      {() => (
        <div className="grid gap-4">
          <GapsCard look={look} />
          <SharesCard look={look} />
          <UnitsCard look={look} />
        </div>
      )}
    </Loaded>
  );
}

function GapsCard({ look }: { look: Look }) {
  const gaps = useQuery(gapsQuery(look));
  return (
    <Card title={`Usage without a tag, ${look.from} to ${look.to}`} aside={<Updated query={gaps} />}>
      <Loaded query={gaps} empty={{ when: (page) => page.items.length === 0, show: <p className="text-sm text-faint">Nothing was charged.</p> }}>
        {(page) => (
          <ul className="grid gap-4 md:grid-cols-3">
            {page.items.map((gap) => (
              <li key={`${gap.by} ${gap.currency}`} className="min-w-0">
                <p className="text-xs text-faint">
                  no {gap.by} (tag {gap.tag})
                </p>
                <p className="num text-xl font-semibold">{percent(gap.share)}</p>
                <p className="num text-sm text-muted">
                  {money(gap.untagged, gap.currency)} of {money(gap.total, gap.currency)}
                </p>
                <ol className="mt-2 grid gap-0.5 text-xs text-muted">
                  {gap.largest.slice(0, 5).map((service) => (
                    <li key={service.service} className="flex justify-between gap-3">
                      <span className="truncate">{service.service}</span>
                      <span className="num">{money(service.amount, gap.currency)}</span>
                    </li>
                  ))}
                </ol>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function SharesCard({ look }: { look: Look }) {
  const [search, set] = useFilters();
  const by = BY.find(([id]) => id === search.get('by'))?.[0] ?? 'owner';
  const shares = useQuery(sharesQuery(look, by));
  return (
    <Card
      flush
      title={
        <Select aria-label="Who pays" className="w-auto font-normal" value={by} onChange={(event) => set('by', event.target.value)}>
          {BY.map(([id, word]) => (
            <option key={id} value={id}>
              {word}
            </option>
          ))}
        </Select>
      }
      aside={<Updated query={shares} />}
    >
      <Loaded
        query={shares}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={Users} title="Nobody pays anything">
              Nothing was charged in this period.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <Table
            label="Who pays for what"
            head={
              <>
                <Th>Who</Th>
                <Th className="text-right">By tag</Th>
                <Th className="text-right">By rule</Th>
                <Th className="text-right">Shared</Th>
                <Th className="text-right">Together</Th>
              </>
            }
          >
            {page.items.map((share) => (
              <Row key={`${share.key} ${share.currency}`}>
                <Td>{share.key === '(none)' ? 'Nobody' : share.key}</Td>
                <Td className="num text-right">{money(share.direct, share.currency)}</Td>
                <Td className="num text-right">{money(share.assigned, share.currency)}</Td>
                <Td className="num text-right">{money(share.shared, share.currency)}</Td>
                <Td className="num text-right font-medium">{money(share.total, share.currency)}</Td>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
