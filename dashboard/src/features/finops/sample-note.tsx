/** Numbers of sample data are never shown without saying so. */
export function SampleNote() {
  return <p className="border-b border-line bg-warn-soft px-4 py-1.5 text-xs text-warn">Sample data is part of these numbers.</p>;
}
