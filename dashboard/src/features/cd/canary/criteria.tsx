import { StateBadge } from '@/components/domain/states';
import { cx } from '@/components/ui/cx';
import { Row, Table, Td, Th } from '@/components/ui/table';
import type { Criterion } from './types';
import { effectWords, pValueWords, valueWords } from './words';

const NAMES: Readonly<Record<string, string>> = { errors: 'Error ratio', latency: 'Latency' };

/** What each criterion says by itself, the candidate against the stable revision. */
export function Criteria({ criteria, compared }: { criteria: readonly Criterion[]; compared: boolean }) {
  return (
    <Table
      label="Criteria"
      head={
        <>
          <Th>Verdict</Th>
          <Th>Criterion</Th>
          <Th className="text-right">This revision</Th>
          <Th className="text-right">Stable</Th>
          <Th className="text-right">p-value</Th>
          <Th className="text-right">Difference</Th>
        </>
      }
    >
      {criteria.map((criterion) => (
        <Row key={criterion.name}>
          <Td>
            <StateBadge state={criterion.verdict} />
          </Td>
          <Td className="w-full min-w-60">
            <p>
              <span className="font-medium">{NAMES[criterion.name] ?? criterion.name}</span>{' '}
              <span className="text-xs text-faint">{criterion.required ? 'required' : 'not required'}</span>
            </p>
            <p className="text-xs text-muted">{criterion.reason}</p>
          </Td>
          <Value text={valueWords(criterion.candidateValue, criterion.unit)} none="not measured" />
          <Value
            text={valueWords(criterion.baselineValue, criterion.unit)}
            none={compared ? 'not measured' : 'none beside it'}
          />
          <Value text={pValueWords(criterion.pValue)} none="not compared" />
          <Value text={effectWords(criterion)} none="not compared" wrap />
        </Row>
      ))}
    </Table>
  );
}

function Value({ text, none, wrap = false }: { text: string | null; none: string; wrap?: boolean }) {
  return (
    <Td className={cx('num text-right', wrap ? 'min-w-44' : 'whitespace-nowrap')}>
      {text ?? <span className="text-xs text-faint">{none}</span>}
    </Td>
  );
}
