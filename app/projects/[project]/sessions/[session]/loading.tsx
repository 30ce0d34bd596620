import { SessionSkeleton } from "@/components/session/session-skeleton";

export default SessionSkeleton;
