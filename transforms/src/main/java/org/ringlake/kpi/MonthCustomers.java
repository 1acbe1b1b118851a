package org.ringlake.kpi;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.CustomerSets;

/**
 * Which customers an entity dialled, reached and sold to in a month: quarters and years are merged
 * from these, so that they need no day.
 *
 * <p>Grain: one row per layer, entity and month with an event of a known customer. Key: layer,
 * entity_id, {@link #MONTH}. Each set is one of {@link CustomerSets}. Source: {@link
 * AgentDayCustomers}.
 */
public final class MonthCustomers {
  public static final String NAME = "_month_customers";

  public static final String LAYER = Cell.LAYER;
  public static final String ENTITY_ID = Cell.ENTITY_ID;

  /** The first day of the month. */
  public static final String MONTH = "month";

  private MonthCustomers() {}

  /**
   * Of these days, which are whole months; agents' months first, so that little is merged often.
   */
  public static Dataset<Row> from(Dataset<Row> agentDayCustomers) {
    Column month = Cell.start(Period.MONTH, col(AgentDay.EVENT_DATE));
    Dataset<Row> ofAgents =
        merged(
            agentDayCustomers.withColumn(MONTH, month),
            List.of(
                AgentDayCustomers.AGENT_ID,
                AgentDayCustomers.TEAM_ID,
                AgentDayCustomers.SITE,
                MONTH));
    return merged(Cell.perLayer(ofAgents), List.of(LAYER, ENTITY_ID, MONTH));
  }

  /** The union of the sets of each key: a customer may be in several of them. */
  static Dataset<Row> merged(Dataset<Row> sets, List<String> key) {
    List<Column> unions =
        AgentDayCustomers.SETS.stream().map(set -> CustomerSets.union(col(set)).as(set)).toList();
    return sets.groupBy(
            key.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new))
        .agg(unions.get(0), unions.subList(1, unions.size()).toArray(Column[]::new));
  }
}
