import { EmptyState } from "@/components/ui/empty-state";

export default function TraceNotFound() {
  return (
    <>
      <h1 className="sr-only">No such trace</h1>
      <EmptyState title="This trace is not here">
        It may not have arrived yet, the id may be wrong, or the trace was deleted.
      </EmptyState>
    </>
  );
}
