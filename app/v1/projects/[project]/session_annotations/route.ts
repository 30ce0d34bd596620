import { listTargetAnnotations } from "../list-target-annotations";

export const GET = listTargetAnnotations("session");
