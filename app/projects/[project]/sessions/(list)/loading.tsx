import { SessionListSkeleton } from "@/components/sessions/session-table-skeleton";

export default function Loading() {
  return <SessionListSkeleton />;
}
