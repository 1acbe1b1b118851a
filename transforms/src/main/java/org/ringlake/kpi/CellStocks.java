package org.ringlake.kpi;

import static org.apache.spark.sql.functions.broadcast;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is there when a period begins or ends, and is no sum of what happened in it: {@link
 * Headcounts} and {@link ActiveCustomers}.
 *
 * @param agents the roster
 * @param changesOfActive of {@link ActiveCustomers#changes}, all of them
 * @param starts first days of periods: cells of others are in no need; empty: all are
 * @param asOf the day at which a headcount is taken where a period is not over
 */
public record CellStocks(
    Dataset<Row> agents,
    Dataset<Row> changesOfActive,
    Optional<Dataset<Row>> starts,
    LocalDate asOf) {

  /** What {@link #addedTo} adds, in that order. */
  static final List<String> MEASURES =
      Stream.of(Headcounts.MEASURES, List.of(ActiveCustomers.ACTIVE_E9))
          .flatMap(List::stream)
          .toList();

  /**
   * Those of all cells.
   *
   * @param agentDays all of {@link org.ringlake.measures.AgentDay}
   */
  public static CellStocks of(
      Dataset<Row> agentDays, Dataset<Row> agents, Dataset<Row> teams, LocalDate asOf) {
    return new CellStocks(
        agents, ActiveCustomers.changes(agentDays, teams), Optional.empty(), asOf);
  }

  /** Only those of cells whose periods start on some days; the others are wrong. */
  CellStocks atStartsOf(Dataset<Row> cells) {
    return new CellStocks(
        agents, changesOfActive, Optional.of(cells.select(Cell.PERIOD_START).distinct()), asOf);
  }

  /** Adds {@link #MEASURES} to cells, which are rows with {@link Cell#KEY}. */
  Dataset<Row> addedTo(Dataset<Row> cells) {
    Dataset<Row> active = ActiveCustomers.from(changesOfActive, asOf);
    Dataset<Row> needed =
        starts
            .map(
                days ->
                    active.join(
                        broadcast(days),
                        scala.jdk.javaapi.CollectionConverters.asScala(List.of(Cell.PERIOD_START))
                            .toSeq(),
                        "left_semi"))
            .orElse(active);
    return ActiveCustomers.withActive(Headcounts.withHeadcounts(cells, agents, asOf), needed);
  }
}
