export const SAMPLE_PROJECT = "sample-conversations";
