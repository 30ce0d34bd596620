import { UserProfileSkeleton } from "@/components/users/user-profile-skeleton";
import { UserSessionsSkeleton } from "@/components/users/user-sessions";

export default function Loading() {
  return (
    <>
      <UserProfileSkeleton />
      <UserSessionsSkeleton />
    </>
  );
}
