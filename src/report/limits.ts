/** What GitHub accepts from a report. Each number stands next to the page that states it. */

/** At most 50 annotations in one request; later requests add to them. https://docs.github.com/rest/checks/runs */
export const ANNOTATIONS_PER_REQUEST = 50;

/** Annotation `title`: 255 characters. https://docs.github.com/rest/checks/runs */
export const ANNOTATION_TITLE_CHARS = 255;

/** Annotation `message`: 64 KB. https://docs.github.com/rest/checks/runs */
export const ANNOTATION_MESSAGE_BYTES = 64 * 1024;

/** Our own: no limit is documented for `output.title`, so it gets that of an annotation's. */
export const CHECK_TITLE_CHARS = 255;

/**
 * `output.summary` and `output.text` take 65,535 characters (https://docs.github.com/rest/checks/runs), comment bodies
 * 65,536 according to the API's error text. Counted in UTF-8 bytes, with room to spare, no reading of "characters" is too small.
 */
export const BODY_BYTES = 60_000;

/** 25,000 results in a run, 100 locations of a result kept. https://docs.github.com/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data */
export const SARIF_RESULTS = 25_000;
export const SARIF_LOCATIONS_PER_RESULT = 100;
