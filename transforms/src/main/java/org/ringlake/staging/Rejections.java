package org.ringlake.staging;

import static org.apache.spark.sql.functions.col;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * {@code rejected.<feed>}: one row per refused row. {@code value} and {@code raw} hold no personal
 * values.
 */
public final class Rejections {
  public static final String REASON = "reason";

  /** The column at fault; null where the row could not be taken apart. */
  public static final String FIELD = "field";

  /** What stood in the field. */
  public static final String VALUE = "value";

  /** As {@link RowNumbers} has it; null of a file that could not be taken apart. */
  public static final String ROW_NUMBER = "row_number";

  public static final String FILE_ID = Passage.FILE_ID;

  /** Name of the source mapping the row was read with. */
  public static final String SOURCE = "source";

  public static final String RAW = "raw";

  /** What is wrong with a judged row: reason, field, value, block, ordinal, raw. */
  public static final String FAULT = "fault";

  static final String BLOCK = "block";
  static final String ORDINAL = "ordinal";

  private Rejections() {}

  /**
   * The refused ones of {@link TypedRows#judged judged} rows.
   *
   * @param blocks of the files they came in, as {@link LineNumbers#blocks} finds them; empty where
   *     no file has lines
   */
  public static Dataset<Row> of(Dataset<Row> judged, Optional<Dataset<Row>> blocks) {
    Dataset<Row> refused =
        judged
            .filter(col(Passage.KEY_HASH).isNull())
            .select(
                col(FAULT).getField(REASON).as(REASON),
                col(FAULT).getField(FIELD).as(FIELD),
                col(FAULT).getField(VALUE).as(VALUE),
                col(FAULT).getField(BLOCK).as(Passage.BLOCK),
                col(FAULT).getField(ORDINAL).as(Passage.ORDINAL),
                col(FILE_ID),
                col(Passage.SOURCE),
                col(FAULT).getField(RAW).as(RAW));
    return RowNumbers.with(refused, blocks)
        .withColumnRenamed(Passage.SOURCE, SOURCE)
        .select(REASON, FIELD, VALUE, ROW_NUMBER, FILE_ID, SOURCE, RAW);
  }
}
