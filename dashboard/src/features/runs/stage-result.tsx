import { StateBadge } from '@/components/domain/states';
import { Commit } from '@/components/domain/commit';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Code, CodeBlock, Facts, type Fact } from '@/components/ui/facts';
import type { Json, JsonObject } from '@/lib/api/types';
import { formatNumber, safeUrl, shortDigest } from '@/lib/format';
import { isObject } from '@/lib/json';
import { readTests, TestResults } from './test-results';

const SHOWN_ELSEWHERE = new Set(['tests', 'verdict', 'reason']);

/** What a stage gave: what is known gets a readable form, the rest is shown as it is. */
export function StageResult({ result }: { result: JsonObject }) {
  const tests = readTests(result.tests);
  const facts = Object.entries(result)
    .filter(([name, value]) => !SHOWN_ELSEWHERE.has(name) && value !== null)
    .map(([name, value]) => ({ name: titleOf(name), value: <Value name={name} value={value} /> }) satisfies Fact);
  return (
    <>
      {typeof result.verdict === 'string' ? (
        <Card title="Verdict" aside={<StateBadge state={result.verdict} />}>
          <p className="text-sm">{typeof result.reason === 'string' ? result.reason : 'No reason was given.'}</p>
        </Card>
      ) : null}
      {tests === null ? null : <TestResults tests={tests} />}
      {facts.length === 0 ? null : (
        <Card title="Result">
          <Facts facts={facts} />
        </Card>
      )}
    </>
  );
}

function titleOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Value({ name, value }: { name: string; value: Json }) {
  if (isObject(value) && typeof value.digest === 'string' && typeof value.repository === 'string') {
    const tag = typeof value.tag === 'string' ? value.tag : '';
    return (
      <span className="flex flex-col items-start">
        <Code>
          {value.repository}:{tag}
        </Code>
        <span className="flex items-center gap-1">
          <Code>sha256:{shortDigest(value.digest)}…</Code>
          <CopyButton text={`${value.repository}@${value.digest}`} what="the image with its digest" />
        </span>
      </span>
    );
  }
  if (typeof value === 'string') {
    if (name === 'commit') {
      return <Commit commit={value} />;
    }
    const url = safeUrl(value);
    return url === null ? (
      <span>{value}</span>
    ) : (
      <a className="link" href={url} target="_blank" rel="noreferrer">
        {value}
      </a>
    );
  }
  if (typeof value === 'number') {
    return <span className="num">{formatNumber(value)}</span>;
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return <CodeBlock label={titleOf(name)}>{JSON.stringify(value, null, 2)}</CodeBlock>;
}
