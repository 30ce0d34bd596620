import { SessionNotFound } from "@/components/session/session-not-found";

export default SessionNotFound;
