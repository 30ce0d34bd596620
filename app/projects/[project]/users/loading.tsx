import { UserListSkeleton } from "@/components/users/user-table-skeleton";

export default function Loading() {
  return <UserListSkeleton />;
}
