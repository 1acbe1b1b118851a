package org.ringlake.kpi;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.CustomerSets;

/**
 * How many distinct customers a cell has, exactly.
 *
 * <p>Grain: one row per cell with an event of a known customer. Key: {@link Cell#KEY}. Source:
 * {@link AgentDayCustomers} for days and weeks, {@link MonthCustomers} for months and longer.
 */
public final class CustomerCounts {
  private static final List<String> SETS = AgentDayCustomers.SETS;

  private CustomerCounts() {}

  /**
   * @param days of {@link AgentDayCustomers}; whole weeks, for weeks to be right
   * @param months of {@link MonthCustomers}; whole quarters and years likewise
   */
  public static Dataset<Row> from(Dataset<Row> days, Dataset<Row> months) {
    Dataset<Row> perDay =
        MonthCustomers.merged(
            Cell.perLayer(days), List.of(Cell.LAYER, Cell.ENTITY_ID, AgentDay.EVENT_DATE));
    Dataset<Row> perMonth = months.withColumnRenamed(MonthCustomers.MONTH, AgentDay.EVENT_DATE);
    return counted(perDay, Period.DAY, Period.WEEK)
        .unionByName(counted(perMonth, Period.MONTH, Period.QUARTER, Period.YEAR));
  }

  private static Dataset<Row> counted(Dataset<Row> sets, Period... periods) {
    Dataset<Row> cells = MonthCustomers.merged(Cell.perPeriod(sets, List.of(periods)), Cell.KEY);
    return cells.select(
        Stream.concat(
                Cell.KEY.stream().map(functions::col),
                SETS.stream().map(set -> CustomerSets.size(col(set)).as(set)))
            .toArray(Column[]::new));
  }
}
