package org.ringlake.explain;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.SilverRows;
import org.ringlake.facts.TeamStays;
import org.ringlake.facts.Validity;
import org.ringlake.kpi.Headcounts;
import org.ringlake.kpi.Layer;
import org.ringlake.staging.Agents;

/**
 * The people whom a cell's headcounts count, as rows of {@link CellEvents}.
 *
 * <p>Grain: one row per headcount and person. {@code event_date} is the day at whose end people are
 * counted: the one before the period, or the last one. {@code event_id} names the row of the roster
 * in force on that day; where the agent's first one begins later, that. {@code periods_per_year} is
 * a number of the calendar, which no event adds to. Source: {@link TeamStays}.
 */
final class EmployedPeople {
  static final List<String> HEADCOUNTS = List.of(Headcounts.OPENING, Headcounts.CLOSING);

  private static final String HOLDER = "_holder";
  private static final String IN_FORCE = "_in_force";
  private static final String FIRST = "_first";
  private static final String HOLDS_FROM = "_holds_from";
  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

  private EmployedPeople() {}

  /** Those of the headcounts among some measures; nobody in cells that have none. */
  static Dataset<Row> from(Dataset<Row> agents, ExplainedCell cell, Collection<String> measures) {
    boolean isCounted = Headcounts.isCounted(cell.layer(), cell.period().period());
    return HEADCOUNTS.stream()
        .map(
            measure ->
                people(agents, cell, measure).filter(lit(isCounted && measures.contains(measure))))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private static Dataset<Row> people(Dataset<Row> agents, ExplainedCell cell, String measure) {
    Column day =
        lit(
            measure.equals(Headcounts.OPENING)
                ? cell.period().start().minusDays(1)
                : cell.lastCountedDay());
    Dataset<Row> stays =
        TeamStays.from(agents)
            .filter(Headcounts.isEmployed(col(TeamStays.FROM), col(TeamStays.UNTIL), day))
            .filter(isOf(cell));
    // inner, one to one: the roster has whoever it employs
    return stays
        .join(rosterRows(agents, day), col(TeamStays.AGENT_ID).equalTo(col(HOLDER)), "inner")
        .withColumn(Agents.VALID_FROM, col(IN_FORCE).getField(Agents.VALID_FROM))
        .select(
            day.as(CellEvents.EVENT_DATE),
            lit(Agents.NAME).as(CellEvents.FEED),
            SilverRows.keyText(List.of(Agents.AGENT_ID, Agents.VALID_FROM)).as(CellEvents.EVENT_ID),
            col(CellEvents.AGENT_ID),
            CellEvents.named(CellEvents.TEAM_ID).as(CellEvents.TEAM_ID),
            lit(measure).as(CellEvents.MEASURE),
            lit(1L).as(CellEvents.AMOUNT));
  }

  private static Column isOf(ExplainedCell cell) {
    return cell.layer() == Layer.TEAM
        ? CellEvents.named(TeamStays.TEAM_ID).equalTo(cell.entityId())
        : lit(true);
  }

  /** One row per agent: its row of the roster that is in force, or else the first. */
  private static Dataset<Row> rosterRows(Dataset<Row> agents, Column day) {
    Column from = coalesce(col(Validity.VALID_FROM), lit(BEGINNING));
    Column row = struct(from.as(HOLDS_FROM), col(Agents.VALID_FROM));
    return agents
        .groupBy(col(Agents.AGENT_ID).as(HOLDER))
        .agg(max(when(from.leq(day), row)).as(IN_FORCE), min(row).as(FIRST))
        .withColumn(IN_FORCE, coalesce(col(IN_FORCE), col(FIRST)));
  }
}
