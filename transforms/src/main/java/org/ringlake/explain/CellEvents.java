package org.ringlake.explain;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.TeamSites;
import org.ringlake.facts.Unions;
import org.ringlake.kpi.ActiveCustomers;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.CustomerSource;
import org.ringlake.measures.MeasureRules;
import org.ringlake.measures.MeasureSource;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Resolved;

/**
 * The events that a cell's measures are sums of.
 *
 * <p>Grain: one row per measure, event that adds to it, and agent: those who won a customer share
 * the deal. Key: measure, event_date, feed, event_id, agent_id. {@link #AMOUNT} is what the event
 * adds, in the measure's unit, never null: the amounts of a measure's rows add up to the measure.
 * {@code agent_id} and {@code team_id} are those that the event counts for, {@code unknown} where
 * there is nobody.
 *
 * <p>Of a measure that counts distinct customers, each event whose customer is counted is a row;
 * the customer's first one (by day, feed and id) has amount 1, the others 0. Of a headcount, each
 * person counted is a row, see {@link EmployedPeople}; of customers active when a period began,
 * each who won one, see {@link ActiveSinceBefore}. Source: {@link AgentDay#SOURCES}, {@link
 * AgentDayCustomers#SOURCES}.
 */
public final class CellEvents {
  public static final String MEASURE = "measure";
  public static final String AMOUNT = "amount";
  public static final String FEED = "feed";
  public static final String EVENT_ID = MeasureSource.EVENT_ID;
  public static final String AGENT_ID = AgentDay.AGENT_ID;
  public static final String TEAM_ID = AgentDay.TEAM_ID;
  public static final String EVENT_DATE = AgentDay.EVENT_DATE;

  private static final String IS_MEMBER = "_is_member";

  private CellEvents() {}

  /**
   * The events of some measures.
   *
   * @param silver the tables that the cell was computed from
   * @param measures those of {@link org.ringlake.kpi.KpiCells#MEASURES}
   */
  public static Dataset<Row> from(
      SilverFeeds silver, MeasureRules rules, ExplainedCell cell, Collection<String> measures) {
    List<Dataset<Row>> parts = new ArrayList<>();
    for (MeasureSource source : AgentDay.SOURCES) {
      List<String> own = source.measures().stream().filter(measures::contains).toList();
      if (!own.isEmpty() && source.mayHaveEvents(silver)) {
        Dataset<Row> events = ofCell(source.events(silver, rules, cell.days()), silver, cell);
        parts.add(added(source.shown(events, silver, cell.days()), source.feed(), own));
      }
    }
    customers(silver, rules, cell, measures).ifPresent(parts::add);
    if (measures.contains(ActiveCustomers.ACTIVE_E9)) {
      parts.add(
          added(
              ofCell(ActiveSinceBefore.events(silver, rules, cell), silver, cell),
              Deals.NAME,
              List.of(ActiveCustomers.ACTIVE_E9)));
    }
    if (parts.isEmpty() || EmployedPeople.HEADCOUNTS.stream().anyMatch(measures::contains)) {
      parts.add(EmployedPeople.from(silver.agents(), cell, measures));
    }
    return Unions.byName(parts);
  }

  /** The feeds whose rows the events of some measures are. */
  public static Set<String> feeds(Collection<String> measures) {
    Set<String> feeds = new TreeSet<>();
    AgentDay.SOURCES.stream()
        .filter(source -> source.measures().stream().anyMatch(measures::contains))
        .forEach(source -> feeds.add(source.feed()));
    AgentDayCustomers.SOURCES.stream()
        .filter(source -> source.sets().stream().anyMatch(measures::contains))
        .forEach(source -> feeds.add(source.feed()));
    if (measures.contains(ActiveCustomers.ACTIVE_E9)) {
      feeds.add(Deals.NAME);
    }
    if (feeds.isEmpty() || EmployedPeople.HEADCOUNTS.stream().anyMatch(measures::contains)) {
      feeds.add(Agents.NAME);
    }
    return feeds;
  }

  private static Dataset<Row> added(Dataset<Row> events, String feed, List<String> measures) {
    return perMeasure(events, feed, measures, measure -> col(measure).as(AMOUNT))
        .filter(col(AMOUNT).notEqual(0));
  }

  private static Optional<Dataset<Row>> customers(
      SilverFeeds silver, MeasureRules rules, ExplainedCell cell, Collection<String> measures) {
    List<Dataset<Row>> parts = new ArrayList<>();
    for (CustomerSource source : AgentDayCustomers.SOURCES) {
      List<String> own = source.sets().stream().filter(measures::contains).toList();
      if (!own.isEmpty()) {
        Dataset<Row> events =
            ofCell(source.events(silver, rules, cell.days()), silver, cell)
                .filter(col(Resolved.CUSTOMER_NO).isNotNull());
        parts.add(
            perMeasure(
                    events, source.feed(), own, set -> col(set).as(IS_MEMBER), Resolved.CUSTOMER_NO)
                .filter(IS_MEMBER));
      }
    }
    return parts.stream().reduce(Dataset::unionByName).map(CellEvents::countedOnce);
  }

  private static Dataset<Row> countedOnce(Dataset<Row> members) {
    Column place =
        row_number()
            .over(
                Window.partitionBy(MEASURE, Resolved.CUSTOMER_NO)
                    .orderBy(EVENT_DATE, FEED, EVENT_ID));
    return members
        .withColumn(AMOUNT, when(place.equalTo(1), lit(1L)).otherwise(lit(0L)))
        .drop(IS_MEMBER, Resolved.CUSTOMER_NO);
  }

  private static Dataset<Row> perMeasure(
      Dataset<Row> events,
      String feed,
      List<String> measures,
      Function<String, Column> value,
      String... kept) {
    Column[] each =
        measures.stream()
            .map(measure -> struct(lit(measure).as(MEASURE), value.apply(measure)))
            .toArray(Column[]::new);
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(EVENT_DATE),
                lit(feed).as(FEED),
                col(EVENT_ID),
                named(AGENT_ID).as(AGENT_ID),
                named(TEAM_ID).as(TEAM_ID)));
    for (String column : kept) {
      columns.add(col(column));
    }
    columns.add(inline(array(each)));
    return events.select(columns.toArray(Column[]::new));
  }

  private static Dataset<Row> ofCell(Dataset<Row> events, SilverFeeds silver, ExplainedCell cell) {
    return switch (cell.layer()) {
      case AGENT -> events.filter(named(AGENT_ID).equalTo(cell.entityId()));
      case TEAM -> events.filter(named(TEAM_ID).equalTo(cell.entityId()));
      case SITE ->
          TeamSites.withSite(events, silver.teams())
              .filter(col(AgentDay.SITE).equalTo(cell.entityId()));
      case ENTERPRISE -> events;
    };
  }

  /** As {@link AgentDay} names who is not known. */
  static Column named(String person) {
    return coalesce(col(person), lit(TeamSites.UNKNOWN));
  }
}
