import { annotate } from "../annotate";

export const POST = annotate("session");
