package org.ringlake.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where in its file a row stands, so that people find it: the line, counted from 1, or, where a
 * file has no lines or records of several, the record.
 */
public final class RowNumbers {
  public static final String ROW_NUMBER = Rejections.ROW_NUMBER;

  private RowNumbers() {}

  /**
   * Adds {@link #ROW_NUMBER} in the place of block and ordinal.
   *
   * @param placed rows of {@link TypedRows#placed}, or refused ones
   * @param blocks of their files, as {@link LineNumbers#blocks} finds them; empty where no file has
   *     lines
   */
  public static Dataset<Row> with(Dataset<Row> placed, Optional<Dataset<Row>> blocks) {
    Column record = when(col(Passage.BLOCK).isNull(), col(Passage.ORDINAL).plus(1));
    return blocks
        .map(known -> LineNumbers.of(placed, known))
        .orElseGet(() -> placed.withColumn(ROW_NUMBER, lit(null).cast("bigint")))
        .withColumn(ROW_NUMBER, coalesce(col(ROW_NUMBER), record))
        .drop(Passage.BLOCK, Passage.ORDINAL);
  }
}
