package org.ringlake.feed;

/** Whether a column may be stored as it came. */
public enum Personal {
  /** Stored as it came. */
  NO,
  /** A phone number: stored as the keyed HMAC of its E.164 form. */
  PHONE,
  /** Any other personal text: stored as the keyed HMAC of the trimmed text. */
  TEXT
}
