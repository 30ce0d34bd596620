import type { Metadata } from "next";
import { Onboarding } from "@/components/onboarding/onboarding";
import { AppShell } from "@/components/shell/app-shell";

export const metadata: Metadata = { title: "Welcome" };

export default function WelcomePage() {
  return (
    <AppShell project={null}>
      <Onboarding project={null} />
    </AppShell>
  );
}
