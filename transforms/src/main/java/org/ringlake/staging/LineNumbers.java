package org.ringlake.staging;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Lines counted through a file from 1. A file is read in blocks, and inside a block ordinals follow
 * the lines, so a line's number is its place in its block after the lines of the blocks before.
 */
public final class LineNumbers {
  private static final String FILE = "__file_of_block";
  private static final String SOURCE = "__source_of_block";
  private static final String START = "__start_of_block";
  private static final String FIRST = "__first_of_block";
  private static final String LINES = "__lines";
  private static final String BEFORE = "__lines_before";

  private LineNumbers() {}

  /**
   * The blocks of files.
   *
   * @param lines every line of these files: {@code file_id}, {@link Passage#BLOCK}, {@link
   *     Passage#ORDINAL}
   * @param source they are read with
   */
  public static Dataset<Row> blocks(Dataset<Row> lines, String source) {
    Column before =
        sum(col(LINES)).over(Window.partitionBy(col(FILE)).orderBy(col(START))).minus(col(LINES));
    return lines
        .groupBy(col(Passage.FILE_ID).as(FILE), col(Passage.BLOCK).as(START))
        .agg(min(col(Passage.ORDINAL)).as(FIRST), count(lit(1)).as(LINES))
        .withColumn(BEFORE, before)
        .withColumn(SOURCE, lit(source));
  }

  /**
   * Adds {@code row_number}, null for rows of no block.
   *
   * @param rows {@code file_id, _source}, {@link Passage#BLOCK}, {@link Passage#ORDINAL}
   */
  static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> blocks) {
    Column isWithin =
        col(Rejections.FILE_ID)
            .equalTo(col(FILE))
            .and(col(Passage.SOURCE).equalTo(col(SOURCE)))
            .and(col(Passage.BLOCK).equalTo(col(START)));
    Column number = col(Passage.ORDINAL).minus(col(FIRST)).plus(col(BEFORE)).plus(1);
    // left, many rows to at most one: blocks are distinct
    return rows.join(broadcast(blocks), isWithin, "left")
        .withColumn(Rejections.ROW_NUMBER, number)
        .drop(FILE, SOURCE, START, FIRST, LINES, BEFORE);
  }
}
