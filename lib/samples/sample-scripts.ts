import type { SampleScript } from "./sample-script";
import { codingScripts } from "./scripts/coding";
import { docsScripts } from "./scripts/docs";
import { supportAccountScripts } from "./scripts/support-account";
import { supportDeliveryScripts } from "./scripts/support-delivery";
import { supportLanguageScripts } from "./scripts/support-languages";
import { supportProductScripts } from "./scripts/support-products";
import { supportRefundScripts } from "./scripts/support-refunds";

/** Every kind of sample conversation. */
export const SAMPLE_SCRIPTS: readonly SampleScript[] = [
  ...supportDeliveryScripts,
  ...supportRefundScripts,
  ...supportProductScripts,
  ...supportAccountScripts,
  ...supportLanguageScripts,
  ...docsScripts,
  ...codingScripts,
];
