package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.size;

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
 * How many distinct customers a cell has, exactly.
 *
 * <p>Grain: one row per cell with an event of a known customer. Key: {@link Cell#KEY}. Source:
 * {@link AgentDayCustomers}, whose sets are merged first to layers, then to periods.
 */
final class CustomerCounts {
  private static final List<String> SETS = AgentDayCustomers.SETS;

  private CustomerCounts() {}

  static Dataset<Row> from(Dataset<Row> agentDayCustomers) {
    Dataset<Row> days =
        merged(
            Cell.perLayer(agentDayCustomers),
            List.of(Cell.LAYER, Cell.ENTITY_ID, AgentDay.EVENT_DATE));
    Dataset<Row> cells = merged(Cell.perPeriod(days), Cell.KEY);
    return cells.select(
        Stream.concat(
                Cell.KEY.stream().map(functions::col),
                SETS.stream().map(set -> size(col(set)).cast("bigint").as(set)))
            .toArray(Column[]::new));
  }

  /** The union of the sets of each key: a customer may be in several of them. */
  private static Dataset<Row> merged(Dataset<Row> sets, Collection<String> key) {
    List<Column> unions =
        SETS.stream().map(set -> array_distinct(flatten(collect_list(col(set)))).as(set)).toList();
    return sets.groupBy(key.stream().map(functions::col).toArray(Column[]::new))
        .agg(unions.get(0), unions.stream().skip(1).toArray(Column[]::new));
  }
}
