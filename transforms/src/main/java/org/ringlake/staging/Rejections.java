package org.ringlake.staging;

/**
 * Columns of {@code rejected.<feed>}: one row per refused row. {@code value} and {@code raw} hold
 * no personal values.
 */
public final class Rejections {
  public static final String REASON = "reason";

  /** The column at fault; null where the row could not be taken apart. */
  public static final String FIELD = "field";

  /** What stood in the field. */
  public static final String VALUE = "value";

  public static final String ROW_NUMBER = Passage.ROW_NUMBER;
  public static final String FILE_ID = Passage.FILE_ID;

  /** Name of the source mapping the row was read with. */
  public static final String SOURCE = "source";

  public static final String RAW = "raw";

  private Rejections() {}
}
