import { Row, Table, Td, Th } from '@/components/ui/table';
import { money } from './amounts';
import type { Estimate, Money } from './types';

const amount = (value: Money) => money(value.amount, value.currency);

function signed(value: Money): string {
  return `${Number(value.amount) > 0 ? '+' : ''}${amount(value)}`;
}

export function EstimateItem({ estimate }: { estimate: Estimate }) {
  const { result } = estimate;
  const corrected = result.corrected.amount !== result.delta.amount;
  return (
    <li className="grid gap-2 px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
        <span className="num text-base font-semibold">{signed(result.delta)} a month</span>
        {corrected ? <span className="num">{signed(result.corrected)} by what earlier estimates missed</span> : null}
        <span className="text-muted">{[estimate.application, estimate.environment].filter((part) => part !== null).join(', ')}</span>
        <time className="ml-auto text-xs text-faint" dateTime={estimate.madeAt}>
          {estimate.madeAt.slice(0, 10)}
        </time>
      </p>
      <Bill estimate={estimate} />
      {result.priced.length === 0 ? null : <Priced estimate={estimate} />}
      {result.notPriced.length === 0 ? null : (
        <ul className="grid gap-0.5 text-xs text-warn" aria-label="Not in the sum">
          {result.notPriced.map((one) => (
            <li key={`${one.address} ${one.component ?? ''} ${one.reason}`}>
              Not in the sum: <span className="font-mono">{one.address}</span>
              {one.component === null ? '' : `, ${one.component}`}: {one.reason}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** What became of it. */
function Bill({ estimate }: { estimate: Estimate }) {
  if (estimate.appliedAt === null) {
    return null;
  }
  const { currency } = estimate.result.delta;
  return (
    <p className="text-sm text-muted">
      Applied on {estimate.appliedAt.slice(0, 10)}.{' '}
      {estimate.realised === null
        ? 'The bill does not tell enough days yet.'
        : `By the bill of ${estimate.realisedDays ?? 0} days the application costs ${money(estimate.realised, currency)} more a month.`}
    </p>
  );
}

function Priced({ estimate }: { estimate: Estimate }) {
  const paid = new Map(estimate.measured.map((one) => [one.address, one]));
  return (
    <Table
      label="Priced changes"
      head={
        <>
          <Th>Change</Th>
          <Th className="text-right">Before</Th>
          <Th className="text-right">After</Th>
          <Th className="text-right">By the bill</Th>
          <Th>Prices</Th>
        </>
      }
    >
      {estimate.result.priced.map((change) => {
        const bill = paid.get(change.address);
        return (
          <Row key={change.address}>
            <Td className="font-mono text-xs">{change.address}</Td>
            <Td className="num text-right">{amount(change.before)}</Td>
            <Td className="num text-right">{amount(change.after)}</Td>
            <Td className="num text-right">{bill === undefined ? '' : money(bill.paid, change.after.currency)}</Td>
            <Td className="text-xs text-muted">{[...new Set(change.lines.map((line) => `${line.source} of ${line.asOf}`))].join(', ')}</Td>
          </Row>
        );
      })}
    </Table>
  );
}
