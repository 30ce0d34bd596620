import type { Metadata } from "next";
import Link from "next/link";
import { AppShell } from "@/components/shell/app-shell";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <AppShell project={null}>
      <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-24 text-center">
        <h1 className="font-semibold text-xl">Nothing is here</h1>
        <p className="text-muted">
          The address is wrong, or what it named has been deleted or never arrived.
        </p>
        <Button asChild>
          <Link href="/">Go to the start page</Link>
        </Button>
      </div>
    </AppShell>
  );
}
