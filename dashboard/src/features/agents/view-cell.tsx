import { Link } from 'react-router';
import { StateBadge } from '@/components/domain/states';
import { Age } from '@/components/ui/age';
import { Code } from '@/components/ui/facts';
import type { ColumnFormat, Json } from '@/lib/api/types';
import { formatNumber, safeUrl } from '@/lib/format';
import { isObject } from '@/lib/json';

function plain(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Money is a decimal string and a currency; the digits are shown as they came. */
export function moneyText(value: Json): string {
  if (isObject(value) && value.amount !== undefined) {
    return `${plain(value.amount)} ${typeof value.currency === 'string' ? value.currency : ''}`.trim();
  }
  return plain(value);
}

function LinkCell({ value }: { value: Json }) {
  const href = isObject(value) ? plain(value.href ?? value.url ?? '') : plain(value);
  const label = isObject(value) && typeof value.label === 'string' ? value.label : href;
  if (href.startsWith('/') && !href.startsWith('//')) {
    return (
      <Link className="link" to={href}>
        {label}
      </Link>
    );
  }
  const url = safeUrl(href);
  return url === null ? (
    label
  ) : (
    <a className="link" href={url} target="_blank" rel="noreferrer">
      {label}
    </a>
  );
}

/** One value of an agent's table in the format that its manifest asks for. */
export function Cell({ value, format }: { value: Json | undefined; format: ColumnFormat }) {
  if (value === undefined || value === null || value === '') {
    return <span className="text-faint">–</span>;
  }
  switch (format) {
    case 'TIME':
      return typeof value === 'string' ? <Age at={value} /> : plain(value);
    case 'STATUS':
      return <StateBadge state={plain(value)} />;
    case 'NUMBER':
      return <span className="num">{typeof value === 'number' ? formatNumber(value) : plain(value)}</span>;
    case 'MONEY':
      return <span className="num whitespace-nowrap">{moneyText(value)}</span>;
    case 'CODE':
      return <Code>{plain(value)}</Code>;
    case 'LINK':
      return <LinkCell value={value} />;
    case 'TEXT':
      return plain(value);
  }
}
