package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
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
import org.ringlake.measures.Vectors;

/**
 * Every measure of every cell: the additive ones summed, the distinct customers counted, and who is
 * employed.
 *
 * <p>Grain: one row per layer, entity, period and period start in which anything happened. Key:
 * {@link Cell#KEY}. Units: those of {@link AgentDay}; no measure is ever null. There are sites only
 * where teams have them. Source: {@link AgentDay}, {@link CustomerCounts}, {@link Headcounts}.
 */
public final class KpiCells {
  /** How many rows of {@link AgentDay} a cell sums; a cell without any is gone. */
  public static final String AGENT_DAYS = "_agent_days";

  /** Every measure that a KPI's formula may name. */
  public static final List<String> MEASURES =
      Stream.of(AgentDay.MEASURES, AgentDayCustomers.SETS, Headcounts.MEASURES)
          .flatMap(List::stream)
          .toList();

  /** Every column of a cell beside its key. */
  public static final List<String> COLUMNS =
      Stream.concat(Stream.of(AGENT_DAYS), MEASURES.stream()).toList();

  private static final List<String> SUMS =
      Stream.concat(Stream.of(AGENT_DAYS), AgentDay.MEASURES.stream()).toList();
  private static final List<String> AGENT_DAY_KEY =
      List.of(
          AgentDay.AGENT_ID,
          AgentDay.TEAM_ID,
          AgentDay.SITE,
          AgentDay.CAMPAIGN_ID,
          AgentDay.EVENT_DATE);

  /** All of {@link #SUMS} in one column. */
  private static final String VECTOR = "_vector";

  private KpiCells() {}

  /**
   * The cells.
   *
   * @param customerCounts of {@link CustomerCounts}
   * @param agents the roster
   * @param asOf the day at which a headcount is taken where a period is not over
   */
  public static Dataset<Row> from(
      Dataset<Row> agentDays, Dataset<Row> customerCounts, Dataset<Row> agents, LocalDate asOf) {
    return Headcounts.withHeadcounts(
        withCounts(
            withColumns(summedToCells(agentDayVectors(agentDays)), Cell.KEY), customerCounts),
        agents,
        asOf);
  }

  /**
   * What has to be added to yesterday's rows of {@link AgentDay} to make today's: those that
   * differ.
   *
   * <p>Grain: agent, team, site, campaign, day. Columns: the key, {@link #AGENT_DAYS} (1 for a new
   * row, −1 for one that is gone, else 0) and each measure's difference.
   */
  public static Dataset<Row> differences(Dataset<Row> before, Dataset<Row> after) {
    Dataset<Row> negated = agentDayVectors(before).withColumn(VECTOR, Vectors.negated(col(VECTOR)));
    Dataset<Row> differences =
        summed(agentDayVectors(after).union(negated), AGENT_DAY_KEY)
            .filter(Vectors.isAnything(col(VECTOR)));
    return withColumns(differences, AGENT_DAY_KEY);
  }

  /**
   * Cells as they are now; those that are gone are left out.
   *
   * @param before the cells as they were, changed ones at least
   * @param changed the keys of the changed ones
   * @param differences of their agent days, as {@link #differences} finds them
   * @param customerCounts of the changed ones, at least
   * @param agents the roster
   * @param asOf the day at which a headcount is taken where a period is not over
   */
  public static Dataset<Row> updated(
      Dataset<Row> before,
      Dataset<Row> changed,
      Dataset<Row> differences,
      Dataset<Row> customerCounts,
      Dataset<Row> agents,
      LocalDate asOf) {
    // semi and anti, one to at most one: keys are distinct
    Dataset<Row> sums =
        vectors(before, Cell.KEY, col(AGENT_DAYS))
            .join(broadcast(changed), Cell.keyForJoin(), "left_semi")
            .union(summedToCells(vectors(differences, AGENT_DAY_KEY, col(AGENT_DAYS))));
    Dataset<Row> unchanged =
        before
            .join(broadcast(changed), Cell.keyForJoin(), "left_anti")
            .drop(Headcounts.MEASURES.toArray(String[]::new));
    return Headcounts.withHeadcounts(
        unchanged.unionByName(
            withCounts(
                withColumns(summed(sums, Cell.KEY), Cell.KEY).filter(col(AGENT_DAYS).gt(0)),
                customerCounts)),
        agents,
        asOf);
  }

  private static Dataset<Row> withCounts(Dataset<Row> sums, Dataset<Row> customerCounts) {
    // left, one to at most one: both sides have one row per cell
    return sums.join(customerCounts, Cell.KEY.toArray(String[]::new), "left")
        .select(
            Stream.concat(
                    Stream.concat(Cell.KEY.stream(), SUMS.stream()).map(functions::col),
                    AgentDayCustomers.SETS.stream().map(KpiCells::orNone))
                .toArray(Column[]::new));
  }

  private static Dataset<Row> agentDayVectors(Dataset<Row> agentDays) {
    return vectors(agentDays, AGENT_DAY_KEY, lit(1L));
  }

  /** The key and {@link #VECTOR}, of all sums. */
  private static Dataset<Row> vectors(Dataset<Row> rows, List<String> key, Column agentDayCount) {
    Column vector =
        array(
            Stream.concat(Stream.of(agentDayCount), AgentDay.MEASURES.stream().map(functions::col))
                .toArray(Column[]::new));
    return rows.select(
        Stream.concat(key.stream().map(functions::col), Stream.of(vector.as(VECTOR)))
            .toArray(Column[]::new));
  }

  private static Dataset<Row> withColumns(Dataset<Row> vectors, List<String> key) {
    return vectors.select(
        Stream.concat(key.stream().map(functions::col), Vectors.columns(col(VECTOR), SUMS))
            .toArray(Column[]::new));
  }

  /** First to layers, then to periods. */
  private static Dataset<Row> summedToCells(Dataset<Row> vectors) {
    Dataset<Row> days =
        summed(Cell.perLayer(vectors), List.of(Cell.LAYER, Cell.ENTITY_ID, AgentDay.EVENT_DATE));
    return summed(Cell.perPeriod(days, List.of(Period.values())), Cell.KEY);
  }

  private static Column orNone(String count) {
    return coalesce(col(count), lit(0L)).as(count);
  }

  private static Dataset<Row> summed(Dataset<Row> rows, Collection<String> key) {
    return rows.groupBy(key.stream().map(functions::col).toArray(Column[]::new))
        .agg(Vectors.sum(col(VECTOR), SUMS.size()).as(VECTOR));
  }
}
