package org.ringlake.kpi;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;

/**
 * Every measure of every cell: the additive ones summed, the distinct customers counted, and who is
 * employed.
 *
 * <p>Grain: one row per layer, entity, period and period start in which anything happened. Key:
 * {@link Cell#KEY}. Units: those of {@link AgentDay}; no measure is ever null. There are sites only
 * where teams have them. Source: {@link AgentDay}, {@link AgentDayCustomers}, {@link Headcounts}.
 */
public final class KpiCells {
  /** Every measure that a KPI's formula may name. */
  public static final List<String> MEASURES =
      Stream.of(AgentDay.MEASURES, AgentDayCustomers.SETS, Headcounts.MEASURES)
          .flatMap(List::stream)
          .toList();

  private KpiCells() {}

  /**
   * The cells.
   *
   * @param agents the roster
   * @param asOf the day at which a headcount is taken where a period is not over
   */
  public static Dataset<Row> from(
      Dataset<Row> agentDays, Dataset<Row> agentDayCustomers, Dataset<Row> agents, LocalDate asOf) {
    // left, one to at most one: both sides have one row per cell
    Dataset<Row> cells =
        sums(agentDays)
            .join(CustomerCounts.from(agentDayCustomers), Cell.KEY.toArray(String[]::new), "left")
            .select(
                Stream.concat(
                        Stream.concat(Cell.KEY.stream(), AgentDay.MEASURES.stream())
                            .map(functions::col),
                        AgentDayCustomers.SETS.stream().map(KpiCells::orNone))
                    .toArray(Column[]::new));
    return Headcounts.withHeadcounts(cells, agents, asOf);
  }

  /** The additive measures of each cell. */
  static Dataset<Row> sums(Dataset<Row> agentDays) {
    Dataset<Row> days =
        summed(Cell.perLayer(agentDays), List.of(Cell.LAYER, Cell.ENTITY_ID, AgentDay.EVENT_DATE));
    return summed(Cell.perPeriod(days), Cell.KEY);
  }

  private static Column orNone(String count) {
    return coalesce(col(count), lit(0L)).as(count);
  }

  private static Dataset<Row> summed(Dataset<Row> rows, Collection<String> key) {
    return rows.groupBy(key.stream().map(functions::col).toArray(Column[]::new))
        .sum(AgentDay.MEASURES.toArray(String[]::new))
        .toDF(Stream.concat(key.stream(), AgentDay.MEASURES.stream()).toArray(String[]::new));
  }
}
