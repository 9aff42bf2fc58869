/** What GitHub accepts from a report. Each number stands next to the page that states it. */

/** "The Checks API limits the number of annotations to a maximum of 50 per API request." https://docs.github.com/rest/checks/runs */
export const ANNOTATIONS_PER_REQUEST = 50;

/** Annotation `title`: 255 characters. https://docs.github.com/rest/checks/runs */
export const ANNOTATION_TITLE_CHARS = 255;

/** Annotation `message`: 64 KB. https://docs.github.com/rest/checks/runs */
export const ANNOTATION_MESSAGE_BYTES = 64 * 1024;

/** No limit is documented for `output.title`; longer than this it is cut on the pull request's page anyway. */
export const CHECK_TITLE_CHARS = 255;

/**
 * `output.summary` and `output.text` take 65,535 characters (https://docs.github.com/rest/checks/runs), comment bodies
 * 65,536 according to the API's error text. Counted in UTF-8 bytes, with room to spare, no reading of "characters" is too small.
 */
export const BODY_BYTES = 60_000;

/** https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
export const SARIF_RESULTS = 25_000;
export const SARIF_LOCATIONS_PER_RESULT = 100;
