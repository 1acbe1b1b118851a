package org.ringlake.staging;

/** The columns a row carries beside its source's own while it passes the door. */
public final class Passage {
  /** Content hash of the file the row came in; the table's column too. */
  public static final String FILE_ID = Resolved.FILE_ID;

  /** Name of the source mapping. */
  public static final String SOURCE = "_source";

  /** The line, record or document as it was read. */
  public static final String RAW = "__raw";

  /** Why the row could not be taken apart; null where it could. */
  public static final String PROBLEM = "__problem";

  /** Where the block of the file begins that a line was read in; null in files without lines. */
  public static final String BLOCK = "__block";

  /** Grows by one from line to line of a block; in files without lines, a record's place from 0. */
  public static final String ORDINAL = "__ordinal";

  /** Whether the record could hold blanks other than spaces. */
  public static final String HAS_BLANKS = "__has_blanks";

  /** Hash of the key's columns. Different keys may share one. */
  public static final String KEY_HASH = "key_hash";

  private Passage() {}
}
