import { ArrowDownToLine, ChevronsDownUp, ChevronsUpDown, Clock, Download } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { fetchWholeLog } from './api';
import { LogLines, lineId } from './log-lines';
import { sectionsOf, type LogSection } from '@/lib/log/log-sections';
import { LogSearch } from './log-search';
import { useCommandLog, type CommandLog } from './use-command-log';
import { useLinkedLine } from './use-linked-line';

interface LogViewProps {
  agentId: string;
  commandId: string;
  name: string;
  over: boolean;
}

const AT_END_PX = 24;
const NOTHING: ReadonlySet<number> = new Set();

export function LogView({ agentId, commandId, name, over }: LogViewProps) {
  const log = useCommandLog(agentId, commandId, over);
  const { linked, link } = useLinkedLine(name);
  const [follow, setFollow] = useState(linked === undefined);
  const [times, setTimes] = useState(false);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [wanted, setWanted] = useState('');
  const [hit, setHit] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const stopFollowing = useCallback(() => setFollow(false), []);
  const sections = useMemo(() => sectionsOf(log.lines), [log.lines]);
  const hits = useMemo(() => {
    const needle = wanted.toLowerCase();
    return needle === ''
      ? []
      : log.lines.filter((line) => line.text.toLowerCase().includes(needle)).map((line) => line.number);
  }, [log.lines, wanted]);
  const current = hits[Math.min(hit, hits.length - 1)];
  const linkedIsThere = log.lines.some((line) => line.number === linked);

  useEffect(() => {
    if (follow && frame.current !== null) {
      frame.current.scrollTop = frame.current.scrollHeight;
    }
  }, [follow, log.lines]);
  useEffect(() => {
    if (current !== undefined) {
      showLine(frame.current, current);
    }
  }, [current]);
  useEffect(() => {
    if (linked !== undefined && linkedIsThere) {
      showLine(frame.current, linked);
    }
  }, [linked, linkedIsThere]);

  return (
    <Card
      title="Log"
      flush
      aside={
        <>
          <LogSearch
            value={wanted}
            hits={hits.length}
            current={hits.length === 0 ? 0 : Math.min(hit, hits.length - 1) + 1}
            onChange={(text) => {
              setWanted(text);
              setHit(0);
              setFollow(text === '' && follow);
            }}
            onStep={(step) => setHit((at) => (hits.length === 0 ? 0 : (at + step + hits.length) % hits.length))}
          />
          <FoldButton sections={sections} folded={folded} onChange={setFolded} />
          <Button small look={times ? 'plain' : 'quiet'} aria-pressed={times} onClick={() => setTimes(!times)}>
            <Clock aria-hidden /> Times
          </Button>
          <Button small look={follow ? 'plain' : 'quiet'} aria-pressed={follow} onClick={() => setFollow(!follow)}>
            <ArrowDownToLine aria-hidden /> Follow
          </Button>
          <DownloadButton agentId={agentId} commandId={commandId} name={name} />
        </>
      }
    >
      <div
        ref={frame}
        role="region"
        aria-label={`Log of ${name}`}
        tabIndex={0}
        className="h-[32rem] max-h-[60vh] overflow-auto bg-term py-2 font-mono text-xs leading-[1.125rem]"
        onScroll={(event) => {
          const area = event.currentTarget;
          const atEnd = area.scrollHeight - area.scrollTop - area.clientHeight < AT_END_PX;
          if (follow && !atEnd) {
            setFollow(false);
          }
        }}
      >
        {log.dropped === 0 ? null : (
          <p className="px-4 pb-1 text-faint">{log.dropped} earlier lines are in the download only.</p>
        )}
        <LogLines
          sections={sections}
          // What is looked for may be in a step that is folded.
          folded={wanted === '' ? folded : NOTHING}
          onFold={(headline) => setFolded((before) => toggled(before, headline))}
          wanted={wanted}
          marks={[current, linked]}
          times={times}
          link={link}
          onLink={stopFollowing}
        />
        <LogFoot log={log} />
      </div>
    </Card>
  );
}

/** Only the log scrolls, not the page around it. */
function showLine(area: HTMLElement | null, number: number) {
  const line = document.getElementById(lineId(number));
  if (area !== null && line !== null) {
    const above = line.getBoundingClientRect().top - area.getBoundingClientRect().top;
    area.scrollTop += above - area.clientHeight / 2;
  }
}

function toggled(numbers: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const next = new Set(numbers);
  if (!next.delete(number)) {
    next.add(number);
  }
  return next;
}

interface FoldButtonProps {
  sections: LogSection[];
  folded: ReadonlySet<number>;
  onChange: (folded: ReadonlySet<number>) => void;
}

function FoldButton({ sections, folded, onChange }: FoldButtonProps) {
  const heads = sections.flatMap((section) => (section.head === null ? [] : [section.head.number]));
  if (heads.length < 2) {
    return null;
  }
  const all = heads.every((head) => folded.has(head));
  return (
    <Button small look="quiet" onClick={() => onChange(all ? NOTHING : new Set(heads))}>
      {all ? <ChevronsUpDown aria-hidden /> : <ChevronsDownUp aria-hidden />} {all ? 'Unfold steps' : 'Fold steps'}
    </Button>
  );
}

function LogFoot({ log }: { log: CommandLog }) {
  const text = {
    reading: log.lines.length === 0 ? 'Waiting for the first line…' : 'Reading…',
    complete: log.lines.length === 0 ? 'The log is empty.' : 'End of the log.',
    missing: `No log was kept for this command. ${log.detail ?? ''}`,
    retrying: `The log cannot be read right now; trying again. ${log.detail ?? ''}`,
  }[log.state];
  return (
    <p role="status" className="px-4 pt-1 text-faint">
      {text}
    </p>
  );
}

function DownloadButton({ agentId, commandId, name }: { agentId: string; commandId: string; name: string }) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const download = async () => {
    setState('busy');
    try {
      const url = URL.createObjectURL(await fetchWholeLog(agentId, commandId));
      const anchor = document.createElement('a');
      anchor.href = url;
      anchor.download = `${name}-${commandId}.log`;
      anchor.click();
      URL.revokeObjectURL(url);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <Button small look="quiet" busy={state === 'busy'} onClick={() => void download()}>
      <Download aria-hidden /> {state === 'failed' ? 'Failed, try again' : 'Download'}
    </Button>
  );
}
