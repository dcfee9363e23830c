/**
 * `more`: feed it or finish it. `record`: `head` and its bytes are there until the next call.
 * `container`: `recordText` is what stands before the first of the records in it. `problem`: so is
 * `problem`. `skipped`: passed over a digest or an Insight record.
 */
export type ScanStep = 'more' | 'record' | 'container' | 'problem' | 'skipped' | 'end';
