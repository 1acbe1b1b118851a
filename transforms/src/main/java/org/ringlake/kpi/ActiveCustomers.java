package org.ringlake.kpi;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.ringlake.facts.TeamSites;
import org.ringlake.measures.AgentDay;

/**
 * How many customers an entity had that were active when a period began: those who had become
 * active before its first day, and were not lost before it.
 *
 * <p>Grain: one row per layer, entity and day on whose start there were any. Key: {@code layer},
 * {@code entity_id}, {@code period_start}. A customer counts for the agent and the team who won
 * them, and for the site where that team sat on the day before. Units: {@link #ACTIVE_E9} in
 * billionths of a customer, as models share them among agents. Source: {@link AgentDay}.
 */
public final class ActiveCustomers {
  public static final String ACTIVE_E9 = "customers_active_e9";

  private static final String CHANGE = "_change";
  private static final String UNTIL = "_until";

  private ActiveCustomers() {}

  /** How many more, or fewer, each entity has at the end of a day than at its start. */
  static Dataset<Row> changes(Dataset<Row> agentDays, Dataset<Row> teams) {
    Dataset<Row> changes =
        agentDays
            .withColumn(CHANGE, change())
            .filter(col(CHANGE).notEqual(0))
            .select(
                AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.SITE, AgentDay.EVENT_DATE, CHANGE);
    return Cell.perLayer(changes)
        .unionByName(moves(changes, teams))
        .groupBy(Cell.LAYER, Cell.ENTITY_ID, AgentDay.EVENT_DATE)
        .agg(sum(CHANGE).as(CHANGE))
        .filter(col(CHANGE).notEqual(0));
  }

  /** Whoever moves takes along the customers won before. */
  private static Dataset<Row> moves(Dataset<Row> changes, Dataset<Row> teams) {
    Dataset<Row> ofTeams =
        changes
            .filter(col(AgentDay.SITE).isNotNull())
            .groupBy(AgentDay.TEAM_ID, AgentDay.EVENT_DATE)
            .agg(sum(CHANGE).as(CHANGE));
    return TeamSites.moved(ofTeams, teams)
        .select(
            lit(Layer.SITE.code()).as(Cell.LAYER),
            col(TeamSites.MOVED_SITE).as(Cell.ENTITY_ID),
            col(TeamSites.MOVED_ON).as(AgentDay.EVENT_DATE),
            col(CHANGE).multiply(col(TeamSites.MOVED_SIGN)).as(CHANGE));
  }

  private static Column change() {
    return col(AgentDay.CUSTOMERS_ACTIVATED_E9).plus(negate(col(AgentDay.CUSTOMERS_CHURNED_E9)));
  }

  /**
   * Those at the start of each day up to the as-of day.
   *
   * @param changes of {@link #changes}
   */
  static Dataset<Row> from(Dataset<Row> changes, LocalDate asOf) {
    return running(changes, Window.partitionBy(Cell.LAYER, Cell.ENTITY_ID), asOf)
        .select(
            col(Cell.LAYER),
            col(Cell.ENTITY_ID),
            explode(daysAfter()).as(Cell.PERIOD_START),
            col(ACTIVE_E9));
  }

  /**
   * The days at whose start somebody has another number of active customers than before.
   *
   * @param differences of {@link org.ringlake.measures.AgentDayChanges}
   * @return distinct {@code period_start}
   */
  public static Dataset<Row> differentOn(Dataset<Row> differences, LocalDate asOf) {
    Dataset<Row> changes =
        differences
            .groupBy(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.SITE, AgentDay.EVENT_DATE)
            .agg(sum(change()).as(CHANGE))
            .filter(col(CHANGE).notEqual(0));
    WindowSpec entities = Window.partitionBy(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.SITE);
    return running(changes, entities, asOf)
        .select(explode(daysAfter()).as(Cell.PERIOD_START))
        .distinct();
  }

  /** The number from the end of each day with a change to the last day before another one. */
  private static Dataset<Row> running(Dataset<Row> changes, WindowSpec entities, LocalDate asOf) {
    WindowSpec soFar = entities.orderBy(AgentDay.EVENT_DATE);
    Column next = lead(col(AgentDay.EVENT_DATE), 1).over(soFar);
    return changes
        .withColumn(UNTIL, least(next, lit(asOf))) // null: none follows
        .withColumn(ACTIVE_E9, sum(CHANGE).over(soFar))
        .filter(col(ACTIVE_E9).notEqual(0).and(col(UNTIL).gt(col(AgentDay.EVENT_DATE))));
  }

  private static Column daysAfter() {
    return sequence(date_add(col(AgentDay.EVENT_DATE), 1), col(UNTIL));
  }

  /**
   * Adds {@link #ACTIVE_E9} to cells, which are rows with {@link Cell#KEY}.
   *
   * @param active of {@link #from}, those of the cells at least
   */
  static Dataset<Row> withActive(Dataset<Row> cells, Dataset<Row> active) {
    // left, many cells, one for each length of period, to at most one
    return cells
        .join(active, new String[] {Cell.LAYER, Cell.ENTITY_ID, Cell.PERIOD_START}, "left")
        .withColumn(ACTIVE_E9, coalesce(col(ACTIVE_E9), lit(0L)));
  }
}
