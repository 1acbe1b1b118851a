package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.slice;

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
 * employed or active.
 *
 * <p>Grain: one row per layer, entity, period and period start in which anything, or anybody, was
 * counted. Key: {@link Cell#KEY}. Columns: the key and {@link #VECTOR}. Units: those of {@link
 * AgentDay}; no measure is ever null. There are sites only where teams have them. Source: {@link
 * AgentDay}, {@link CustomerCounts}, {@link CellStocks}.
 */
public final class KpiCells {
  /** Every measure that a KPI's formula may name. */
  public static final List<String> MEASURES =
      Stream.of(AgentDay.MEASURES, AgentDayCustomers.SETS, CellStocks.MEASURES)
          .flatMap(List::stream)
          .toList();

  /** All of {@link #MEASURES} in one column, in that order. */
  static final String VECTOR = AgentDay.VECTOR;

  private static final int SUMS = AgentDay.MEASURES.size();
  private static final int SETS = AgentDayCustomers.SETS.size();

  private static final String COUNTS = "_counts";

  private KpiCells() {}

  /**
   * The cells.
   *
   * @param customerCounts of {@link CustomerCounts}
   * @param stocks who is employed, and active, made of the same agent days
   */
  public static Dataset<Row> from(
      Dataset<Row> agentDays, Dataset<Row> customerCounts, CellStocks stocks) {
    return withStocks(
        withCounts(counted(summedToCells(overCampaigns(agentDays))), customerCounts), stocks);
  }

  /**
   * Cells as they are now; those that are gone are left out.
   *
   * @param before the cells as they were, changed ones at least
   * @param changed the keys of the changed ones
   * @param differences of their agent days, {@link org.ringlake.measures.AgentDayChanges}
   * @param customerCounts of the changed ones, at least
   * @param stocks who is employed, and active, made of all agent days as they are now
   */
  public static Dataset<Row> updated(
      Dataset<Row> before,
      Dataset<Row> changed,
      Dataset<Row> differences,
      Dataset<Row> customerCounts,
      CellStocks stocks) {
    // semi and anti, one to at most one: keys are distinct
    Dataset<Row> sums =
        before
            .select(withKey(Stream.of(slice(col(VECTOR), 1, SUMS).as(VECTOR))))
            .join(broadcast(changed), Cell.keyForJoin(), "left_semi")
            .union(summedToCells(AgentDay.vectors(differences)));
    Dataset<Row> remaining = counted(summed(sums, Cell.KEY));
    Dataset<Row> counts = customerCounts.join(broadcast(changed), Cell.keyForJoin(), "left_semi");
    Dataset<Row> unchanged =
        before
            .select(withKey(Stream.of(slice(col(VECTOR), 1, SUMS + SETS).as(VECTOR))))
            .join(broadcast(changed), Cell.keyForJoin(), "left_anti");
    return withStocks(
        unchanged.unionByName(withCounts(remaining, counts)),
        stocks.atStartsOf(
            before.select(Cell.PERIOD_START).union(changed.select(Cell.PERIOD_START))));
  }

  /** A column for each of {@link #MEASURES}. */
  public static Dataset<Row> withColumns(Dataset<Row> cells) {
    return cells.select(withKey(Vectors.columns(col(VECTOR), MEASURES)));
  }

  /** Rows of {@link #withColumns} as cells again. */
  public static Dataset<Row> ofColumns(Dataset<Row> rows) {
    return rows.select(withKey(Stream.of(Vectors.of(MEASURES).as(VECTOR))));
  }

  /** Sums and counts of each cell; where nobody counts, a cell is there for its sums alone. */
  private static Dataset<Row> withCounts(Dataset<Row> sums, Dataset<Row> customerCounts) {
    Dataset<Row> counts =
        customerCounts
            .select(withKey(Stream.of(Vectors.of(AgentDayCustomers.SETS).as(COUNTS))))
            .filter(Vectors.isAnything(col(COUNTS)));
    Column vector =
        concat(coalesce(col(VECTOR), zeros(SUMS)), coalesce(col(COUNTS), zeros(SETS))).as(VECTOR);
    // full outer, one to at most one: both sides have one row per cell
    return sums.join(counts, Cell.KEY.toArray(String[]::new), "full_outer")
        .select(withKey(Stream.of(vector)));
  }

  private static Dataset<Row> withStocks(Dataset<Row> cells, CellStocks stocks) {
    Column vector = concat(col(VECTOR), Vectors.of(CellStocks.MEASURES)).as(VECTOR);
    return stocks.addedTo(cells).select(withKey(Stream.of(vector)));
  }

  private static Column zeros(int length) {
    return array_repeat(lit(0L), length);
  }

  /** Without cells in which nothing was counted, or what was comes to nothing. */
  private static Dataset<Row> counted(Dataset<Row> vectors) {
    return vectors.filter(Vectors.isAnything(col(AgentDay.VECTOR)));
  }

  private static Column[] withKey(Stream<Column> others) {
    return Stream.concat(Cell.KEY.stream().map(functions::col), others).toArray(Column[]::new);
  }

  /** {@link AgentDay#vectors} of all campaigns together, so that fewer rows go to layers. */
  private static Dataset<Row> overCampaigns(Dataset<Row> agentDays) {
    return summed(
        AgentDay.vectors(agentDays),
        List.of(AgentDay.AGENT_ID, AgentDay.TEAM_ID, AgentDay.SITE, AgentDay.EVENT_DATE));
  }

  /** First to layers, then to periods. */
  private static Dataset<Row> summedToCells(Dataset<Row> vectors) {
    Dataset<Row> days =
        summed(Cell.perLayer(vectors), List.of(Cell.LAYER, Cell.ENTITY_ID, AgentDay.EVENT_DATE));
    return summed(Cell.perPeriod(days, List.of(Period.values())), Cell.KEY);
  }

  private static Dataset<Row> summed(Dataset<Row> rows, Collection<String> key) {
    return rows.groupBy(key.stream().map(functions::col).toArray(Column[]::new))
        .agg(Vectors.sum(col(AgentDay.VECTOR), AgentDay.MEASURES.size()).as(AgentDay.VECTOR));
  }
}
