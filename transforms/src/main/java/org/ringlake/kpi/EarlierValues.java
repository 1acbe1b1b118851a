package org.ringlake.kpi;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What a cell's values were one period and one year before.
 *
 * <p>Null where that cell is not among the rows: nothing happened in it, or a year has no such day
 * (29 February) or ISO week (53).
 */
final class EarlierValues {
  private EarlierValues() {}

  /**
   * The rows with their values of before.
   *
   * @param cells one row per cell
   * @param values the column to look up
   * @param previous the new column for the period right before
   * @param yearAgo the new column for the same period of the year before
   */
  static Dataset<Row> with(Dataset<Row> cells, String values, String previous, String yearAgo) {
    WindowSpec inTime =
        Window.partitionBy(Cell.LAYER, Cell.ENTITY_ID, Cell.PERIOD).orderBy(Cell.ordinal());
    // one row, and none where that year has no such period
    WindowSpec aYearBefore = inTime.rangeBetween(-Cell.A_YEAR, -Cell.A_YEAR);
    Column before = lag(struct(col(Cell.PERIOD_START), col(values)), 1).over(inTime);
    Column isRightBefore = before.getField(Cell.PERIOD_START).equalTo(Cell.previousStart());
    return cells
        .withColumn(yearAgo, first(values).over(aYearBefore))
        .withColumn(previous, when(isRightBefore, before.getField(values)));
  }
}
